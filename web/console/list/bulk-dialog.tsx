import { useState } from 'react'
import { laterDeadline, mayBeOpenFor } from '../../../domain/deadlines.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { ReasonField, TextField } from '../../kit/text-field.tsx'
import { Buttons } from '../actions/buttons.tsx'
import type { Act } from '../actions/use-act.ts'
import type { OnboardingRow } from '../data/api.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { useStaff } from '../frame/staff.ts'
import { who } from '../marks/facts.ts'
import { words } from '../words/console.ts'
import { fromLocalField, toLocalField } from '../../kit/app/dates.ts'

const { dialogs } = words
const { bulk } = words.list

export type BulkKind = 'extend' | 'revoke'
type BulkDialogProps = {
  kind: BulkKind
  rows: readonly OnboardingRow[]
  onClose: () => void
  onGo: (act: Act) => void
}

/** Asks once before several onboardings are extended or revoked, and names them. */
export function BulkDialog({ kind, rows, onClose, onGo }: BulkDialogProps) {
  const { timeZone } = useStaff()
  const [local, setLocal] = useState(() => toLocalField(laterDeadline(null, timeNow())))
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  const send = () => {
    if (kind === 'revoke') return onGo({ action: 'revoke', reason: reason.trim() })
    const deadline = fromLocalField(local)
    if (!deadline || !mayBeOpenFor(deadline.getTime() - timeNow().getTime())) return setError(dialogs.deadlineOut)
    onGo({ action: 'extend', deadline, reason: reason.trim() })
  }
  return (
    <Dialog
      title={bulk.ask[kind](rows.length)}
      closeLabel={words.frame.close}
      onClose={onClose}
      onSubmit={send}
      buttons={<Buttons go={words.actions[kind]} danger={kind === 'revoke'} busy={false} onClose={onClose} />}
    >
      <p>{rows.map(who).join(', ')}</p>
      {kind === 'revoke' ? (
        <p>{bulk.revokeText}</p>
      ) : (
        <TextField
          label={dialogs.newDeadline}
          error={error}
          hint={dialogs.deadlineHint(timeZone)}
          type="datetime-local"
          value={local}
          onChange={setLocal}
        />
      )}
      <ReasonField label={dialogs.reason} aside={dialogs.reasonOptional} value={reason} onChange={setReason} />
    </Dialog>
  )
}
