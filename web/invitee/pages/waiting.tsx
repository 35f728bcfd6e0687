import { momentShort, zoneName } from '../../../domain/words/dates.ts'
import type { StepId } from '../../../domain/words/shape.ts'
import { statusLooks, verificationLooks, type Look } from '../../kit/looks.ts'
import { say } from '../messages/say.ts'
import { Aside, Page, Until, type Frame } from './frame.tsx'

const reloadSeconds = 30

export interface WaitingProps {
  frame: Frame
  steps: readonly StepId[]
  state: 'processing' | 'in_review'
  sentAt: Date
  /** The time limit for checking has passed (R44: slow is not failed). */
  late: boolean
}

/** The photos are sent; looks again by itself every 30 seconds. */
export function WaitingPage({ frame, steps, state, sentAt, late }: WaitingProps) {
  const { t } = say(frame.language)
  return (
    <Page
      frame={frame}
      step={{ all: steps, current: 'identity' }}
      deadlineIn="page"
      heading={t('waiting.heading')}
      mark={verificationLooks[state]}
      lead={late ? t(frame.renewal ? 'waiting.late.renewal' : 'waiting.late') : t(`waiting.${state}`)}
      reloadSeconds={reloadSeconds}
      links={[{ href: '/me/decline', text: t('common.declineAfterAll') }]}
    >
      <Until frame={frame} />
      <Aside icon="check">{t('waiting.sent', { when: momentShort(sentAt, frame), zone: zoneName(frame) })}.</Aside>
      <Reloads frame={frame} />
    </Page>
  )
}

/** `setup`: everything is there, activation follows in seconds. `stopped`: staff look after “Was it not you?”. */
export interface PauseProps {
  frame: Frame
  kind: 'setup' | 'stopped'
}

const pauseLooks: Record<PauseProps['kind'], Look> = {
  setup: { icon: 'halfDisc', tone: 'auto' },
  stopped: statusLooks.suspended,
}

/** Nothing for the person to do just now. */
export function PausePage({ frame, kind }: PauseProps) {
  const { t } = say(frame.language)
  return (
    <Page
      frame={frame}
      heading={t(`waiting.${kind}.heading`)}
      mark={pauseLooks[kind]}
      lead={kind === 'setup' ? t('waiting.setup') : t('waiting.stopped', { platform: frame.platform })}
      reloadSeconds={reloadSeconds}
    >
      <Reloads frame={frame} />
    </Page>
  )
}

export interface LastTryProps {
  frame: Frame
  steps: readonly StepId[]
  tries: number
}

/** After the last try a person decides (R44). */
export function LastTryPage({ frame, steps, tries }: LastTryProps) {
  const { t } = say(frame.language)
  return (
    <Page
      frame={frame}
      step={{ all: steps, current: 'identity' }}
      deadlineIn="row"
      heading={t('lastTry.heading')}
      mark={verificationLooks.in_review}
      lead={t('lastTry.what', { n: tries, platform: frame.platform })}
      reloadSeconds={reloadSeconds}
      links={[{ href: '/me/decline', text: t('common.declineAfterAll') }]}
    >
      <Reloads frame={frame} />
    </Page>
  )
}

/** Tells so, and lets enhance.js look without moving the page under a reader. */
function Reloads({ frame }: { frame: Frame }) {
  return (
    <p className="hint" data-look-again={reloadSeconds}>
      {say(frame.language).t('waiting.reload')}
    </p>
  )
}
