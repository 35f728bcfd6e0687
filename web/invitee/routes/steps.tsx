import { type RequestHandler, Router } from 'express'
import { acceptTexts, giveName, mayGiveName, setLogin } from '../../../commands/sign-up.ts'
import { isLegalText, type LegalText, legalText } from '../../../domain/legal/index.ts'
import { Refusal } from '../../../domain/refusals.ts'
import { policyOf } from '../../../domain/policies/index.ts'
import { dateOfBirth, fullName, passwordFault } from '../../../domain/sign-up.ts'
import { languageOf } from '../../../domain/words/index.ts'
import type { SubUserView } from '../../../store/sub-users.ts'
import { type Answer, field, pageRoute, secret } from '../answer.ts'
import { deadLink } from '../dead-links.tsx'
import { LIMITS, triedTooOften } from '../limits.ts'
import { invitationOf, languageFor, stepsOf } from '../onboarding-view.ts'
import { AboutPage, type AboutFields } from '../pages/about.tsx'
import type { FormError } from '../pages/errors.ts'
import { LegalPage } from '../pages/legal.tsx'
import { LoginPage } from '../pages/login.tsx'
import { type Site, type Visit, frameOf, requireForm } from '../site.ts'
import { legalTextsOf } from '../legal-texts.ts'
import { askedOf } from '../asked.ts'
import { inStep, orStateChanged } from '../step-guard.ts'

const PASSWORD_MOST = 200
const NAME_MOST = 120

/** About you, login, legal texts: each form works on its own and leads to the next step (R36). */
export function stepRoutes(site: Site): Router {
  const router = Router()
  router.get('/me/about', pageRoute(site, inStep('about', aboutPage)))
  router.post('/me/about', pageRoute(site, inStep('about', sendAbout)))
  router.get('/me/login', pageRoute(site, inStep('login', loginPage)))
  router.post('/me/login', pageRoute(site, inStep('login', sendLogin)))
  router.get('/me/legal', pageRoute(site, inStep('legal', legalPage)))
  router.post('/me/legal', pageRoute(site, inStep('legal', sendLegal)))
  router.get('/me/legal/:key.txt', textFile)
  return router
}

/** A legal text to keep, in the language of the page. */
const textFile: RequestHandler = (req, res) => {
  const key = String(req.params['key'])
  if (!isLegalText(key)) throw new Refusal('not-found')
  const { version, title, body } = legalText(key, req.query['language'] === 'de' ? 'de' : 'en')
  res.attachment(`${key}-${version}.txt`).type('text/plain').send(`${title}, ${version}\n\n${body}\n`)
}

const resumed = ({ req }: Visit): boolean => req.query['resumed'] !== undefined

async function aboutPage(visit: Visit, view: SubUserView, errors?: FormError[], typed?: AboutFields): Promise<Answer> {
  const nameDiffers = (await askedOf(visit.site, view)).some((item) => item.reason === 'name_differs')
  if (view.status !== 'accepted' && !(await mayGiveName(visit.site.context.db.prisma, view))) return { goTo: '/me' }
  const [year, month, day] = (view.namedAt && view.person.dateOfBirth?.split('-')) || []
  const known = { name: view.namedAt ? (view.person.name ?? '') : '', day: plain(day), month: plain(month), year }
  return {
    page: (
      <AboutPage
        frame={frameOf(visit, view)}
        steps={stepsOf(view)}
        invitation={invitationOf(visit.site, view)}
        fields={typed ?? known}
        nameDiffers={nameDiffers}
        resumed={resumed(visit)}
        errors={errors}
      />
    ),
    ...(errors && { status: 422 }),
  }
}

const plain = (number: string | undefined): string | undefined => number?.replace(/^0/, '')

async function sendAbout(visit: Visit, view: SubUserView): Promise<Answer> {
  requireForm(visit)
  const typed = {
    name: field(visit, 'name'),
    day: field(visit, 'day'),
    month: field(visit, 'month'),
    year: field(visit, 'year'),
  }
  const errors: FormError[] = []
  if ([...typed.name].length > NAME_MOST) errors.push({ code: 'name_long', limit: NAME_MOST })
  else if (!fullName(typed.name)) errors.push({ code: 'name_empty' })
  const birth = view.exempt ? undefined : dateOfBirth(typed, view.now)
  if (birth && 'fault' in birth)
    errors.push({ code: birth.fault.code === 'birth_not_past' ? 'birth_future' : 'birth_incomplete' })
  if (errors.length > 0) return aboutPage(visit, view, errors, typed)
  const minutes = await triedTooOften(visit, LIMITS.name, view.id)
  if (minutes !== undefined) return deadLink(visit, { kind: 'limited', minutes }, view)
  const person = { personId: view.personId, subUserId: view.id }
  const given = { name: typed.name, dateOfBirth: birth && 'date' in birth ? birth.date : null }
  return orStateChanged(giveName(visit.site.context, person, given), '/me')
}

