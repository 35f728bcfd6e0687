import { day, momentShort, zoneName } from '../../../domain/words/dates.ts'
import type { AccessText } from '../../../domain/access.ts'
import { statusLooks } from '../../kit/looks.ts'
import { say } from '../messages/say.ts'
import { Aside, Page, type Frame } from './frame.tsx'
import { RoleCard, type Invitation } from './role.tsx'

export interface AccessProps {
  frame: Frame
  invitation: Invitation
  role: AccessText
  since: Date
  /** Where the platform takes over (R38). */
  platformHref: string
  /** Where “My access” is, if there is one. */
  myAccessHref?: string
  /** Not for a Viewer. */
  identityValidUntil?: Date | undefined
  /** The identity check is to be renewed, or the renewed one is being looked at (R46). */
  renewal?: 'due' | 'checking' | undefined
  /** Right after activation: says who has been told, and that a mail came. */
  fresh: boolean
}

/** The onboarding is done: what may be done, and the way to the platform (R38). No form but “Sign out”. */
export function AccessPage(props: AccessProps) {
  const { frame, invitation, role, since, platformHref, myAccessHref, identityValidUntil, renewal, fresh } = props
  const { t, rich } = say(frame.language)
  const { inviter, account, address } = invitation
  const when = { account, since: momentShort(since, frame), zone: zoneName(frame) }
  return (
    <Page
      frame={{ ...frame, renewal: undefined }}
      heading={t('access.heading')}
      mark={statusLooks.active}
      lead={fresh ? rich('access.since.told', { ...when, inviter }) : rich('access.since', when)}
      footer={fresh ? t('access.mail', { address }) : undefined}
    >
      {renewal && identityValidUntil && <RenewalBox frame={frame} renewal={renewal} until={identityValidUntil} />}
      <RoleCard language={frame.language} role={role} />
      <div className="actions">
        <a className="btn b" href={platformHref}>
          {t('access.go', { platform: frame.platform })}
        </a>
        {myAccessHref && (
          <a className="btn" href={myAccessHref}>
            {t('access.mine')}
          </a>
        )}
      </div>
      <Aside icon="person">{rich(myAccessHref ? 'access.signIn.mine' : 'access.signIn', {})}</Aside>
      {identityValidUntil && !renewal && (
        <Aside icon="shieldCheck">{rich('access.valid', { until: day(identityValidUntil, frame) })}</Aside>
      )}
    </Page>
  )
}

type RenewalBoxProps = { frame: Frame; renewal: 'due' | 'checking'; until: Date }

/** The check runs out: renew it here (R46). */
function RenewalBox({ frame, renewal, until }: RenewalBoxProps) {
  const { t } = say(frame.language)
  return (
    <section className="box tint t-invitee">
      <h2>{t('renewal.heading')}</h2>
      <p>{t(renewal === 'due' ? 'renewal.due' : 'renewal.checking', { day: day(until, frame) })}</p>
      {renewal === 'due' && (
        <p className="actions">
          <a className="btn b" href="/me/identity">
            {t('renewal.now')}
          </a>
        </p>
      )}
    </section>
  )
}
