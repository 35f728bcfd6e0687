import { type FormEvent, useState } from 'react'
import { span } from '../../kit/app/dates.ts'
import { timeNow } from '../../kit/app/clock.ts'
import { ReasonField } from '../../kit/text-field.tsx'
import { NumberBlock } from '../confirmation/number-block.tsx'
import type { Withdrawal } from '../data/api.ts'
import { words } from '../words/portal.ts'
import { firstName, outcomeText } from './facts.ts'
import { Dates } from './item-parts.tsx'
import { type Decision, useDecision } from './use-decision.ts'
import { WhoActs } from './who-acts.tsx'

const { approvals } = words
type PaneProps = { one: Withdrawal; holder: boolean; amount: string }

/** The dates, and what the holder can do; everybody else reads that only the holder decides (R12). */
export function DecisionPane({ one, holder, amount }: PaneProps) {
  const decision = useDecision(one)
  const waits = one.status === 'waiting'
  const left =
    waits && one.deadline ? Math.max(0, Date.parse(one.deadline) - timeNow(one.clockAheadMs).getTime()) : null
  return (
    <aside className="card" aria-label={approvals.whoDecides}>
      <Dates one={one} holder={holder} left={left === null ? null : span(left)} />
      <div role="status" aria-live="polite">
        {(decision.told ?? outcomeText(one, holder)) !== null && (
          <section className="sec outcome">
            <p>
              <b>{decision.told ?? outcomeText(one, holder)}</b>
            </p>
            {one.reason !== null && (
              <p className="mut">
                {approvals.reasonGiven} {one.reason}
              </p>
            )}
          </section>
        )}
      </div>
      {waits && !holder && (
        <section className="sec">
          <p className="mut">{approvals.onlyHolder}</p>
        </section>
      )}
      {waits && holder && <Approve one={one} amount={amount} decision={decision} />}
      {waits && holder && <Decline one={one} decision={decision} />}
      <div className="sec">
        <WhoActs one={one} />
      </div>
    </aside>
  )
}

const sending = (send: () => Promise<void>) => (event: FormEvent) => {
  event.preventDefault()
  void send()
}

function Approve({ one, amount, decision }: { one: Withdrawal; amount: string; decision: Decision }) {
  const { number, busy, problem } = decision
  return (
    <form className="sec" noValidate onSubmit={sending(decision.approve)}>
      <h2>{approvals.approve}</h2>
      {number.needed ? <NumberBlock asked={number} /> : <p className="cap">{approvals.fresh}</p>}
      <button type="submit" className="btn b wide" aria-disabled={busy || undefined}>
        {approvals.approveIt(amount)}
      </button>
      <p className="cap">{approvals.approveHint(firstName(one))}</p>
      {problem !== null && (
        <p className="err" role="alert">
          {problem}
        </p>
      )}
    </form>
  )
}

function Decline({ one, decision }: { one: Withdrawal; decision: Decision }) {
  const [reason, setReason] = useState('')
  return (
    <form className="sec" noValidate onSubmit={sending(() => decision.decline(reason))}>
      <h2>{approvals.decline}</h2>
      <ReasonField
        label={approvals.reason}
        aside={approvals.reasonAside(firstName(one))}
        value={reason}
        onChange={setReason}
      />
      <button type="submit" className="btn d wide" aria-disabled={decision.busy || undefined}>
        {approvals.declineIt}
      </button>
    </form>
  )
}
