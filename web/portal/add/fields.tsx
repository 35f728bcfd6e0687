import { MESSAGE_MOST } from '../../../domain/sign-up.ts'
import { Field } from '../../kit/field.tsx'
import { TextArea, TextField } from '../../kit/text-field.tsx'
import { words } from '../words/portal.ts'
import type { Invitation } from './faults.ts'

type TextProps = { value: string; error: string | undefined; onChange: (value: string) => void }

export const EmailField = ({ value, error, onChange }: TextProps) => (
  <div id="add-email" tabIndex={-1}>
    <TextField
      label={words.add.email}
      hint={words.add.emailHint}
      error={error}
      type="email"
      autoComplete="off"
      value={value}
      onChange={onChange}
    />
  </div>
)

export const MessageField = ({ value, error, onChange }: TextProps) => (
  <div id="add-message" tabIndex={-1}>
    <TextArea
      label={words.add.message}
      aside={words.add.messageHint}
      end={words.add.counter([...value].length)}
      error={error}
      maxLength={MESSAGE_MOST}
      value={value}
      onChange={onChange}
    />
  </div>
)

type LanguageProps = { value: Invitation['language']; onChange: (value: Invitation['language']) => void }

export const LanguageField = ({ value, onChange }: LanguageProps) => (
  <Field label={words.add.language} aside={words.add.languageHint}>
    {(control) => (
      <select
        {...control}
        className="tx"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value === 'de' ? 'de' : 'en')}
      >
        <option value="en">{words.add.languages.en}</option>
        <option value="de" lang="de">
          {words.add.languages.de}
        </option>
      </select>
    )}
  </Field>
)
