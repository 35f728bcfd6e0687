import { useState } from 'react'
import { Dialog } from '../../kit/dialog.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { addressFault } from '../add/faults.ts'
import { usePortal } from '../frame/session.ts'
import { words } from '../words/portal.ts'
import { Buttons, Refused } from './dialog-parts.tsx'
import { useAct } from './use-act.ts'
import type { UserDialogProps } from './user-dialog.tsx'

const { acting } = words

/** Revokes and invites again, in one step (R34); where rights are chosen, what is sent anew waits for OK (R29). */
export function ChangeAddressDialog({ user, onClose }: UserDialogProps) {
  const [email, setEmail] = useState('')
  const [error, setError] = useState<string>()
  const { act, problem, busy } = useAct(user)
  const draft = usePortal().rights === 'chosen'
  const send = async () => {
    const fault = addressFault(email)
    setError(fault)
    if (!fault && (await act({ action: 'change_address', email: email.trim() }))) onClose()
  }
  return (
    <Dialog
      title={acting.change}
      closeLabel={words.frame.close}
      onClose={onClose}
      onSubmit={() => void send()}
      buttons={
        <Buttons go={draft ? acting.changeItDraft : acting.changeIt} busy={busy} onClose={onClose} focusKeep={false} />
      }
    >
      <p>{draft ? acting.changeTextDraft : acting.changeText}</p>
      <TextField
        label={acting.newEmail}
        error={error}
        hint={acting.deadlineNow(user.email)}
        type="email"
        autoComplete="off"
        data-autofocus
        value={email}
        onChange={setEmail}
      />
      <Refused text={problem} />
    </Dialog>
  )
}
