import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { bodyOf } from '../../kit/client.ts'
import { api, type Compared, type LinesFault, type Review } from '../data/api.ts'
import { useToast } from '../../kit/app/toast.tsx'
import { words } from '../words/console.ts'
import { problemText } from '../words/problems.ts'

const { typing } = words.review

/** Lines of each size: how many, and how long at the most. */
const SIZES = { two: { lines: 2, most: 44 }, three: { lines: 3, most: 30 } } as const
type Form = keyof typeof SIZES | 'none'

type TypingProps = { review: Review; onCompared: (compared: Compared | null) => void }

/**
 * The reviewer types what stands on the document; Usher computes and compares. Nothing reads the picture, and what is
 * typed is kept on this page only (R45).
 */
export function Typing({ review, onCompared }: TypingProps) {
  const [form, setForm] = useState<Form>(review.documents.some((one) => one.kind.endsWith('_back')) ? 'three' : 'two')
  const [lines, setLines] = useState<readonly string[]>(['', '', ''])
  const [fields, setFields] = useState({ dateOfBirth: '', number: '', until: '' })
  const [fault, setFault] = useState<string | null>(null)
  const toast = useToast()
  const client = useQueryClient()
  const compare = async (body: TypedBody | null) => {
    if (!body) return
    try {
      const params = { path: { id: review.id } }
      const answer = await bodyOf(api.POST('/console/api/reviews/{id}/typed', { params, body }))
      setFault('fault' in answer ? faultText(answer.fault) : null)
      onCompared('compared' in answer ? answer.compared : null)
      if ('compared' in answer) keepOutcome(answer.compared)
    } catch (error) {
      toast(problemText(error))
    }
  }
  /** What came of it is known beside the decision as well, as if it had been read anew. */
  const keepOutcome = ({ name, birth, until, digits, used, usedBy, lastDay }: Compared) => {
    const typed = { name, birth, until, digits, used, usedBy, lastDay }
    client.setQueryData<Review>(['review', review.id], (known) => known && { ...known, typed })
  }
  const leave = () => void compare(bodyOfForm(form, lines, fields))
  const size = form === 'none' ? null : SIZES[form]
  return (
    <div className="mrz">
      <p>
        <b>{size ? typing.title(size.lines) : typing.noLines}</b> <span className="mut">{typing.hint}</span>
      </p>
      {size &&
        Array.from({ length: size.lines }, (_, i) => (
          <label key={i}>
            {typing.line(i + 1)}
            <input
              className="mono"
              value={lines[i]}
              maxLength={size.most + 16}
              spellCheck={false}
              autoComplete="off"
              autoCapitalize="characters"
              aria-describedby="mrz-fault"
              aria-invalid={fault ? true : undefined}
              onChange={(event) => setLines(lines.with(i, event.currentTarget.value.toUpperCase()))}
              onBlur={leave}
            />
          </label>
        ))}
      {!size && <TypedFields fields={fields} onChange={setFields} onLeave={leave} />}
      <p id="mrz-fault" role="status" className={fault ? 'err' : 'cap'}>
        {fault ?? typing.alone}
      </p>
      <p className="row">
        {(['two', 'three', 'none'] as const)
          .filter((one) => one !== form)
          .map((one) => (
            <button
              key={one}
              type="button"
              className="linkish sm"
              onClick={() => {
                setForm(one)
                setFault(null)
                onCompared(null)
              }}
            >
              {typing.forms[one]}
            </button>
          ))}
      </p>
    </div>
  )
}

type Fields = { dateOfBirth: string; number: string; until: string }
type TypedBody = { lines: string[] } | Fields

/** What is complete enough to compare. */
function bodyOfForm(form: Form, lines: readonly string[], fields: Fields): TypedBody | null {
  if (form === 'none') return fields.dateOfBirth && fields.number.trim() && fields.until ? fields : null
  const typed = lines.slice(0, SIZES[form].lines).map((line) => line.trim())
  return typed.every(Boolean) ? { lines: typed } : null
}

function faultText(fault: LinesFault): string {
  if (fault.fault === 'length') return typing.length(fault.line, fault.length, fault.wanted)
  return fault.fault === 'character' ? typing.character(fault.line, fault.character) : typing.unknown
}

type TypedFieldsProps = { fields: Fields; onChange: (fields: Fields) => void; onLeave: () => void }

function TypedFields({ fields, onChange, onLeave }: TypedFieldsProps) {
  const types = { dateOfBirth: 'date', number: 'text', until: 'date' } as const
  return (Object.keys(types) as (keyof Fields)[]).map((name) => (
    <label key={name} className="wide">
      {typing.fields[name]}
      <input
        type={types[name]}
        value={fields[name]}
        maxLength={40}
        autoComplete="off"
        onChange={(event) => onChange({ ...fields, [name]: event.currentTarget.value })}
        onBlur={onLeave}
      />
    </label>
  ))
}
