import { useState } from 'react'
import { laterDeadline, mayBeOpenFor } from '../../../domain/deadlines.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { ReasonField, TextField } from '../../kit/text-field.tsx'
import { timeNow } from '../../kit/app/clock.ts'
import { useStaff } from '../frame/staff.ts'
import { words } from '../words/console.ts'
import { fromLocalField, fullMoment, toLocalField } from '../../kit/app/dates.ts'
import type { ActionDialogProps } from './action-dialog.tsx'
import { Buttons, Refused } from './buttons.tsx'
import { useAct } from './use-act.ts'

const { dialogs } = words

/** “Extend”: a new deadline, shown in the platform's zone and in one's own. */
export function ExtendDialog({ row, onClose }: ActionDialogProps) {
  const { timeZone } = useStaff()
  const now = timeNow(row.clockAheadMs)
  const [local, setLocal] = useState(() =>
    toLocalField(laterDeadline(row.deadline ? new Date(row.deadline) : null, now)),
  )
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  const { act, problem, busy } = useAct(row)
  const deadline = fromLocalField(local)
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const send = async () => {
    if (!deadline || !mayBeOpenFor(deadline.getTime() - now.getTime())) return setError(dialogs.deadlineOut)
    setError(undefined)
    if (await act({ action: 'extend', deadline, reason: reason.trim() })) onClose()
  }
  return (
    <Dialog
      title={dialogs.extend}
      closeLabel={words.frame.close}
      onClose={onClose}
      onSubmit={() => void send()}
      buttons={<Buttons go={words.actions.extend} busy={busy} onClose={onClose} focusKeep={false} />}
    >
      <TextField
        label={dialogs.newDeadline}
        error={error}
        hint={
          <>
            {dialogs.deadlineHint(timeZone)}
            {deadline && own !== timeZone && ` ${dialogs.inTheirZone(`${deadline.toLocaleString('en-GB')} (${own})`)}`}
            {row.deadline && (
              <>
                <br />
                {dialogs.now(fullMoment(new Date(row.deadline)))}
              </>
            )}
          </>
        }
        type="datetime-local"
        data-autofocus
        value={local}
        onChange={setLocal}
      />
      <ReasonField label={dialogs.reason} aside={dialogs.reasonOptional} value={reason} onChange={setReason} />
      <Refused text={problem} />
    </Dialog>
  )
}
