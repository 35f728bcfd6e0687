import { Link, useNavigate } from '@tanstack/react-router'
import { type Ref, useEffect, useRef, useState } from 'react'
import { longMoment } from '../../kit/app/dates.ts'
import { useRefreshOnChange } from '../../kit/app/live.tsx'
import { useToast } from '../../kit/app/toast.tsx'
import { Icon } from '../../kit/icons.tsx'
import { useRoles } from '../data/queries.ts'
import { Failed } from '../frame/failed.tsx'
import { usePageTitle } from '../frame/page-title.ts'
import { wantFocus } from '../users/focus.ts'
import { Skeleton } from '../users/skeleton.tsx'
import { words } from '../words/portal.ts'
import { faultsOf, type Faults, type Invitation } from './faults.ts'
import { EmailField, LanguageField, MessageField } from './fields.tsx'
import { RoleCards } from './role-cards.tsx'
import { type Refused, useInvite } from './use-invite.ts'

/** “Add a user” (screens, 4.2): an address and a role, nothing more (R5). */
export function AddPage() {
  const roles = useRoles()
  const [form, setForm] = useState<Invitation>({ email: '', role: null, message: '', language: 'en' })
  const [faults, setFaults] = useState<Faults>({})
  const { invite, refused, busy } = useInvite()
  const toast = useToast()
  const navigate = useNavigate()
  const summary = useRef<HTMLDivElement>(null)
  const atFault = Object.keys(faults).length > 0 || refused !== null
  const heading = usePageTitle(atFault ? words.add.error(words.add.title) : words.add.title, 'add')
  useRefreshOnChange(['roles'])
  useEffect(() => {
    if (roles.data) setForm((now) => ({ ...now, language: roles.data.language }))
  }, [roles.data?.language])
  const set = (change: Partial<Invitation>) => setForm((now) => ({ ...now, ...change }))
  const toSummary = () => requestAnimationFrame(() => summary.current?.focus())
  const send = async () => {
    const found = faultsOf(form)
    setFaults(found)
    if (Object.keys(found).length > 0) return toSummary()
    const made = await invite(form)
    if (!made) return toSummary()
    wantFocus(made.id)
    toast({ text: words.add.sent(form.email.trim(), longMoment(new Date(made.deadline))), ms: 10_000 })
    void navigate({ to: '/users' })
  }
  return (
    <main className="pg narrow" id="content">
      <p className="cap crumb">
        <Link to="/users">{words.frame.manageUsers}</Link> / {words.add.title}
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {words.add.title}
      </h1>
      {!roles.data && roles.error && <Failed what={words.add.roles} again={() => void roles.refetch()} />}
      {roles.isPending && <Skeleton />}
      {roles.data && (
        <form className="card add" noValidate onSubmit={(event) => (event.preventDefault(), void send())}>
          <Summary faults={faults} refused={refused} ref={summary} />
          <EmailField value={form.email} error={faults.email} onChange={(email) => set({ email })} />
          <RoleCards
            roles={roles.data.roles}
            value={form.role}
            error={faults.role}
            onChange={(role) => set({ role })}
          />
          <MessageField value={form.message} error={faults.message} onChange={(message) => set({ message })} />
          <LanguageField value={form.language} onChange={(language) => set({ language })} />
          <div className="row wrap">
            <button type="submit" className="btn b" aria-disabled={busy || undefined}>
              {words.add.send}
            </button>
            <Link className="btn" to="/users">
              {words.frame.cancel}
            </Link>
          </div>
        </form>
      )}
    </main>
  )
}

type SummaryProps = { faults: Faults; refused: Refused | null; ref: Ref<HTMLDivElement> }

/** What is to correct, on top; focus comes here when sending failed, and each line leads to its field (screens, 7). */
function Summary({ faults, refused, ref }: SummaryProps) {
  const found = Object.entries(faults)
  if (found.length === 0 && !refused) return null
  return (
    <div className="note t-stopped" ref={ref} tabIndex={-1} role="alert">
      <Icon name="warning" />
      {found.length > 0 ? (
        <div>
          <b>{words.add.summary(found.length)}</b>
          <ul>
            {found.map(([field, text]) => (
              <li key={field}>
                <a href={`#add-${field}`}>{text}</a>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        refused && <RefusedText refused={refused} />
      )}
    </div>
  )
}

function RefusedText({ refused: { text, first } }: { refused: Refused }) {
  return (
    <p>
      {text}{' '}
      {first && (
        <Link to="/users" onClick={() => wantFocus(first.id)}>
          {first.active ? words.add.already.openUser : words.add.already.openInvitation}
        </Link>
      )}
    </p>
  )
}
