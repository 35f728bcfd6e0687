import type { Block, Run } from '../letter.ts'
import { look } from './look.ts'

/** A letter's blocks one under the other. They are fixed once written, so their places are their keys. */
export function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, index) => <OneBlock key={index} block={block} />)
}

/** The pieces of a line. */
export function Runs({ runs, quiet }: { runs: readonly Run[]; quiet: boolean }) {
  return runs.map((run, index) => {
    if (typeof run === 'string') return run
    if ('strong' in run) return <b key={index}>{run.strong}</b>
    return (
      <a key={index} href={run.href} className={quiet ? 't2' : 'tx'} style={quiet ? look.quietLink : look.link}>
        {run.link}
      </a>
    )
  })
}

function OneBlock({ block }: { block: Block }) {
  switch (block.is) {
    case 'paragraph':
      return (
        <p className={block.quiet ? 't2' : 'tx'} style={block.quiet ? look.note : look.paragraph}>
          <Runs runs={block.runs} quiet={block.quiet} />
        </p>
      )
    case 'quotation':
      return <Quotation {...block} />
    case 'rights':
      return <Rights {...block} />
    case 'facts':
      return <Facts {...block} />
    default:
      return (
        <p className="tx" style={look.code}>
          {block.code}
        </p>
      )
  }
}

function Quotation({ open, lines, close, by }: Extract<Block, { is: 'quotation' }>) {
  return (
    <blockquote className="tx ql" style={{ ...look.quotation, margin: '0 0 18px' }}>
      {open}
      {lines.map((line, index) => (
        <span key={index}>
          {index > 0 && <br />}
          {line}
        </span>
      ))}
      {close}
      <br />
      <span className="t2" style={look.author}>
        {by}
      </span>
    </blockquote>
  )
}

function Rights({ may, mayNot }: Extract<Block, { is: 'rights' }>) {
  const rows = [...may.map((text) => ({ text, given: true })), ...mayNot.map((text) => ({ text, given: false }))]
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} style={look.rights}>
      <tbody>
        {rows.map(({ text, given }) => (
          <tr key={text}>
            <td className={given ? 'ok' : 't2'} valign="top" style={{ ...look.mark, ...colour(given).mark }}>
              {given ? '✓' : '✕'}
            </td>
            <td className={given ? 'tx' : 't2'} style={{ ...look.right, ...colour(given).text }}>
              {text}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const colour = (given: boolean) =>
  given ? { mark: look.given, text: {} } : { mark: look.notGiven, text: look.notGiven }

function Facts({ rows }: Extract<Block, { is: 'facts' }>) {
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} className="ln" style={look.facts}>
      <tbody>
        {rows.map(({ label, runs }) => (
          <tr key={label}>
            <td className="t2 fl" valign="top" style={look.label}>
              {label}
            </td>
            <td className="tx" style={look.fact}>
              <Runs runs={runs} quiet={false} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
