import { useState } from 'react'
import { Dialog } from '../../kit/dialog.tsx'
import { ReasonField } from '../../kit/text-field.tsx'
import { seatOf, who } from '../users/facts.ts'
import { words } from '../words/portal.ts'
import { Buttons, Refused } from './dialog-parts.tsx'
import { useAct } from './use-act.ts'
import type { UserDialogProps } from './user-dialog.tsx'

const { acting } = words

/** Revoke, suspend, reactivate, deactivate. The reason is the person's to read; an invitation is revoked without one, too. */
const TEXTS = {
  revoke: { title: acting.revoke, keep: acting.keep, go: acting.revokeIt, needsReason: false },
  suspend: { title: acting.suspend, keep: acting.keepAccess, go: acting.suspendIt, needsReason: true },
  reactivate: { title: acting.reactivate, keep: acting.keepPaused, go: acting.reactivateIt, needsReason: true },
  deactivate: { title: acting.deactivate, keep: acting.keepAccess, go: acting.deactivateIt, needsReason: true },
} as const

type WithReason = keyof typeof TEXTS

export function ReasonDialog({ action, user, onClose }: UserDialogProps & { action: WithReason }) {
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  const { act, problem, busy } = useAct(user)
  const { title, keep, go, needsReason } = TEXTS[action]
  const send = async () => {
    if (needsReason && reason.trim() === '') return setError(acting.reasonNeeded)
    setError(undefined)
    if (await act({ action, reason: reason.trim() })) onClose()
  }
  return (
    <Dialog
      title={title(who(user))}
      closeLabel={words.frame.close}
      onClose={onClose}
      onSubmit={() => void send()}
      buttons={<Buttons keep={keep} go={go} danger={action !== 'reactivate'} busy={busy} onClose={onClose} />}
    >
      <p>{textOf(action, user)}</p>
      <ReasonField
        label={acting.reason}
        aside={needsReason ? acting.reasonRead : acting.reasonOptional}
        error={error}
        value={reason}
        onChange={setReason}
        {...(error !== undefined && { 'data-autofocus': true })}
      />
      <Refused text={problem} />
    </Dialog>
  )
}

function textOf(action: WithReason, user: UserDialogProps['user']): string {
  const seat = seatOf(user.role.id)
  switch (action) {
    case 'revoke':
      return acting.revokeText(seat, who(user))
    case 'deactivate':
      return acting.deactivateText(seat)
    case 'suspend':
      return acting.suspendText
    case 'reactivate':
      return acting.reactivateText
  }
}
