// What Usher costs, side by side with references in the same run. README.md says how to read the table.
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker'
import { checks } from './checks/checks.ts'
import { table, type Section } from './figures.ts'
import { invites } from './invites.ts'
import { lists } from './lists/lists.ts'
import { onboardings } from './onboardings/onboardings.ts'
import { verification } from './verification.ts'
import { type Services, startServices } from './world/services.ts'

const PARTS: Readonly<Record<string, (services: Services) => Promise<Section>>> = {
  invites,
  onboardings,
  lists,
  checks,
  verification,
}

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
})
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in PARTS))
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.`)
  process.exit(2)
}
process.once('SIGINT', () => process.exit(130)) // the servers are killed on exit
process.once('SIGTERM', () => process.exit(143))

const since = performance.now()
const services = await startServices()
const sections: Section[] = []
try {
  for (const [name, part] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    console.error(`${name} …`)
    const section = await part(services)
    sections.push(section)
    console.error(table([section])) // stands there even when a later part fails
  }
} finally {
  await services.stop()
}
console.log(`\n${table(sections)}`)
const missed = sections.flatMap(({ rows }) => rows).filter(({ pass }) => !pass).length
const verdict = missed === 0 ? 'Every goal is met' : `${missed} missed`
console.log(`${verdict}. ${Math.round((performance.now() - since) / 1_000)} s, Node ${process.versions.node}.`)
process.exit(missed === 0 ? 0 : 1)
