import { useState } from 'react'
import { INVITE_OPEN } from '../../../domain/deadlines.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { fromLocalField, longMoment, toLocalField, zoneCity } from '../../kit/app/dates.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { words } from '../words/portal.ts'
import { Buttons, Refused } from './dialog-parts.tsx'
import { useAct } from './use-act.ts'
import type { UserDialogProps } from './user-dialog.tsx'

const { acting } = words
const DAY_MS = 86_400_000

/** “Extend”: a later date, 1 hour to 30 days from now (R34). */
export function ExtendDialog({ user, onClose }: UserDialogProps) {
  const now = timeNow(user.clockAheadMs)
  const [local, setLocal] = useState(() => toLocalField(suggested(user.deadline, now)))
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
  const left = deadline ? deadline.getTime() - now.getTime() : 0
  if (!deadline || left < INVITE_OPEN.minMs || left > INVITE_OPEN.maxMs) return acting.deadlineOut
  return before && deadline <= new Date(before) ? acting.deadlineEarlier : undefined
}

/** Seven days more than now stands, as long as that is within 30 days. */
function suggested(deadline: string | null, now: Date): Date {
  const from = Math.max(now.getTime(), deadline ? new Date(deadline).getTime() : 0)
  return new Date(Math.min(from + 7 * DAY_MS, now.getTime() + 30 * DAY_MS - 60_000))
}
