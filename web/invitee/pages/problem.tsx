import type { Look } from '../../kit/looks.ts'
import { say } from '../messages/say.ts'
import { Page, type Frame } from './frame.tsx'

/**
 * 500 (`error`, with the code of the log line), 503, 404, 403 for a form whose token is not ours or too old, 413, 400 or 415
 * for what no page of ours sends, and `overtaken`: it changed meanwhile.
 */
export type WholePageProblem =
  | { kind: 'error'; code?: string }
  | { kind: 'unavailable' }
  | { kind: 'notFound' }
  | { kind: 'formRefused' }
  | { kind: 'tooLarge' }
  | { kind: 'unreadable' }
  | { kind: 'overtaken' }

const looks: Record<WholePageProblem['kind'], Look> = {
  error: { icon: 'warning', tone: 'stopped' },
  unavailable: { icon: 'clock', tone: 'auto' },
  notFound: { icon: 'link', tone: 'ended' },
  formRefused: { icon: 'history', tone: 'ended' },
  tooLarge: { icon: 'warning', tone: 'ended' },
  unreadable: { icon: 'warning', tone: 'ended' },
  overtaken: { icon: 'history', tone: 'ended' },
}

/** A whole page for what went wrong. `againHref` leads back to what was wanted. */
export function ProblemPage(props: { frame: Frame; problem: WholePageProblem; againHref?: string }) {
  const { frame, problem, againHref } = props
  const { t } = say(frame.language)
  return (
    <Page
      frame={frame}
      heading={t(`problem.${problem.kind}`)}
      mark={looks[problem.kind]}
      lead={<Explanation frame={frame} problem={problem} />}
    >
      {againHref && (
        <div className="actions">
          <a className="btn b" href={againHref}>
            {t('problem.again')}
          </a>
        </div>
      )}
    </Page>
  )
}

function Explanation({ frame, problem }: { frame: Frame; problem: WholePageProblem }) {
  const { t, rich } = say(frame.language)
  if (problem.kind !== 'error') return t(`problem.${problem.kind}.what`)
  if (!problem.code) return t('problem.error.plain')
  return rich('problem.error.what', { code: problem.code }, { mono: (text) => <code>{text}</code> })
}
