import { type AccessText, accessText } from '../../domain/access.ts'
import { languageOf } from '../../domain/words/index.ts'
import type { Language, StepId } from '../../domain/words/shape.ts'
import { maskedAddress } from '../../domain/sign-up.ts'
import { accountName } from '../../store/accounts.ts'
import { eventsOf } from '../../store/events.ts'
import { findRemark } from '../../store/remarks.ts'
import { type SubUserView, findSubUser } from '../../store/sub-users.ts'
import type { Invitation } from './pages/role.tsx'
import type { Site, Visit } from './site.ts'

/** Who invited whom to which account, as the person knows them. */
export function invitationOf(site: Site, view: SubUserView): Invitation {
  return {
    inviter: view.inviterName ?? site.platform.name,
    account: accountName(view.account),
    address: maskedAddress(view.person.address),
  }
}

/** The same, for pages about what the account's holder is told: the holder stands behind the account's name. */
export const toldOf = (site: Site, view: SubUserView): Invitation => ({
  ...invitationOf(site, view),
  inviter: view.invitedByKind === 'holder' ? invitationOf(site, view).inviter : accountName(view.account),
})

export const languageFor = (visit: Visit, view: SubUserView): Language => visit.language ?? languageOf(view.language)

export const roleOf = (language: Language, view: SubUserView): AccessText =>
  accessText(language, { policy: view.account.policy, role: view.role, rights: view.rights }, accountName(view.account))

/** The steps that this person goes through; a Viewer sees no identity check (R7). */
export const stepsOf = (view: SubUserView): readonly StepId[] =>
  view.exempt ? ['about', 'login', 'legal'] : ['about', 'login', 'legal', 'identity']

/** The onboarding that the session belongs to; undefined when there is none, or the session is only a claim. */
export async function onboardingOf({ site, session }: Visit): Promise<SubUserView | undefined> {
  if (!session?.subUserId || session.purpose === 'claim' || session.purpose === 'upload') return undefined
  const view = await findSubUser(site.context.db, session.subUserId)
  return view?.personId === session.personId ? view : undefined
}

/** The inviter's message, if there is one (R62). */
export async function messageOf(site: Site, view: SubUserView): Promise<string | undefined> {
  return view.messageId ? (await findRemark(site.context.db, view.messageId))?.text : undefined
}

/** The reason that was given with the present state, if any: of its own event, never of another decision. */
export async function reasonOf(site: Site, view: SubUserView): Promise<string | undefined> {
  const event = (await eventsOf(site.context.db, view.id)).find(({ type }) => type === `sub_user.${view.status}`)
  const remarkId = event?.data['remarkId']
  return typeof remarkId === 'string' ? (await findRemark(site.context.db, remarkId))?.text : undefined
}
