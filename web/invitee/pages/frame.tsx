import type { ReactNode } from 'react'
import { day, momentShort, timeLeft, zoneName } from '../../../domain/words/dates.ts'
import { languages, wordsIn } from '../../../domain/words/index.ts'
import type { Language, StepId } from '../../../domain/words/shape.ts'
import { Icon } from '../../kit/icons.tsx'
import type { Look } from '../../kit/looks.ts'
import { say } from '../messages/say.ts'
import type { Problem } from './errors.ts'
import { ErrorSummary, PostForm } from './forms.tsx'

/** Until when the person can act (R33): a date, or standing still while others have their turn, or nothing is open. */
export type Deadline = { kind: 'open'; until: Date } | { kind: 'still' } | { kind: 'none' }

/** What every page needs to know of its surroundings. */
export interface Frame {
  platform: string
  language: Language
  /** IANA name; dates are shown in it. */
  timeZone: string
  now: Date
  /** The page's own path, without a query; the language link adds `?lang=…`. */
  path: string
  /** Paths of the style sheets (tokens.css, the platform's brand, pages.css) and of enhance.js. */
  assets: { styles: readonly string[]; scripts: readonly string[] }
  /** The hidden `formToken` for a form with this action. */
  formToken: (action: string) => string
  /** `onboarding` offers “Save and leave”, `access` offers “Sign out”; both POST /me/leave. */
  session: 'none' | 'onboarding' | 'access'
  deadline: Deadline
  /** The check of an access is being renewed: until when it counts, and whether that has passed (R46). */
  renewal?: { until: Date | null; paused: boolean } | undefined
  /** What the person tells support. */
  code?: string
}

/** The steps that this person goes through, and the one that is shown. */
export interface StepPlace {
  all: readonly StepId[]
  current: StepId
}

interface PageProps {
  frame: Frame
  heading: string
  /** For the window, where it differs from the heading. */
  title?: string
  mark?: Look
  lead?: ReactNode
  step?: StepPlace
  /** Where the deadline stands: in the step's line, in a row of its own at the end, or the page puts `Until` itself. */
  deadlineIn?: 'line' | 'row' | 'page'
  problems?: readonly Problem[]
  notice?: string
  /** Without JavaScript the page loads itself again after this many seconds. */
  reloadSeconds?: number
  /** A sentence above the links at the end. */
  footer?: ReactNode
  /** Links beside “Get help”. */
  links?: readonly { href: string; text: string }[]
  children?: ReactNode
}

/** One whole invitee page: brand line, platform, steps, errors on top, heading, content, deadline and help. */
export function Page(props: PageProps) {
  const { frame, heading, mark, lead, step, problems = [], notice, children } = props
  const deadlineIn = props.deadlineIn ?? (step ? 'line' : 'row')
  return (
    <html lang={frame.language}>
      <Head {...props} />
      <body>
        <Top frame={frame} />
        <main className="page">
          {step && !frame.renewal && <StepLine frame={frame} step={step} deadline={deadlineIn === 'line'} />}
          <ErrorSummary language={frame.language} problems={problems} />
          {notice && <Note tone="auto">{notice}</Note>}
          {mark && <Mark {...mark} />}
          <h1>{heading}</h1>
          {lead && <p className="lead">{lead}</p>}
          <Renewal frame={frame} />
          {children}
          {deadlineIn === 'row' && <Until frame={frame} />}
        </main>
        <Foot {...props} />
      </body>
    </html>
  )
}

function Head({ frame, heading, title = heading, step, problems = [], reloadSeconds }: PageProps) {
  const { t } = say(frame.language)
  const page = step ? t('frame.title.step', { ...placeOf(step), page: title }) : title
  const flagged = problems.length > 0 ? t('frame.title.error', { page }) : page
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <meta name="referrer" content="strict-origin" />
      <meta name="robots" content="noindex" />
      <meta name="color-scheme" content="light dark" />
      <title>{t('frame.title', { page: flagged, platform: frame.platform })}</title>
      {frame.assets.styles.map((href) => (
        <link key={href} rel="stylesheet" href={href} />
      ))}
      {frame.assets.scripts.map((src) => (
        <script key={src} src={src} type="module" />
      ))}
      {reloadSeconds && (
        <noscript>
          <meta httpEquiv="refresh" content={String(reloadSeconds)} />
        </noscript>
      )}
    </head>
  )
}

