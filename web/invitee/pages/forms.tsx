import type { ComponentProps, ReactNode } from 'react'
import type { Language } from '../../../domain/words/shape.ts'
import { Icon } from '../../kit/icons.tsx'
import { say } from '../messages/say.ts'
import type { Problem } from './errors.ts'
import type { Frame } from './frame.tsx'

interface PostFormProps {
  frame: Frame
  action: string
  /** For files. */
  multipart?: boolean
  className?: string
  /** What enhance.js adds to this form, and the words it needs, as `data-` attributes. */
  data?: Readonly<Record<`data-${string}`, string>>
  children: ReactNode
}

/** A form that needs no JavaScript; its hidden `formToken` comes first, so that it arrives before any file. */
export function PostForm({ frame, action, multipart, className, data, children }: PostFormProps) {
  return (
    <form
      method="post"
      action={action}
      encType={multipart ? 'multipart/form-data' : undefined}
      className={className}
      noValidate
      {...data}
    >
      <input type="hidden" name="formToken" value={frame.formToken(action)} />
      {children}
    </form>
  )
}

/** “There is 1 thing to correct”, with a link to each field; takes the focus when the page opens. */
export function ErrorSummary({ language, problems }: { language: Language; problems: readonly Problem[] }) {
  if (problems.length === 0) return null
  return (
    <div className="summary" role="alert" tabIndex={-1} autoFocus>
      <b>{say(language).t('error.summary', { n: problems.length })}</b>
      {problems.map(({ field, text }) => (
        <a key={field + text} href={`#${field}`}>
          {text}
        </a>
      ))}
    </div>
  )
}

interface FieldProps extends ComponentProps<'input'> {
  name: string
  label: string
  hint?: string
  problems: readonly Problem[]
}

/** A labelled field with its hint and its error; the id is the name. */
export function Field({ name, label, hint, problems, className = 'tx', ...input }: FieldProps) {
  const problem = problemAt(problems, name)
  return (
    <div className={problem ? 'field wrong' : 'field'}>
      <label htmlFor={name}>{label}</label>
      {hint && <Hint id={`${name}-hint`}>{hint}</Hint>}
      <ProblemLine problem={problem} />
      <input {...input} className={className} id={name} name={name} {...described(name, hint, problem)} />
    </div>
  )
}

/** A password field; enhance.js adds “Show”. */
export function PasswordField({ language, ...field }: FieldProps & { language: Language }) {
  const { t } = say(language)
  return (
    <div className="password" data-show={t('common.password.show')} data-hide={t('common.password.hide')}>
      <Field {...field} type="password" autoCapitalize="none" spellCheck={false} />
    </div>
  )
}

interface ReasonProps {
  label: string
  hint: string
  value?: string
  problems: readonly Problem[]
}

/** The free text `reason`. */
export function ReasonField({ label, hint, value, problems }: ReasonProps) {
  const problem = problemAt(problems, 'reason')
  return (
    <div className={problem ? 'field wrong' : 'field'}>
      <label htmlFor="reason">{label}</label>
      <Hint id="reason-hint">{hint}</Hint>
      <ProblemLine problem={problem} />
      <textarea
        className="tx"
        id="reason"
        name="reason"
        rows={3}
        defaultValue={value}
        {...described('reason', hint, problem)}
      />
    </div>
  )
}

/** A hint under a label. */
export function Hint({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p className="hint" id={id}>
      {children}
    </p>
  )
}

/** The error at its field, in the words of the summary. */
export function ProblemLine({ problem }: { problem: Problem | undefined }) {
  if (!problem) return null
  return (
    <p className="problem" id={`${problem.field}-problem`}>
      <Icon name="circleCross" />
      <span>{problem.text}</span>
    </p>
  )
}

/** The first error of a field. */
export function problemAt(problems: readonly Problem[], field: string): Problem | undefined {
  return problems.find((problem) => problem.field === field)
}

/** Ties hint and error to their control. */
export function described(name: string, hint: ReactNode, problem: Problem | undefined) {
  const ids = [hint && `${name}-hint`, problem && `${name}-problem`].filter(Boolean).join(' ')
  return { 'aria-describedby': ids || undefined, 'aria-invalid': problem ? true : undefined }
}

/** The button that sends a form; the primary one carries the platform's colour. */
export function Send({ children, second }: { children: ReactNode; second?: boolean }) {
  return <button className={second ? 'btn' : 'btn b'}>{children}</button>
}
