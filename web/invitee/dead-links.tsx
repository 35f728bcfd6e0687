import { isAllowed } from '../../domain/actions.ts'
import { standsStill } from '../../domain/status.ts'
import { maskedAddress } from '../../domain/sign-up.ts'
import { findSubUser } from '../../store/sub-users.ts'
import { findLink } from '../../store/links.ts'
import { readLinkToken } from '../../domain/secrets.ts'
import { languageOf } from '../../domain/words/index.ts'
import { say as sayInMail } from '../../mail/messages/say.ts'
import { accountName } from '../../store/accounts.ts'
import type { SubUserView } from '../../store/sub-users.ts'
import type { Answer } from './answer.ts'
import { toldOf, reasonOf } from './onboarding-view.ts'
import { type DeadLink, DeadLinkPage } from './pages/dead-link.tsx'
import { type Visit, frameOf } from './site.ts'

/** Which HTTP status a dead link answers with (screens, section 5). */
const statusOf = ({ kind }: DeadLink): number =>
  ({ unknown: 404, limited: 429, somebodyElse: 409 } as Record<string, number>)[kind] ?? 410

/** The page of a dead link. What it says about an onboarding is only what the holder of the link may know. */
export function deadLink(visit: Visit, link: DeadLink, view?: SubUserView): Answer {
  if (link.kind === 'limited') visit.res.set('retry-after', String(link.minutes * 60))
  const frame = frameOf(visit, view, {
    deadline: { kind: 'none' },
    session: 'none',
    ...(view && { code: supportCode(view.id) }),
  })
  return { status: statusOf(link), page: <DeadLinkPage frame={frame} link={link} /> }
}

/** What the person tells support: the end of the onboarding's id, which opens nothing. */
export const supportCode = (id: string): string => id.replaceAll('-', '').slice(-8).toUpperCase()

/** What the person may do from a link that leads nowhere any more, by the table of states (R32). */
export const waysBack = ({ status, turn, reportedAt }: SubUserView) => ({
  mailable: !standsStill({ status, reportedAt }) && isAllowed('mail_sign_in_link', status, turn, 'person'),
  stoppable: isAllowed('stop', status, turn, 'person'),
})

export type OpenedLink = { linkId: string; view: SubUserView; token: string }

/** The invitation that a link leads to, or the page that says why it leads nowhere (R35). Reads only. */
export async function openInvitation(visit: Visit): Promise<OpenedLink | { dead: Answer }> {
  const token = String(visit.req.params['token'] ?? '')
  const { site } = visit
  const linkId = readLinkToken(site.context.keys, token)
  const link = linkId ? await findLink(site.context.db, linkId) : null
  if (!linkId || !link?.subUserId || link.purpose !== 'invitation')
    return { dead: deadLink(visit, { kind: 'unknown' }) }
  const view = await findSubUser(site.context.db, link.subUserId)
  if (!view) return { dead: deadLink(visit, { kind: 'unknown' }) }
  if (link.endedAs === 'reported' || link.endedAs === 'stopped')
    return { dead: deadLink(visit, { kind: 'reported', at: link.endedAt ?? view.changedAt }, view) }
  const ended = await endedAs(visit, view, token)
  if (ended) return { dead: deadLink(visit, ended, view) }
  const acceptedAt = link.usedAt ?? view.acceptedAt // by this link, or by a newer one
  if (acceptedAt)
    return {
      dead: deadLink(
        visit,
        { kind: 'used', token, acceptedAt, hasLogin: view.person.passwordHash !== null, ...waysBack(view) },
        view,
      ),
    }
  if (link.endedAt) {
    const address = maskedAddress(view.person.address)
    return {
      dead: deadLink(
        visit,
        {
          kind: 'replaced',
          token,
          at: link.endedAt,
          address,
          subject: newLinkSubject(visit, view),
          mailed: visit.req.query['done'] === 'mailed',
        },
        view,
      ),
    }
  }
  return { linkId, view, token }
}

/** The subject of the mail that brought the newer link, in the language it was sent in. */
const newLinkSubject = ({ site }: Visit, view: SubUserView): string =>
  sayInMail(languageOf(view.language), site.platform.timeZone).text('new_link.subject', {
    account: accountName(view.account),
  })

/** A button was pressed on a page that was opened in time. */
const cameTooLate = ({ method, query }: Visit['req']): boolean => method === 'POST' || query['late'] !== undefined

async function endedAs({ site, req }: Visit, view: SubUserView, token: string): Promise<DeadLink | undefined> {
  const asked = req.query['done'] === 'asked'
  const { inviter } = toldOf(site, view)
  const at = view.endedAt ?? view.changedAt
  switch (view.status) {
    case 'expired':
      return {
        kind: 'expired',
        token,
        inviter,
        until: view.deadline ?? at,
        accepted: view.acceptedAt !== null,
        whileTyping: cameTooLate(req),
        asked,
      }
    case 'revoked':
      return {
        kind: 'revoked',
        token,
        inviter,
        at,
        accepted: view.acceptedAt !== null,
        reason: await reasonOf(site, view),
        asked,
      }
    case 'declined':
      return { kind: 'declined', token, inviter, at, asked }
    default:
      return undefined
  }
}
