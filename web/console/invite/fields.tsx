import { isRelationship, RELATIONSHIPS } from '../../../domain/relationships.ts'
import { MESSAGE_MOST } from '../../../domain/sign-up.ts'
import { Field } from '../../kit/field.tsx'
import { TextArea, TextField } from '../../kit/text-field.tsx'
import { timeNow } from '../../kit/app/clock.ts'
import { words } from '../words/console.ts'
import { shortMoment } from '../../kit/app/dates.ts'
import type { Invitation } from './use-invite.ts'

type TextProps = { value: string; error: string | undefined; onChange: (value: string) => void }

export function EmailField({ value, error, onChange }: TextProps) {
  return (
    <TextField
      label={words.invite.email}
      hint={words.invite.emailHint}
      error={error}
      type="email"
      autoComplete="off"
      value={value}
      onChange={onChange}
    />
  )
}

export function MessageField({ value, error, onChange }: TextProps) {
  return (
    <TextArea
      label={words.invite.message}
      aside={words.invite.messageHint}
      end={words.invite.counter([...value].length)}
      error={error}
      maxLength={MESSAGE_MOST}
      value={value}
      onChange={onChange}
    />
  )
}

export function LanguageField({
  value,
  onChange,
}: {
  value: Invitation['language']
  onChange: (value: Invitation['language']) => void
}) {
  return (
    <Field label={words.invite.language} aside={words.invite.languageHint}>
      {(control) => (
        <select
          {...control}
          className="tx"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value === 'de' ? 'de' : 'en')}
        >
          <option value="en">{words.detail.languages['en']}</option>
          <option value="de">{words.detail.languages['de']}</option>
        </select>
      )}
    </Field>
  )
}

export function OpenForField({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const now = timeNow()
  return (
    <Field label={words.invite.openFor}>
      {(control) => (
        <select
          {...control}
          className="tx"
          value={value}
          onChange={(event) => onChange(Number(event.currentTarget.value))}
        >
          {words.invite.spans.map(([label, ms]) => (
            <option key={ms} value={ms}>
              {words.invite.until(label, shortMoment(new Date(now.getTime() + ms)))}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

type RelationshipProps = {
  value: Invitation['relationship']
  error: string | undefined
  onChange: (value: Invitation['relationship']) => void
}

/** What the person is to the holder; there is no employee (R20). */
export function RelationshipField({ value, error, onChange }: RelationshipProps) {
  return (
    <Field label={words.invite.relationship} error={error}>
      {(control) => (
        <select
          {...control}
          className="tx"
          value={value ?? ''}
          onChange={({ currentTarget }) => onChange(isRelationship(currentTarget.value) ? currentTarget.value : null)}
        >
          <option value="">{words.invite.choose}</option>
          {RELATIONSHIPS.map((one) => (
            <option key={one} value={one}>
              {words.invite.relationships[one]}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

export function NameField({ value, error, onChange }: TextProps) {
  return (
    <TextField
      label={words.invite.name}
      aside={words.invite.nameHint}
      error={error}
      autoComplete="off"
      maxLength={120}
      value={value}
      onChange={onChange}
    />
  )
}
