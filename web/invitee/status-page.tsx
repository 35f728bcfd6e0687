import type { ReactNode } from 'react'
import { type DocumentKind, type DocumentType, photosNeeded, triesOf } from '../../domain/verification.ts'
import { keptDays, policyOf } from '../../domain/policies/index.ts'
import { attemptsOf, documentsOf, type DocumentRow } from '../../store/verification.ts'
import type { SubUserView } from '../../store/sub-users.ts'
import { askedOf, nameCorrected } from './asked.ts'
import { hostedPage, hostedVendor } from './hosted-page.tsx'
import { toldOf, languageFor, reasonOf, roleOf, stepsOf } from './onboarding-view.ts'
import { AccessPage } from './pages/access.tsx'
import { standsStill } from '../../domain/status.ts'
import { isRenewing } from '../../domain/renewal.ts'
import { EndedPage, RejectedPage } from './pages/ended.tsx'
import type { FormError } from './pages/errors.ts'
import { IdentityPage } from './pages/identity.tsx'
import { type AskedAgain, ResubmissionPage } from './pages/resubmission.tsx'
import { LastTryPage, PausePage, WaitingPage } from './pages/waiting.tsx'
import { supportCode } from './dead-links.tsx'
import { type Visit, frameOf } from './site.ts'

const DAY = 86_400_000
/** How long this account's documents are kept after the end, in days. */
const keptFor = ({ account }: SubUserView): number => keptDays(policyOf(account.policy), account.verificationProfile)
/** An access younger than this, in ms, is greeted as new. */
const FRESH_MS = 24 * 3_600_000

/** What somebody in a session sees when no step is theirs, in every state there is. */
export async function statusPage(visit: Visit, view: SubUserView): Promise<ReactNode> {
  const { site } = visit
  const frame = frameOf(visit, view, { code: supportCode(view.id) })
  const invitation = toldOf(site, view)
  switch (view.status) {
    case 'active': {
      const since = view.activatedAt ?? view.changedAt
      const fresh = view.now.getTime() - since.getTime() < FRESH_MS
      const role = roleOf(languageFor(visit, view), view)
      return (
        <AccessPage
          frame={frame}
          invitation={invitation}
          role={role}
          since={since}
          platformHref={site.platform.url}
          fresh={fresh}
          identityValidUntil={view.verifiedUntil ?? undefined}
          renewal={isRenewing(view) ? (view.turn === 'invitee' ? 'due' : 'checking') : undefined}
        />
      )
    }
    case 'rejected': {
      const deletedOn = new Date((view.endedAt ?? view.changedAt).getTime() + keptFor(view) * DAY)
      return (
        <RejectedPage
          frame={frame}
          invitation={invitation}
          reason={await reasonOf(site, view)}
          supportEmail={site.support.email}
          deletedOn={deletedOn}
        />
      )
    }
    case 'verifying':
      return verifyingPage(visit, view)
    case 'suspended':
      return view.suspendedCause === 'renewal' && isRenewing(view) ? verifyingPage(visit, view) : ended(visit, view)
    case 'accepted':
      return <PausePage frame={frame} kind={view.turn === 'staff' ? 'stopped' : 'setup'} />
    case 'invited':
    case 'awaiting_confirmation':
      return <PausePage frame={frame} kind="stopped" />
    default:
      return ended(visit, view)
  }
}

/** What is over, or paused. */
async function ended(visit: Visit, view: SubUserView): Promise<ReactNode> {
  const { site } = visit
  const at = (view.status === 'suspended' ? view.suspendedAt : view.endedAt) ?? view.changedAt
  const state = ENDED.find((one) => one === view.status)
  if (!state) return <PausePage frame={frameOf(visit, view)} kind="stopped" />
  return (
    <EndedPage
      frame={frameOf(visit, view, { code: supportCode(view.id), renewal: undefined })}
      invitation={toldOf(site, view)}
      state={state}
      at={at}
      reason={await reasonOf(site, view)}
    />
  )
}

const ENDED = ['declined', 'expired', 'revoked', 'suspended', 'deactivated'] as const

