import type { ReactNode } from 'react'
import { momentShort, timeToTheSecond, zoneName } from '../../../domain/words/dates.ts'
import { statusLooks, type Look } from '../../kit/looks.ts'
import { say } from '../messages/say.ts'
import { PostForm, Send } from './forms.tsx'
import { Note, Page, type Frame } from './frame.tsx'

/** Whether a sign-in link can be mailed in this state, and whether “Was it not you?” can be said. */
type WaysBack = { mailable: boolean; stoppable: boolean }

/** Which link is dead and what the person may know of it; `asked` and `mailed` are true right after the button. */
export type DeadLink =
  | {
      kind: 'expired'
      token: string
      inviter: string
      until: Date
      accepted?: boolean
      whileTyping?: boolean
      asked?: boolean
    }
  | ({ kind: 'used'; token: string; acceptedAt: Date; hasLogin: boolean } & WaysBack)
  | { kind: 'revoked'; token: string; inviter: string; at: Date; accepted: boolean; reason?: string; asked?: boolean }
  | { kind: 'replaced'; token: string; at: Date; address: string; subject: string; mailed?: boolean }
  | { kind: 'declined'; token: string; inviter: string; at: Date; asked?: boolean }
  | { kind: 'unknown' }
  | { kind: 'reported'; at: Date }
  | { kind: 'somebodyElse'; token: string }
  | { kind: 'limited'; minutes: number }
  | { kind: 'signInOver'; mailable: boolean }
  | { kind: 'passwordOver' }
  | { kind: 'claimOver' }

const looks: Record<DeadLink['kind'], Look> = {
  expired: statusLooks.expired,
  used: { icon: 'check', tone: 'done' },
  revoked: statusLooks.revoked,
  replaced: { icon: 'exchange', tone: 'invitee' },
  declined: statusLooks.declined,
  unknown: { icon: 'link', tone: 'ended' },
  reported: statusLooks.revoked,
  somebodyElse: { icon: 'people', tone: 'ended' },
  limited: { icon: 'clock', tone: 'ended' },
  signInOver: statusLooks.expired,
  passwordOver: statusLooks.expired,
  claimOver: statusLooks.expired,
}

/**
 * Says which kind of dead link it is and offers the way on (R35). Answer 410; `unknown` 404, `limited` 429,
 * `somebodyElse` 409. `frame.code` is the code for support.
 * Forms (no fields): POST /i/<token>/ask (expired, revoked, declined), POST /i/<token>/mail (replaced),
 * POST /i/<token>/switch (signed in as somebody else). Links: /me/sign-in, /me/link, /me/forgot, /me/stop/<token>.
 */
export function DeadLinkPage({ frame, link }: { frame: Frame; link: DeadLink }) {
  const heading = say(frame.language).t(`dead.${link.kind}`)
  return (
    <Page frame={frame} heading={heading} mark={looks[link.kind]} lead={<What frame={frame} link={link} />}>
      <WayOn frame={frame} link={link} />
    </Page>
  )
}

type Part = { frame: Frame; link: DeadLink }

function What({ frame, link }: Part): ReactNode {
  const { t, rich } = say(frame.language)
  const zone = zoneName(frame)
  const at = (date: Date) => ({ when: momentShort(date, frame), zone })
  switch (link.kind) {
    case 'expired':
      return link.whileTyping
        ? t('dead.expired.typing', { time: timeToTheSecond(link.until, frame) })
        : rich(link.accepted ? 'dead.expired.accepted' : 'dead.expired.what', {
            until: momentShort(link.until, frame),
            zone,
          })
    case 'used':
      return rich(link.hasLogin ? 'dead.used.what' : 'dead.used.noLogin', at(link.acceptedAt))
    case 'signInOver':
      return t(link.mailable ? 'dead.signInOver.what' : 'dead.signInOver.signIn')
    case 'revoked':
      return rich(link.accepted ? 'dead.revoked.accepted' : 'dead.revoked.what', at(link.at))
    case 'replaced':
      return rich('dead.replaced.what', { ...at(link.at), address: link.address })
    case 'declined':
      return rich('dead.declined.what', at(link.at))
    case 'reported':
      return rich('dead.reported.what', at(link.at))
    case 'limited':
      return t('dead.limited.what', { minutes: link.minutes })
    case 'unknown':
    case 'somebodyElse':
    case 'passwordOver':
    case 'claimOver':
      return t(`dead.${link.kind}.what`)
  }
}