function Top({ frame }: { frame: Frame }) {
  const { t } = say(frame.language)
  return (
    <header className="top">
      <div>
        <span className="platform">{frame.platform}</span>
        {frame.session === 'none' ? (
          <LanguageLinks frame={frame} />
        ) : (
          <PostForm frame={frame} action="/me/leave">
            <button className="textlink">{t(frame.session === 'access' ? 'frame.signOut' : 'frame.leave')}</button>
          </PostForm>
        )}
      </div>
    </header>
  )
}

const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch' }

function LanguageLinks({ frame }: { frame: Frame }) {
  const others = languages.filter((language) => language !== frame.language)
  return others.map((other) => (
    <a key={other} href={`${frame.path}?lang=${other}`} lang={other} hrefLang={other}>
      {languageNames[other]}
    </a>
  ))
}

function placeOf(step: StepPlace): { n: number; all: number } {
  return { n: step.all.indexOf(step.current) + 1, all: step.all.length }
}

function StepLine({ frame, step, deadline }: { frame: Frame; step: StepPlace; deadline: boolean }) {
  const { t } = say(frame.language)
  const place = placeOf(step)
  const after = deadline ? deadlineWords(frame) : wordsIn(frame.language).steps[step.current].name
  return (
    <>
      <div className="bars" aria-hidden="true">
        {step.all.map((id, index) => (
          <i key={id} className={index + 1 < place.n ? 'd' : index + 1 === place.n ? 'c' : undefined} />
        ))}
      </div>
      <p className="step">{[t('frame.step', place), after].filter(Boolean).join(' · ')}</p>
    </>
  )
}

function deadlineWords(frame: Frame): string {
  const { t } = say(frame.language)
  if (frame.deadline.kind === 'none') return ''
  if (frame.deadline.kind === 'still') return t('deadline.still')
  return t('frame.step.until', { until: `${momentShort(frame.deadline.until, frame)} (${zoneName(frame)})` })
}

/** “Open until Sat 28 Nov 2026, 14:05 (Warsaw time), 4 days from now.” or “The date stands still while we check.” */
export function Until({ frame, children }: { frame: Frame; children?: ReactNode }) {
  const { t, rich } = say(frame.language)
  const { deadline } = frame
  if (deadline.kind === 'none') return null
  if (deadline.kind === 'still') return <Aside icon="clock">{t('deadline.still')}</Aside>
  const left = timeLeft(frame.now, deadline.until)
  return (
    <Aside icon="clock">
      {rich('deadline.open', { until: momentShort(deadline.until, frame), zone: zoneName(frame) })},{' '}
      {t(`deadline.${left.unit}`, { n: left.count })}. {children}
    </Aside>
  )
}

/** Instead of steps and a deadline: what becomes of the access meanwhile (R46). */
function Renewal({ frame }: { frame: Frame }) {
  const { t } = say(frame.language)
  if (!frame.renewal) return null
  const { until, paused } = frame.renewal
  if (paused) return <Note tone="invitee">{t('renewal.paused')}</Note>
  return until && <Aside icon="clock">{t('renewal.until', { day: day(until, frame) })}</Aside>
}

/** A remark with an icon before it. */
export function Aside({ icon, children }: { icon: Look['icon']; children: ReactNode }) {
  return (
    <p className="aside">
      <Icon name={icon} />
      <span>{children}</span>
    </p>
  )
}

/** A box in the colour of a turn. */
export function Note({ tone, children }: { tone: Look['tone']; children: ReactNode }) {
  return (
    <p className={`note t-${tone}`} role="status">
      {children}
    </p>
  )
}

function Mark({ icon, tone }: Look) {
  return (
    <span className={`mark t-${tone}`}>
      <Icon name={icon} />
    </span>
  )
}

function Foot({ frame, footer, links: all = [] }: PageProps) {
  const { t, rich } = say(frame.language)
  const links = all.filter(({ href }) => !frame.renewal || href !== '/me/decline') // an access is left, not declined
  return (
    <footer className="page help">
      {footer && <p>{footer}</p>}
      <p>
        <a href="/help">{t('frame.help')}</a>
        {links.map(({ href, text }) => (
          <span key={href}>
            {' · '}
            <a href={href}>{text}</a>
          </span>
        ))}
        {frame.session !== 'none' && (
          <>
            {' · '}
            <LanguageLinks frame={frame} />
          </>
        )}
      </p>
      {frame.code && <p>{rich('frame.code', { code: frame.code }, { mono: (text) => <code>{text}</code> })}</p>}
    </footer>
  )
}
