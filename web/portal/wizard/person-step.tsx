import { useRef, useState } from 'react'
import { MESSAGE_MOST } from '../../../domain/sign-up.ts'
import { Field } from '../../kit/field.tsx'
import { TextArea, TextField } from '../../kit/text-field.tsx'
import { words } from '../words/portal.ts'
import { EndButtons } from './end-buttons.tsx'
import { faultAt, faultText, nameOf, whoOf } from './facts.ts'
import type { StepProps } from './step-props.ts'
import { stepOfFault } from './steps.ts'
import { Summary } from './summary.tsx'
import { PasswordField } from './password-field.tsx'
import { RelationshipFields } from './relationship-fields.tsx'
import { UserNameField } from './user-name-field.tsx'

const text = words.wizard.person

/** Step 1: for whom, the name to sign in with, and who the person is to the holder (R24). */
export function PersonStep(props: StepProps) {
  const { draft, saving, goTo } = props
  const [checked, setChecked] = useState(false)
  const summary = useRef<HTMLDivElement>(null)
  const faults = checked ? draft.faults.filter(({ field }) => stepOfFault(field) === 'person') : []
  const send = async () => {
    const saved = await saving.flush()
    setChecked(true)
    if (!saved) return
    if (saved.faults.some(({ field }) => stepOfFault(field) === 'person'))
      return void requestAnimationFrame(() => summary.current?.focus())
    goTo('template')
  }
  const intro = { person: text.intro, holder: text.ownIntro, 'sub-user': text.secondIntro(whoOf(draft)) }[draft.whose]
  return (
    <form noValidate onSubmit={(event) => (event.preventDefault(), void send())}>
      <p className="mut wz-intro">{intro}</p>
      <Summary ref={summary} texts={faults.map((fault) => ({ field: fault.field, text: faultText(fault, draft) }))} />
      <div className="card wz-fields">
        <ForWhom {...props} />
        <UserNameField {...props} error={checked ? faultAt(draft, 'userName') : undefined} />
        {draft.whose === 'person' && <PersonFields {...props} checked={checked} />}
        {draft.takesPassword && <PasswordField {...props} missing={checked ? faultAt(draft, 'password') : undefined} />}
      </div>
      <EndButtons {...props} />
    </form>
  )
}

function ForWhom({ draft, change }: StepProps) {
  if (draft.roles.length < 2) return null
  return (
    <fieldset className="fl">
      <legend className="lb">{text.forWhom}</legend>
      {draft.roles.map(({ id, whose }) => (
        <label key={id} className="row wz-choice">
          <input
            type="radio"
            className="rd"
            name="role"
            checked={draft.role === id}
            onChange={() => change({ role: id })}
          />
          <span>{whose === 'holder' ? text.own : text.other}</span>
        </label>
      ))}
    </fieldset>
  )
}

function PersonFields(props: StepProps & { checked: boolean }) {
  const { draft, change, checked } = props
  const error = (field: string) => (checked ? faultAt(draft, field) : undefined)
  return (
    <>
      <TextField
        id="name"
        label={text.name}
        error={error('name')}
        autoComplete="off"
        maxLength={120}
        value={draft.name}
        onChange={(name) => change({ name }, true)}
      />
      <RelationshipFields {...props} who={nameOf(draft)} error={error} />
      <TextField
        id="email"
        label={text.email}
        error={error('email')}
        type="email"
        autoComplete="off"
        maxLength={254}
        value={draft.email}
        onChange={(email) => change({ email }, true)}
      />
      <MessageFields {...props} error={error('message')} />
    </>
  )
}

function MessageFields({ draft, change, error }: StepProps & { error: string | undefined }) {
  return (
    <details className="wz-more" open={draft.message !== '' || error !== undefined}>
      <summary>{text.more}</summary>
      <TextArea
        id="message"
        label={text.message}
        aside={text.optional}
        end={text.counter([...draft.message].length)}
        error={error}
        maxLength={MESSAGE_MOST}
        value={draft.message}
        onChange={(message) => change({ message }, true)}
      />
      <Field label={text.language} aside={text.languageHint}>
        {(control) => (
          <select
            {...control}
            className="tx"
            value={draft.language}
            onChange={(event) => change({ language: event.currentTarget.value === 'de' ? 'de' : 'en' })}
          >
            <option value="en">{text.languages.en}</option>
            <option value="de">{text.languages.de}</option>
          </select>
        )}
      </Field>
    </details>
  )
}