function WayOn({ frame, link }: Part): ReactNode {
  const { t } = say(frame.language)
  switch (link.kind) {
    case 'expired':
    case 'revoked':
    case 'declined':
      return <AskForNew frame={frame} link={link} />
    case 'used':
      return <ComeBack frame={frame} link={link} />
    case 'replaced':
      return <MailAgain frame={frame} link={link} />
    case 'somebodyElse':
      return (
        <PostForm frame={frame} action={`/i/${link.token}/switch`} className="actions">
          <Send>{t('dead.somebodyElse.button')}</Send>
        </PostForm>
      )
    case 'signInOver':
      return link.mailable ? (
        <LinkButton href="/me/link" text={t('common.mailLink')} />
      ) : (
        <LinkButton href="/me/sign-in" text={t('common.signIn')} />
      )
    case 'passwordOver':
      return <LinkButton href="/me/forgot" text={t('dead.passwordOver.button')} />
    case 'unknown':
    case 'reported':
    case 'limited':
    case 'claimOver':
      return null
  }
}

type Askable = Extract<DeadLink, { asked?: boolean }>

function AskForNew({ frame, link }: { frame: Frame; link: Askable }) {
  const { t } = say(frame.language)
  const { inviter, token } = link
  const revoked = link.kind === 'revoked'
  if (link.asked) return <Note tone="done">{t('dead.asked', { inviter })}</Note>
  return (
    <>
      {revoked && link.reason && <p className="said">{t('dead.reason', { reason: link.reason })}</p>}
      <PostForm frame={frame} action={`/i/${token}/ask`} className="actions">
        <Send second={revoked}>{t('dead.ask')}</Send>
      </PostForm>
      <p className="lead">{t(revoked ? 'dead.ask.still' : 'dead.ask.who', { inviter })}</p>
    </>
  )
}

function ComeBack({ frame, link }: { frame: Frame; link: Extract<DeadLink, { kind: 'used' }> }) {
  const { t, rich } = say(frame.language)
  const { token, hasLogin, mailable, stoppable } = link
  return (
    <>
      <div className="actions">
        {hasLogin && (
          <a className="btn b" href="/me/sign-in">
            {t('common.signIn')}
          </a>
        )}
        {mailable && (
          <a className={hasLogin ? 'btn' : 'btn b'} href={`/me/link?link=${token}`}>
            {t('common.mailLink')}
          </a>
        )}
      </div>
      {stoppable && (
        <p className="lead">
          {rich(
            mailable ? 'dead.used.notYou' : 'dead.used.notYourAccess',
            {},
            { link: (text) => <a href={`/me/stop/${token}`}>{text}</a> },
          )}
        </p>
      )}
    </>
  )
}

function MailAgain({ frame, link }: { frame: Frame; link: Extract<DeadLink, { kind: 'replaced' }> }) {
  const { t } = say(frame.language)
  const { token, address, subject, mailed } = link
  return (
    <>
      {mailed ? (
        <Note tone="done">{t('dead.replaced.mailed', { address })}</Note>
      ) : (
        <PostForm frame={frame} action={`/i/${token}/mail`} className="actions">
          <Send>{t('dead.replaced.again')}</Send>
        </PostForm>
      )}
      <p className="lead">{t('dead.replaced.subject', { subject })}</p>
    </>
  )
}

function LinkButton({ href, text }: { href: string; text: string }) {
  return (
    <div className="actions">
      <a className="btn b" href={href}>
        {text}
      </a>
    </div>
  )
}
