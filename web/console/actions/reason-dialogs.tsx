import { useState } from 'react'
import { Dialog } from '../../kit/dialog.tsx'
import { ReasonField } from '../../kit/text-field.tsx'
import type { OnboardingRow } from '../data/api.ts'
import { who } from '../marks/facts.ts'
import { words } from '../words/console.ts'
import type { ActionDialogProps } from './action-dialog.tsx'
import { Buttons, Refused } from './buttons.tsx'
import { useAct } from './use-act.ts'

const { dialogs } = words

/** The kind of seat that is free again; undefined where the role has no limit. */
const seatOf = (row: OnboardingRow): string | null =>
  row.role.id === 'viewer' ? null : row.role.id === 'administrator' ? 'Administrator' : 'Trader'

export function RevokeDialog({ row, onClose }: ActionDialogProps) {
  const [reason, setReason] = useState('')
  const { act, problem, busy } = useAct(row)
  const send = async () => {
    if (await act({ action: 'revoke', reason: reason.trim() })) onClose()
  }
  return (
    <Dialog
      title={dialogs.revoke(who(row))}
      closeLabel={words.frame.close}
      onClose={onClose}
      onSubmit={() => void send()}
      buttons={<Buttons keep={dialogs.keep} go={dialogs.revokeIt} danger busy={busy} onClose={onClose} />}
    >
      <p>{dialogs.revokeText(seatOf(row), who(row))}</p>
      <ReasonField label={dialogs.reason} aside={dialogs.reasonOptional} value={reason} onChange={setReason} />
      <Refused text={problem} />
    </Dialog>
  )
}

type WithReason = 'suspend' | 'reactivate' | 'deactivate'

const TEXTS = {
  suspend: { title: dialogs.suspend, text: dialogs.suspendText, go: dialogs.suspendIt, keep: dialogs.keepAccess },
  reactivate: {
    title: dialogs.reactivate,
    text: dialogs.reactivateText,
    go: dialogs.reactivateIt,
    keep: dialogs.keepPaused,
  },
  deactivate: {
    title: dialogs.deactivate,
    text: dialogs.deactivateText,
    go: dialogs.deactivateIt,
    keep: dialogs.keepAccess,
  },
} as const

/** Suspend, reactivate, deactivate: each needs a reason that the person and the holder read. */
export function ReasonDialog({ action, row, onClose }: ActionDialogProps & { action: WithReason }) {
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  const { act, problem, busy } = useAct(row)
  const { title, text, go, keep } = TEXTS[action]
  const send = async () => {
    if (reason.trim() === '') return setError(dialogs.reasonNeeded)
    setError(undefined)
    if (await act({ action, reason: reason.trim() })) onClose()
  }
  return (
    <Dialog
      title={title(who(row))}
      closeLabel={words.frame.close}
      onClose={onClose}
      onSubmit={() => void send()}
      buttons={
        <Buttons keep={keep} go={go} danger={action !== 'reactivate'} busy={busy} onClose={onClose} focusKeep={false} />
      }
    >
      <p>{text}</p>
      <ReasonField label={dialogs.reasonRead} error={error} value={reason} onChange={setReason} data-autofocus />
      <Refused text={problem} />
    </Dialog>
  )
}
