import { useState } from 'react'
import { laterDeadline, mayBeOpenFor } from '../../../domain/deadlines.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { fromLocalField, longMoment, toLocalField, zoneCity } from '../../kit/app/dates.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { words } from '../words/portal.ts'
import { Buttons, Refused } from './dialog-parts.tsx'
import { useAct } from './use-act.ts'
import type { UserDialogProps } from './user-dialog.tsx'

const { acting } = words

/** “Extend”: a later date, 1 hour to 30 days from now (R34). */
export function ExtendDialog({ user, onClose }: UserDialogProps) {
  const now = timeNow(user.clockAheadMs)
  const [local, setLocal] = useState(() =>
    toLocalField(laterDeadline(user.deadline ? new Date(user.deadline) : null, now)),
  )
  const [error, setError] = useState<string>()
  const { act, problem, busy } = useAct(user)
  const send = async () => {
    const deadline = fromLocalField(local)
    const fault = faultOf(deadline, user.deadline, now)
    setError(fault)
    if (deadline && !fault && (await act({ action: 'extend', deadline }))) onClose()
  }
  return (
    <Dialog
      title={acting.extend}
      closeLabel={words.frame.close}
      onClose={onClose}
      onSubmit={() => void send()}
      buttons={<Buttons go={acting.extendIt} busy={busy} onClose={onClose} focusKeep={false} />}
    >
      <TextField
        label={acting.newDeadline}
        error={error}
        hint={`${user.deadline ? `${acting.deadlineNow(longMoment(new Date(user.deadline)))} ` : ''}${acting.deadlineHint(zoneCity())}`}
        type="datetime-local"
        data-autofocus
        value={local}
        onChange={setLocal}
      />
      <Refused text={problem} />
    </Dialog>
  )
}

function faultOf(deadline: Date | undefined, before: string | null, now: Date): string | undefined {
  if (!deadline || !mayBeOpenFor(deadline.getTime() - now.getTime())) return acting.deadlineOut
  return before && deadline <= new Date(before) ? acting.deadlineEarlier : undefined
}
