import type { Block, Letter, Run } from './letter.ts'
import type { Pen } from './letters/pen.ts'

/** The letter as plain text: one paragraph a line, a quotation marked on each of its lines. */
export function textOf(letter: Letter, { frame }: Pen): string {
  const sections = [
    frame.platformName,
    letter.heading,
    ...letter.body.map(block),
    ...(letter.button ? [`${letter.button.label}:\n${letter.button.href}`] : []),
    ...letter.after.map(block),
    ...letter.closing.map(block),
    `-- \n${letter.footer.map(line).join('\n')}`,
  ]
  return `${sections.join('\n\n')}\n`
}

function block(part: Block): string {
  switch (part.is) {
    case 'paragraph':
      return line(part.runs)
    case 'quotation':
      return [`${part.open}${part.lines.join('\n')}${part.close}`, part.by].join('\n').replace(/^/gmu, '> ')
    case 'rights':
      return [...part.may.map((right) => `✓ ${right}`), ...part.mayNot.map((right) => `✕ ${right}`)].join('\n')
    case 'facts':
      return part.rows.map(({ label, runs }) => `${label}: ${line(runs)}`).join('\n')
    default:
      return part.code
  }
}

const line = (runs: readonly Run[]): string => runs.map(run).join('')

function run(part: Run): string {
  if (typeof part === 'string') return part
  return 'strong' in part ? part.strong : `${part.link} (${part.href})`
}
