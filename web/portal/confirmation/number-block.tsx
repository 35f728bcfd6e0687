import { clock } from '../../kit/app/dates.ts'
import { TextField } from '../../kit/text-field.tsx'
import { words } from '../words/portal.ts'
import type { NumberAsked } from './use-number.ts'

/** Six digits by mail, where the platform has seen no fresh second factor (R28). Paste and autofill are welcome. */
export function NumberBlock({ asked }: { asked: NumberAsked }) {
  const { sent, typed, error, busy } = asked
  return (
    <div className="number-block">
      <TextField
        label={words.confirmation.label}
        error={error}
        hint={<SentLine sent={sent} />}
        className="tx code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={11}
        value={typed}
        onChange={asked.type}
      />
      <button type="button" className="btn" aria-disabled={busy || undefined} onClick={() => void asked.request()}>
        {sent ? words.confirmation.again : words.confirmation.request}
      </button>
    </div>
  )
}

function SentLine({ sent }: Pick<NumberAsked, 'sent'>) {
  if (!sent) return words.confirmation.hint
  return (
    <span aria-live="polite">
      {words.confirmation.sent(sent.sentTo, clock(new Date(sent.worksUntil)))}{' '}
      {words.confirmation.tries(sent.triesLeft)}
    </span>
  )
}
