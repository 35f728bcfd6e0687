import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useToast } from '../../kit/app/toast.tsx'
import { bodyOf } from '../../kit/client.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { NumberBlock } from '../confirmation/number-block.tsx'
import { useNumber } from '../confirmation/use-number.ts'
import { api, type Confirmation } from '../data/api.ts'
import { words } from '../words/portal.ts'
import { useApprovals } from './queries.ts'

const { approvals } = words

/** Whether withdrawals wait for the holder; only the holder switches it (R12, R18). */
export function ApprovalSwitch({ holder }: { holder: boolean }) {
  const { data } = useApprovals()
  const [open, setOpen] = useState(false)
  if (!data) return null
  const { on } = data
  return (
    <div className="card switch">
      <div>
        <b>{on ? approvals.on : approvals.off}</b>
        <p className="mut">{on ? approvals.onText : approvals.offText}</p>
      </div>
      {holder ? (
        <button type="button" className="btn" onClick={() => setOpen(true)}>
          {on ? approvals.switchOff : approvals.switchOn}
        </button>
      ) : (
        <span className="cap">{approvals.onlyHolder}</span>
      )}
      {open && (
        <SwitchDialog on={on} hours={data.hours} confirmation={data.confirmation} onClose={() => setOpen(false)} />
      )}
    </div>
  )
}

type SwitchProps = { on: boolean; hours: number; confirmation: Confirmation | null; onClose: () => void }

/** Asks once; switching off gives up a guard and is confirmed like an approval. */
function SwitchDialog({ on, hours, confirmation, onClose }: SwitchProps) {
  const client = useQueryClient()
  const toast = useToast()
  const [problem, setProblem] = useState<string | null>(null)
  const number = useNumber(on ? confirmation : null, () => bodyOf(api.POST('/portal/api/approvals/number', {})))
  const send = async () => {
    if (on && !number.isReady()) return
    try {
      const body = { on: !on, ...(on && number.needed && { number: number.typed }) }
      await bodyOf(api.PUT('/portal/api/approvals', { body }))
      await client.invalidateQueries({ queryKey: ['approvals'] })
      toast(on ? approvals.switchedOff : approvals.switchedOn)
      onClose()
    } catch (error) {
      if (!number.take(error)) setProblem(words.frame.failedWords)
    }
  }
  return (
    <Dialog
      title={on ? approvals.switchOffTitle : approvals.switchOnTitle}
      closeLabel={words.frame.close}
      onClose={onClose}
      onSubmit={() => void send()}
      buttons={
        <>
          <button type="button" className="btn" data-autofocus onClick={onClose}>
            {on ? approvals.keepOn : approvals.keepOff}
          </button>
          <button type="submit" className={on ? 'btn d' : 'btn b'}>
            {on ? approvals.switchOffIt : approvals.switchOnIt}
          </button>
        </>
      }
    >
      <p>{on ? approvals.switchOffText : approvals.switchOnText(hours)}</p>
      {on && number.needed && <NumberBlock asked={number} />}
      {problem !== null && (
        <p className="err" role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  )
}
