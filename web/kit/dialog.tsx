import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFocusReturn } from './app/focus-return.ts'
import { Icon } from './icons.tsx'

type DialogProps = {
  title: string
  closeLabel: string
  onClose: () => void
  children?: ReactNode
  /** The buttons, the safe one first; it has `data-autofocus` unless a field has it. */
  buttons: ReactNode
  /** Sends the form. */
  onSubmit?: () => void
  size?: number
}

/** A dialog that asks one thing: focus stays inside and returns to where it came from; Esc closes. */
export function Dialog({ title, closeLabel, onClose, children, buttons, onSubmit, size = 460 }: DialogProps) {
  useFocusReturn()
  return (
    <Modal.Root opened onClose={onClose} size={size} centered>
      <Modal.Overlay />
      <Modal.Content>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            event.stopPropagation() // React hands it on to the form that the dialog was opened from
            onSubmit?.()
          }}
        >
          <div className="dlg-h">
            <Modal.Title>{title}</Modal.Title>
            <button type="button" className="btn q ic" aria-label={closeLabel} onClick={onClose}>
              <Icon name="cross" />
            </button>
          </div>
          <div className="dlg-b">{children}</div>
          <div className="dlg-f">{buttons}</div>
        </form>
      </Modal.Content>
    </Modal.Root>
  )
}
