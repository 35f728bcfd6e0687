import { Drawer } from '@mantine/core'
import { type Ref, useRef, useState } from 'react'
import { useFocusReturn } from '../../kit/app/focus-return.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { Icon } from '../../kit/icons.tsx'
import { useAccount } from '../data/queries.ts'
import { useToast } from '../../kit/app/toast.tsx'
import { words } from '../words/console.ts'
import { fullMoment } from '../../kit/app/dates.ts'
import { AccountField } from './account-field.tsx'
import { EmailField, LanguageField, MessageField, NameField, OpenForField, RelationshipField } from './fields.tsx'
import { RoleCards } from './role-cards.tsx'
import { emptyInvitation, faultsOf, type Faults, isTouched, type Invitation, useInvite } from './use-invite.ts'

type InvitePanelProps = { account?: { id: string; name: string }; onClose: () => void }

/** “Invite someone”, a panel over the page (R5, R10, R62). Esc asks when something was typed. */
export function InvitePanel({ account, onClose }: InvitePanelProps) {
  const [form, setForm] = useState<Invitation>(() => ({ ...emptyInvitation, accountId: account?.id ?? null }))
  const [faults, setFaults] = useState<Faults>({})
  const [asking, setAsking] = useState(false)
  const chosen = useAccount(form.accountId)
  const draft = chosen.data?.rights === 'chosen'
  const { invite, refused, busy } = useInvite()
  const toast = useToast()
  const summary = useRef<HTMLDivElement>(null)
  useFocusReturn()
  const set = (change: Partial<Invitation>) => setForm((now) => ({ ...now, ...change }))
  const close = () => (isTouched(form, account?.id ?? null) ? setAsking(true) : onClose())
  const send = async () => {
    const found = faultsOf(form, draft)
    setFaults(found)
    if (Object.keys(found).length > 0) return requestAnimationFrame(() => summary.current?.focus())
    const answer = await invite(form)
    if (!answer) return requestAnimationFrame(() => summary.current?.focus())
    const until = fullMoment(new Date(answer.deadline))
    toast(draft ? words.invite.drafted(chosen.data?.holder ?? '', until) : words.invite.sent(form.email.trim(), until))
    onClose()
  }
  return (
    <Drawer.Root opened onClose={close} position="right" size={560}>
      <Drawer.Overlay />
      <Drawer.Content>
        <form className="panel" noValidate onSubmit={(event) => (event.preventDefault(), void send())}>
          <div className="panel-h">
            <Drawer.Title>{words.invite.title}</Drawer.Title>
            <button type="button" className="btn q ic" aria-label={words.frame.close} onClick={close}>
              <Icon name="cross" />
            </button>
          </div>
          <div className="panel-c">
            <Summary faults={faults} refused={refused} ref={summary} />
            <AccountField
              account={chosen.data}
              value={form.accountId}
              error={faults.account}
              choose={(accountId) => set({ accountId, role: null })}
            />
            {draft && <DraftFields form={form} faults={faults} set={set} />}
            <EmailField value={form.email} error={faults.email} onChange={(email) => set({ email })} />
            {!draft && (
              <RoleCards
                account={chosen.data}
                value={form.role}
                error={faults.role}
                onChange={(role) => set({ role })}
              />
            )}
            <MessageField value={form.message} error={faults.message} onChange={(message) => set({ message })} />
            <div className="two">
              <LanguageField value={form.language} onChange={(language) => set({ language })} />
              <OpenForField value={form.openForMs} onChange={(openForMs) => set({ openForMs })} />
            </div>
          </div>
          <div className="panel-f">
            <button type="submit" className="btn p" aria-disabled={busy || undefined}>
              {draft ? words.invite.saveDraft : words.invite.send}
            </button>
            <button type="button" className="btn" onClick={close}>
              {words.frame.cancel}
            </button>
          </div>
        </form>
        {asking && <AskDiscard goOn={() => setAsking(false)} discard={onClose} />}
      </Drawer.Content>
    </Drawer.Root>
  )
}

type DraftProps = { form: Invitation; faults: Faults; set: (change: Partial<Invitation>) => void }

/** Where rights are chosen one by one, the holder finishes what is begun here (R29). */
function DraftFields({ form, faults, set }: DraftProps) {
  return (
    <>
      <p className="note fl">
        <Icon name="awaiting" />
        <span>{words.invite.chosen}</span>
      </p>
      <NameField value={form.name} error={faults.name} onChange={(name) => set({ name })} />
      <RelationshipField
        value={form.relationship}
        error={faults.relationship}
        onChange={(relationship) => set({ relationship })}
      />
    </>
  )
}

type SummaryProps = { faults: Faults; refused: string | null; ref: Ref<HTMLDivElement> }

/** What is to correct, on top; focus comes here when sending failed. */
function Summary({ faults, refused, ref }: SummaryProps) {
  const texts = Object.values(faults)
  if (texts.length === 0 && !refused) return null
  return (
    <div className="note t-stopped fl" ref={ref} tabIndex={-1} role="alert">
      <Icon name="warning" />
      <div>
        {refused ?? (
          <>
            <b>{words.invite.summary(texts.length)}</b>
            <ul>
              {texts.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  )
}

function AskDiscard({ goOn, discard }: { goOn: () => void; discard: () => void }) {
  return (
    <Dialog
      title={words.invite.discard}
      closeLabel={words.frame.close}
      onClose={goOn}
      onSubmit={discard}
      buttons={
        <>
          <button type="button" className="btn" data-autofocus onClick={goOn}>
            {words.invite.goOn}
          </button>
          <button type="submit" className="btn d">
            {words.invite.discardIt}
          </button>
        </>
      }
    />
  )
}
