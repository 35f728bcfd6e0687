import { uuidv7 } from 'uuidv7'
import type { Actor } from '../../commands/actor.ts'
import { acceptByCode, pressAccept } from '../../commands/answer.ts'
import { addPhoto, chooseDocument, submitDocuments } from '../../commands/documents.ts'
import { invite } from '../../commands/invite.ts'
import { decideReview, takeReview } from '../../commands/review.ts'
import { acceptTexts, giveName, setLogin, type Person } from '../../commands/sign-up.ts'
import { legalText } from '../../domain/legal/index.ts'
import { workflowIdOf } from '../../domain/process.ts'
import { readLinkToken } from '../../domain/secrets.ts'
import { accounts, CALLER, type Installation, wholeInstallation } from '../world/installation.ts'
import type { Services } from '../world/services.ts'
import { historyOf, NAME, PASSWORD, type Way } from './person.ts'
import { PICTURE } from './picture.ts'

const REVIEWER: Actor & { kind: 'staff' } = { kind: 'staff', id: uuidv7(), role: 'reviewer' }
/** The legal texts as the page shows them. */
const TEXTS = {
  versions: Object.fromEntries(['terms', 'privacy'].map((key) => [key, legalText(key, 'en').version])),
  language: 'en',
}

/** Usher: its commands, its worker, its mails. */
export async function usher(services: Services, namespace: string): Promise<Way> {
  const { url } = await services.database('onboardings')
  const installation = await wholeInstallation(services, url, namespace)
  const viewersAt = await accounts(installation, 20, 'company')
  return {
    async onboard(role, n) {
      // A Trader's seat is scarce: each has an account of its own.
      const own = role === 'trader' ? (await accounts(installation, 1, 'company'))[0] : undefined
      const accountId = own ?? viewersAt[n % viewersAt.length] ?? ''
      return { events: await onboard(services, installation, role, accountId) }
    },
    stop: installation.stop,
  }
}

async function onboard(
  services: Services,
  installation: Installation,
  role: string,
  accountId: string,
): Promise<number> {
  const person = await signedUp(services, installation, role, accountId)
  if (role === 'trader') await verify(installation, person)
  return historyOf(installation.client, workflowIdOf(person.subUserId))
}

/** From the invite to the accepted legal texts. */
export async function signedUp(
  { mailbox }: Services,
  { context, db }: Installation,
  role: string,
  accountId: string,
): Promise<Person> {
  const email = `tomasz.${uuidv7()}@kestrel.example`
  const { subUserId } = await invite(context, CALLER, { accountId, email, role })
  const linkId = readLinkToken(context.keys, await mailbox.linkFor(email)) ?? ''
  const { session } = await pressAccept(context, linkId)
  const { personId } = await db.prisma.subUser.findUniqueOrThrow({
    where: { id: subUserId },
    select: { personId: true },
  })
  const person: Person = { personId, subUserId }
  await acceptByCode(context, { ...person, sessionId: session.id, linkId }, await mailbox.codeFor(email))
  await giveName(context, person, { name: NAME, dateOfBirth: '1988-03-09' })
  await setLogin(context, person, PASSWORD)
  await acceptTexts(context, person, TEXTS)
  return person
}

async function verify(installation: Installation, person: Person): Promise<void> {
  await takenForReview(installation, person)
  await approves(installation, person)
}

/** The page says "one moment" until the worker has opened the verification; then come photos, and a reviewer takes them. */
export async function takenForReview({ context, watch }: Installation, person: Person): Promise<void> {
  const { subUserId } = person
  await watch.until(subUserId, ({ status }) => status === 'verifying')
  await chooseDocument(context, person, 'passport')
  await addPhoto(context, person, { kind: 'passport_photo', file: PICTURE })
  await addPhoto(context, person, { kind: 'selfie', file: PICTURE })
  await submitDocuments(context, person)
  await takeReview(context, REVIEWER, { subUserId })
}

/** The reviewer's click, when it can't be taken back any more. */
export const approves = ({ context }: Installation, { subUserId }: Person) =>
  decideReview(context, REVIEWER, { subUserId, decision: 'approve', asked: [] })