async function verifyingPage(visit: Visit, view: SubUserView): Promise<ReactNode> {
  const frame = frameOf(visit, view, { code: supportCode(view.id) })
  if (standsStill(view)) return <PausePage frame={frame} kind="stopped" />
  if (view.verificationState === 'approved') return <PausePage frame={frame} kind="setup" />
  const attempts = await attemptsOf(visit.site.context.db.prisma, view.id)
  const latest = attempts.find((attempt) => attempt.number === view.attempt)
  const steps = stepsOf(view)
  if (latest?.state === 'needs_resubmission')
    return <LastTryPage frame={frame} steps={steps} tries={triesOf(view, attempts).tryNumber} />
  if (view.verificationState === 'in_review' || view.verificationState === 'processing') {
    const late = latest?.slowToldAt != null || (view.reviewDueAt !== null && view.reviewDueAt < view.now)
    return (
      <WaitingPage
        frame={frame}
        steps={steps}
        state={view.verificationState}
        sentAt={latest?.submittedAt ?? view.changedAt}
        late={late}
      />
    )
  }
  return identityPage(visit, view)
}

/** The photos: the first time, or the ones that are asked for again (R36, R42). */
export async function identityPage(visit: Visit, view: SubUserView, errors?: FormError[]): Promise<ReactNode> {
  if (hostedVendor(visit, view)) return hostedPage(visit, view)
  const documents = await documentsOf(visit.site.context.db.prisma, view.id, view.attempt)
  const have = new Set(documents.map((document) => document.kind))
  const type = view.documentType as DocumentType | null
  const needed = neededPhotos(view, type)
  const asked = await photosAsked(visit, view, needed[0], documents)
  if (type && asked.length > 0 && isAllThatIsNeeded(needed, have, asked))
    return resubmissionPage(visit, view, { type, asked, documents, errors })
  const photos = needed.map((kind) => ({ kind, added: have.has(kind) }))
  const again =
    view.verificationState === 'expired' || view.verificationState === 'cancelled' ? view.verificationState : undefined
  return (
    <IdentityPage
      frame={frameOf(visit, view)}
      steps={stepsOf(view)}
      documentType={type}
      photos={photos}
      keptYears={Math.max(1, Math.floor(keptFor(view) / 365))}
      again={again}
      resumed={visit.req.query['resumed'] !== undefined}
      arrived={Number(visit.req.query['arrived']) || undefined}
      errors={errors}
    />
  )
}

/** What is asked for again, as photos; a name that differs is shown at the document that bears it, the `first`. */
async function photosAsked(
  { site }: Visit,
  view: SubUserView,
  first: DocumentKind | undefined,
  documents: readonly DocumentRow[],
): Promise<AskedAgain[]> {
  const asked = await askedOf(site, view)
  const renewed = new Set(documents.filter((document) => document.state === 'added').map((document) => document.kind))
  const corrected = asked.some((item) => item.reason === 'name_differs') && (await nameCorrected(site, view))
  return asked.flatMap(({ document, reason, part, ranOutOn }) => {
    const kind = document === 'name' ? first : document
    const isRenewed = kind && (renewed.has(kind) || (reason === 'name_differs' && corrected))
    return kind ? [{ kind, reason, part, ranOutOn, renewed: isRenewed === true }] : []
  })
}

type Again = { type: DocumentType; asked: AskedAgain[]; documents: readonly DocumentRow[]; errors?: FormError[] }

async function resubmissionPage(
  visit: Visit,
  view: SubUserView,
  { type, asked, documents, errors }: Again,
): Promise<ReactNode> {
  const again = new Set<string>(asked.map(({ kind }) => kind))
  const kept = documents.filter(({ state, kind }) => state === 'accepted' && !again.has(kind))
  const tries = triesOf(view, await attemptsOf(visit.site.context.db.prisma, view.id))
  return (
    <ResubmissionPage
      frame={frameOf(visit, view)}
      steps={stepsOf(view)}
      asked={asked}
      kept={kept.map(({ kind }) => kind as DocumentKind)}
      documentType={type}
      errors={errors}
      {...tries}
    />
  )
}

/** What is asked for again and what is there make the whole check; with another document chosen since, they may not. */
function isAllThatIsNeeded(
  needed: readonly DocumentKind[],
  have: ReadonlySet<string>,
  asked: readonly { kind: DocumentKind }[],
): boolean {
  const again = new Set(asked.map(({ kind }) => kind))
  return asked.every(({ kind }) => needed.includes(kind)) && needed.every((kind) => have.has(kind) || again.has(kind))
}

/** The photos that this check asks for with the chosen document. */
export function neededPhotos(view: SubUserView, type: DocumentType | null): DocumentKind[] {
  const profile = policyOf(view.account.policy).profiles[view.account.verificationProfile]
  return profile && type ? photosNeeded(profile, type) : []
}
