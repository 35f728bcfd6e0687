import { reasonText, wordsIn } from '../../../domain/words/index.ts'
import type { StepId } from '../../../domain/words/shape.ts'
import type { Resubmission } from '../../../domain/verification.ts'
import { Icon } from '../../kit/icons.tsx'
import { verificationLooks } from '../../kit/looks.ts'
import { say } from '../messages/say.ts'
import { Note, Page, Until, type Frame } from './frame.tsx'
import { resumedNotice } from './progress.ts'

const lookSeconds = 10

export interface HandOverProps {
  frame: Frame
  steps: readonly StepId[]
  /** The vendor's name. */
  vendor: string
  /** `preparing`: the vendor has not answered yet. `silent`: the person was there, and no result has come. */
  stands: 'preparing' | 'ready' | 'silent'
  /** The check before this one ran out or was stopped. */
  again?: 'expired' | 'cancelled'
  /** What the vendor asks for again; the tries are shown then. */
  asked: readonly Resubmission[]
  tryNumber: number
  tryLimit: number
  /** The vendor could not be reached when the button was pressed. */
  unreachable?: boolean
  /** It was pressed too often: when it may be again (R68). */
  waitMinutes?: number
  resumed?: boolean
}

/**
 * The vendor's own page does the check (R41): what for, the way there, and back. Link: /me/identity/go leads to the
 * vendor, /me/identity/back looks whether there is a result.
 */
export function HandOverPage(props: HandOverProps) {
  const { frame, steps, vendor, stands, again, asked, unreachable, waitMinutes, resumed } = props
  const { t } = say(frame.language)
  const words = { vendor, platform: frame.platform }
  const isAskedAgain = asked.length > 0
  return (
    <Page
      frame={frame}
      step={{ all: steps, current: 'identity' }}
      deadlineIn="page"
      heading={isAskedAgain ? headingOf(frame, asked) : t('handOver.heading', words)}
      mark={isAskedAgain ? verificationLooks.needs_resubmission : undefined}
      lead={leadOf(props)}
      notice={resumed ? resumedNotice(frame.language, 'identity') : undefined}
      reloadSeconds={stands === 'ready' ? undefined : lookSeconds}
      links={[
        { href: '/me/about', text: t('identity.name') },
        { href: '/me/decline', text: t('common.declineAfterAll') },
      ]}
    >
      {again && <Note tone={again === 'expired' ? 'invitee' : 'ended'}>{t(`identity.${again}`)}</Note>}
      {waitMinutes !== undefined && <Note tone="auto">{t('error.too_many', { minutes: waitMinutes })}</Note>}
      {unreachable && <Note tone="auto">{t('handOver.unreachable', words)}</Note>}
      {asked.map((one) => (
        <Asked key={`${one.document} ${one.reason}`} frame={frame} {...one} />
      ))}
      {stands !== 'preparing' && (
        <p className="actions">
          <a className={stands === 'silent' ? 'btn' : 'btn b'} href="/me/identity/go" rel="noreferrer">
            {t('handOver.go', words)}
          </a>
        </p>
      )}
      {stands !== 'ready' && <LooksAgain frame={frame} />}
      <Until frame={frame}>{isAskedAgain && triesText(props)}</Until>
    </Page>
  )
}

function leadOf({ frame, vendor, stands, asked }: HandOverProps): string {
  const { t } = say(frame.language)
  const words = { vendor, platform: frame.platform }
  if (stands === 'preparing') return t('handOver.preparing', words)
  if (stands === 'silent') return t('handOver.silent', words)
  return t(asked.length > 0 ? 'handOver.again' : 'handOver.what', words)
}

function headingOf(frame: Frame, asked: readonly Resubmission[]): string {
  const { t } = say(frame.language)
  const nameOnly = asked.every(({ reason }) => reason === 'name_differs')
  return nameOnly ? t('again.heading.name') : t('again.heading', { n: asked.length })
}

function triesText({ frame, tryNumber, tryLimit }: HandOverProps): string {
  const { t } = say(frame.language)
  const values = { n: tryNumber, all: tryLimit }
  return tryNumber < tryLimit ? t('again.tries', values) : t('again.lastTry', { ...values, platform: frame.platform })
}

/** One thing that the vendor asks for again, in words the person understands (R42). */
function Asked({ frame, document, reason }: Resubmission & { frame: Frame }) {
  const { t, rich } = say(frame.language)
  const words = wordsIn(frame.language)
  return (
    <section className="box tint t-invitee">
      <div className="doc">
        <Icon name="returning" size="l" />
        <div>
          <h2>{document === 'name' ? t('handOver.name') : words.documentKinds[document].name}</h2>
          <p>{reasonText(frame.language, reason, {})}</p>
        </div>
      </div>
      <p className="helps">{rich('again.helps', { helps: words.reasons[reason].helps })}</p>
      {reason === 'name_differs' && (
        <a className="btn" href="/me/about">
          {t('again.name')}
        </a>
      )}
    </section>
  )
}

/** Looks by itself with JavaScript; a button without. */
function LooksAgain({ frame }: { frame: Frame }) {
  return (
    <div data-look-again={lookSeconds}>
      <noscript>
        <p className="actions">
          <a className="btn b" href="/me/identity/back">
            {say(frame.language).t('handOver.look')}
          </a>
        </p>
      </noscript>
    </div>
  )
}
