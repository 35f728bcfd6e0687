import path from 'node:path'
import type { RunningInstance } from './run-file.ts'

/** What the first start made, shown once. */
export interface DemoWorld {
  staffLink: string
  staffEmail: string
  apiKey: string
  accounts: { id: string; reference: string; name: string; type: string }[]
}

/** The block of addresses that ends a start. */
export function announcement(home: string, instance: RunningInstance, demo: DemoWorld | null, tookMs: number): string {
  const rows = addressRows(instance)
  rows.push(['Data and logs', shown(home)])
  const lines = ['', `Usher is ready (${(tookMs / 1000).toFixed(1)} s).`, '', ...table(rows)]
  if (demo) lines.push('', ...demoLines(demo, instance))
  lines.push('', 'Ctrl-C stops everything; the data stay.', '')
  return lines.join('\n')
}

/** The addresses of an instance as rows of name and address. Never the database's password. */
export function addressRows({ addresses }: RunningInstance): [string, string][] {
  const rows: [string, string | undefined][] = [
    ['Console', addresses.console],
    ['Portal', addresses.databaseUrl && `${addresses.api}/dev/portal  (as an account holder, for trying out)`],
    ['API', `${addresses.api}/v1`],
    ['API reference', addresses.docs],
    ['Mails', addresses.inbox],
    ['Simulator', addresses.simulator],
    ['Temporal', addresses.temporalUi],
    ['Temporal server', addresses.temporalAddress],
    ['SMTP', addresses.inboxSmtp],
    ['Database', addresses.databaseUrl && withoutPassword(addresses.databaseUrl)],
  ]
  return rows.flatMap(([name, address]) => (address ? [[name, address] satisfies [string, string]] : []))
}

function demoLines({ staffLink, staffEmail, apiKey, accounts }: DemoWorld, { addresses }: RunningInstance): string[] {
  const rows: [string, string][] = [
    ['Staff sign-in', `${staffLink}  (sets the password of ${staffEmail}; works once)`],
    ['API key', `${apiKey}  (shown this once)`],
    ...accounts.flatMap(({ id, reference, name, type }): [string, string][] => [
      ['Account', `${id}  ${reference}  ${name}, ${type}`],
      ['  its portal', `${addresses.api}/dev/portal/${encodeURIComponent(reference)}`],
    ]),
  ]
  return ['The database was empty and has demo data now:', '', ...table(rows)]
}

function table(rows: [string, string][]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`)
}

function withoutPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl)
  url.password = ''
  return `${url.href}  (password: databaseUrl in run.json)`
}

function shown(home: string): string {
  const relative = path.relative(process.cwd(), home)
  return relative.startsWith('..') ? home : `${relative}${path.sep}`
}