const loginPage = (visit: Visit, view: SubUserView, errors?: FormError[]): Answer => ({
  page: (
    <LoginPage
      frame={frameOf(visit, view)}
      steps={stepsOf(view)}
      invitation={invitationOf(visit.site, view)}
      resumed={resumed(visit)}
      errors={errors}
    />
  ),
  ...(errors && { status: 422 }),
})

async function sendLogin(visit: Visit, view: SubUserView): Promise<Answer> {
  requireForm(visit)
  const password = secret(visit, 'password')
  const error = passwordError(password)
  if (error) return loginPage(visit, view, [error])
  const person = { personId: view.personId, subUserId: view.id }
  try {
    return await orStateChanged(setLogin(visit.site.context, person, password), '/me')
  } catch (fault) {
    if (fault instanceof Refusal && fault.code === 'input-invalid')
      return loginPage(visit, view, [{ code: 'password_known' }]) // the first password, which somebody else typed (R24)
    throw fault
  }
}

/** What is wrong with a new password, as the form says it. */
export function passwordError(password: string): FormError | undefined {
  if (password === '') return { code: 'password_empty' }
  const length = [...password].length
  if (length > PASSWORD_MOST) return { code: 'password_long', limit: PASSWORD_MOST }
  const fault = passwordFault(password)
  if (!fault) return undefined
  return fault.code === 'password_short' ? { code: 'password_short', length } : { code: 'password_common' }
}

function legalPage(visit: Visit, view: SubUserView, errors?: FormError[], ticked?: string[]): Answer {
  const texts = legalTextsOf(view, languageFor(visit, view))
  return {
    page: (
      <LegalPage
        frame={frameOf(visit, view)}
        steps={stepsOf(view)}
        texts={texts}
        ticked={ticked}
        resumed={resumed(visit)}
        errors={errors}
      />
    ),
    ...(errors && { status: 422 }),
  }
}

async function sendLegal(visit: Visit, view: SubUserView): Promise<Answer> {
  requireForm(visit)
  const texts = policyOf(view.account.policy).legalTexts.map((key) => legalText(key, languageFor(visit, view)))
  const ticked = texts.filter(({ key }) => field(visit, `accept_${key}`) === 'on')
  const open = texts.filter((text) => !ticked.includes(text))
  if (open.length > 0) return legalAgain(visit, view, 'legal_open', open, ticked)
  const versions = Object.fromEntries(texts.map(({ key }) => [key, field(visit, `version_${key}`)]))
  const shown = { versions, language: languageOf(field(visit, 'language')) }
  try {
    const person = { personId: view.personId, subUserId: view.id }
    const answer = await orStateChanged(acceptTexts(visit.site.context, person, shown), '/me')
    await untilMovedOn(visit, view)
    return answer
  } catch (fault) {
    if (!(fault instanceof Refusal) || fault.code !== 'input-invalid') throw fault
    const changed = texts.filter(({ key, version }) => versions[key] !== version)
    return legalAgain(visit, view, 'legal_changed', changed, texts)
  }
}

/** The page once more: these texts are to be read and ticked, the others of `ticked` stay so. */
const legalAgain = (
  visit: Visit,
  view: SubUserView,
  code: 'legal_open' | 'legal_changed',
  left: readonly LegalText[],
  ticked: readonly LegalText[],
): Answer =>
  legalPage(
    visit,
    view,
    left.map(({ key, title }) => ({ code, key, title })),
    ticked.filter((text) => !left.includes(text)).map(({ key }) => key),
  )

/** The workflow goes on within milliseconds; waiting for it a moment spares the person a page that only says so. */
async function untilMovedOn({ site }: Visit, view: SubUserView): Promise<void> {
  for (let looks = 0; looks < 15; looks++) {
    const row = await site.context.db.prisma.subUser.findUnique({
      where: { id: view.id },
      select: { status: true, namedAt: true, loginAt: true, legalAt: true, verificationState: true },
    })
    if (!row || row.status !== 'accepted') return
    await new Promise((look) => setTimeout(look, 60))
  }
}
