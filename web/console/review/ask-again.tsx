import { useEffect } from 'react'
import { reasonText, reasonWords, wordsIn } from '../../../domain/words/index.ts'
import { day } from '../../../domain/words/dates.ts'
import { DOCUMENT_PARTS, RESUBMISSION_REASONS, namesPart } from '../../../domain/verification.ts'
import { Icon } from '../../kit/icons.tsx'
import type { Asked, Review } from '../data/api.ts'
import { firstName, shortDocument } from '../marks/facts.ts'
import { words } from '../words/console.ts'

const shared = wordsIn('en')

type AskAgainProps = {
  review: Review
  asked: readonly Asked[]
  error: string | undefined
  onChange: (asked: Asked[]) => void
}

/** Which document and why; below, the exact words that the person reads (screens, section 6). */
export function AskAgain({ review, asked, error, onChange }: AskAgainProps) {
  const kinds = [...review.documents.map((document) => document.kind), 'name']
  const free = kinds.filter((kind) => asked.every(({ document }) => document !== kind))
  const add = () => free[0] !== undefined && onChange([...asked, startWith(free[0])])
  useEffect(() => {
    if (asked.length === 0) add()
  }, [])
  const change = (at: number, item: Asked) => onChange(asked.map((one, i) => (i === at ? item : one)))
  return (
    <div className="under">
      <p className="sm">{words.review.whichAndWhy}</p>
      {asked.map((item, i) => (
        <div className="one" key={i}>
          <DocumentChoice
            item={item}
            kinds={kinds.filter((kind) => kind === item.document || free.includes(kind))}
            onChange={(next) => change(i, next)}
          />
          <ReasonChoice item={item} onChange={(next) => change(i, next)} />
          {namesPart(item.reason) && <PartChoice item={item} onChange={(next) => change(i, next)} />}
          <button
            type="button"
            className="btn q xs ic"
            aria-label={words.review.removeIt}
            aria-disabled={asked.length === 1 || undefined}
            onClick={() => asked.length > 1 && onChange(asked.filter((_, at) => at !== i))}
          >
            <Icon name="cross" size="s" />
          </button>
        </div>
      ))}
      {free.length > 0 && (
        <button type="button" className="linkish sm" onClick={add}>
          {words.review.addAnother}
        </button>
      )}
      {error && <p className="err">{error}</p>}
      <blockquote>
        {words.review.reads(firstName(review))} {asked.map((item) => `“${personReads(item, review)}”`).join(' ')}
      </blockquote>
    </div>
  )
}

const FACE: readonly Asked['reason'][] = ['selfie_unclear', 'selfie_differs']

const PAPER: readonly Asked['reason'][] = ['cut_off', 'blurred', 'too_dark', 'covered', 'copy_or_screen']

/** The reasons that make sense for a document, in the order of the table. */
const reasonsFor = (document: Asked['document']): readonly Asked['reason'][] => {
  if (document === 'name') return ['name_differs']
  if (document === 'selfie') return [...FACE, 'blurred', 'too_dark', 'covered', 'copy_or_screen']
  if (document === 'address_proof') return [...PAPER, 'wrong_document', 'out_of_date', 'name_differs']
  return RESUBMISSION_REASONS.filter((reason) => !FACE.includes(reason))
}

const asDocument = (kind: string): Asked['document'] =>
  kind === 'name'
    ? 'name'
    : ((Object.keys(shared.documentKinds) as Asked['document'][]).find((one) => one === kind) ?? 'selfie')

const startWith = (kind: string): Asked => {
  const document = asDocument(kind)
  return { document, reason: reasonsFor(document)[0] ?? 'glare' }
}

/** The sentence and the help, in the person's language, as page and mail say them. */
export function personReads(
  { document, reason, part }: Asked,
  { language, typed, now }: Pick<Review, 'language' | 'typed' | 'now'>,
): string {
  const own = language === 'de' ? 'de' : 'en'
  const { helps } = reasonWords(own, reason, document)
  const ranOut = typed?.lastDay && typed.lastDay < now.slice(0, 10) ? new Date(`${typed.lastDay}T12:00:00Z`) : undefined
  const date = ranOut && day(ranOut, { language: own, timeZone: 'UTC' })
  return `${reasonText(own, reason, { document, part, date })} ${helps.charAt(0).toUpperCase()}${helps.slice(1)}.`
}

function DocumentChoice({
  item,
  kinds,
  onChange,
}: {
  item: Asked
  kinds: readonly string[]
  onChange: (item: Asked) => void
}) {
  return (
    <select
      className="tx"
      aria-label={words.review.document}
      value={item.document}
      onChange={(event) => onChange(startWith(event.currentTarget.value))}
    >
      {kinds.map((kind) => (
        <option key={kind} value={kind}>
          {kind === 'name' ? words.review.theName : shortDocument(kind)}
        </option>
      ))}
    </select>
  )
}

function ReasonChoice({ item, onChange }: { item: Asked; onChange: (item: Asked) => void }) {
  const offered = reasonsFor(item.document)
  return (
    <select
      className="tx"
      aria-label={words.review.why}
      value={item.reason}
      onChange={(event) =>
        onChange({
          document: item.document,
          reason: offered.find((one) => one === event.currentTarget.value) ?? item.reason,
        })
      }
    >
      {offered.map((reason) => (
        <option key={reason} value={reason}>
          {shared.reasons[reason].label}
        </option>
      ))}
    </select>
  )
}

/** What can’t be read; said as a whole where nothing is picked. */
function PartChoice({ item, onChange }: { item: Asked; onChange: (item: Asked) => void }) {
  return (
    <select
      className="tx part"
      aria-label={words.review.part}
      value={item.part ?? ''}
      onChange={(event) => onChange({ ...item, part: DOCUMENT_PARTS.find((one) => one === event.currentTarget.value) })}
    >
      <option value="">{words.review.noPart}</option>
      {DOCUMENT_PARTS.map((part) => (
        <option key={part} value={part}>
          {shared.documentParts[part]}
        </option>
      ))}
    </select>
  )
}
