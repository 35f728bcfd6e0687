import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { historyToJSON } from '@temporalio/common/lib/proto-utils'
import { Worker } from '@temporalio/worker'
import { DeterminismViolationError } from '@temporalio/workflow'
import { describe, expect, it, vi } from 'vitest'
import { decline } from '../../commands/decline.ts'
import { decideReview, takeReview } from '../../commands/review.ts'
import { type ProcessKind, workflowIdOf } from '../../domain/process.ts'
import { approveWithdrawal } from '../../commands/withdrawal-decisions.ts'
import { recover } from '../../relay/recover.ts'
import { aMember } from '../support/actors.ts'
import { aRunningWorld, WITHIN, WORKFLOW_BUNDLE } from '../support/engine.ts'
import { theHolder } from '../support/portal.ts'
import { type Asked, aWithdrawal, shown } from '../support/withdrawals.ts'
import {
  aCompanyAccount,
  acceptsWithCode,
  anAccepted,
  anInvite,
  isApproved,
  isAskedForSelfie,
  linkOf,
  seen,
  sendsDocuments,
  signsUp,
} from '../support/onboardings.ts'
import { DAY, passes } from '../support/world.ts'

/** Histories of runs that really were; `USHER_RECORD_HISTORIES=1 npm test -- histories` records them anew. */
const FOLDER = fileURLToPath(new URL('../histories', import.meta.url))
const RECORD = process.env['USHER_RECORD_HISTORIES'] === '1'

const world = await aRunningWorld()
const { context, inbox } = world
const bundle = readFileSync(WORKFLOW_BUNDLE, 'utf8')
const replay = (code: string, history: unknown) =>
  Worker.runReplayHistory({ workflowBundle: { code } }, history, 'onboarding-1')

/** Workers sign with their process and machine. */
const nameless = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/^\d+@.*$/, 'worker') : value

async function keep(name: string, subject: string, process?: ProcessKind): Promise<void> {
  const json = historyToJSON(await world.client.workflow.getHandle(workflowIdOf(subject, process)).fetchHistory())
  await replay(bundle, JSON.parse(json))
  if (RECORD) writeFileSync(path.join(FOLDER, `${name}.json`), `${JSON.stringify(JSON.parse(json), nameless, 1)}\n`)
}

/** Every text in a history: field values, and payloads as text. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('utf8')]
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn)
  return []
}

describe('[R65] no history holds a name, an address, a message, a reason or a document', () => {
  it('scanned with planted values over a whole onboarding that was asked again, then rejected', async () => {
    const planted = [
      'plantedperson',
      'plantedholder',
      'Plantedmessage',
      'Plantedreason',
      'Tomasz',
      'Wilk',
      'Lindgard',
      '1988-03-09',
    ]
    const accountId = await aCompanyAccount(world, { email: 'plantedholder@kestrel.example' })
    const invite = { accountId, email: 'plantedperson@kestrel.example', message: 'Plantedmessage for you' }
    const one = await anAccepted(world, invite)
    await signsUp(world, one)
    await world.reaches(one.subUserId, 'verifying')
    await sendsDocuments(world, one)
    await isAskedForSelfie(world, one, 'Plantedreason')
    await inbox.mailTo(one.email, /new photo/)
    await sendsDocuments(world, one, ['selfie'])
    const reviewer = aMember('reviewer')
    await takeReview(context, reviewer, one)
    await decideReview(context, reviewer, { ...one, decision: 'reject', asked: [], reason: 'Plantedreason' })
    await world.isDone(one.subUserId)
    const { events } = await world.history(one.subUserId)
    const described = await world.client.workflow.getHandle(workflowIdOf(one.subUserId)).describe()
    const text = textsIn([events, described.raw]).join('\n')
    expect(text).toContain(one.subUserId)
    for (const secret of [...planted, 'kestrel', 'NX-'])
      expect([secret, text.includes(secret)]).toEqual([secret, false])
  })

  it('when the mail server fails and speaks of the address, too', async () => {
    inbox.isDown(true)
    const one = await anInvite(world, { email: 'plantedperson2@kestrel.example', role: 'viewer' })
    await decline(context, await linkOf(world, one.subUserId), 'Plantedreason')
    inbox.isDown(false)
    await inbox.mailTo((await seen(world, one.subUserId)).account.holder.address, /declined$/)
    await world.isDone(one.subUserId)
    const text = textsIn((await world.history(one.subUserId)).events).join('\n')
    for (const secret of ['planted', 'Planted', 'kestrel', '4.3.2']) expect(text).not.toContain(secret)
  })
})

describe('what runs today replays', () => {
  it('a Viewer', async () => {
    const one = await anAccepted(world, { role: 'viewer' })
    await signsUp(world, one)
    await world.isDone(one.subUserId)
    await keep('viewer', one.subUserId)
  })

  it('a Trader, asked again once', async () => {
    const one = await anInvite(world)
    await inbox.mailTo(one.email, /invites you/)
    await acceptsWithCode(world, one)
    await signsUp(world, one)
    await world.reaches(one.subUserId, 'verifying')
    await sendsDocuments(world, one)
    await isAskedForSelfie(world, one)
    await inbox.mailTo(one.email, /new photo/)
    await sendsDocuments(world, one, ['selfie'])
    await isApproved(world, one)
    await world.isDone(one.subUserId)
    await keep('trader-asked-again', one.subUserId)
  })

  it('an invitation that was reminded and expired', async () => {
    const one = await anInvite(world)
    await inbox.mailTo(one.email, /invites you/)
    await world.timePasses(one, 3 * DAY)
    await inbox.mailTo(one.email, /^Still open/)
    await world.timePasses(one, 4 * DAY)
    await world.isDone(one.subUserId)
    await keep('reminded-expired', one.subUserId)
  })
})

describe('what runs today replays, of withdrawals', () => {
  const isDone = ({ withdrawalId }: Asked): Promise<void> =>
    vi.waitFor(async () => expect((await shown(world, withdrawalId)).processDoneAt).not.toBeNull(), WITHIN)

  it('one that was approved', async () => {
    const one = await aWithdrawal(world)
    await inbox.mailTo((await shown(world, one.withdrawalId)).account.holder.address, /asks to withdraw/)
    await approveWithdrawal(context, await theHolder(world, one.accountId, new Date()), one)
    await isDone(one)
    await keep('withdrawal-approved', one.withdrawalId, 'withdrawal')
  })

  it('one that expired', async () => {
    const one = await aWithdrawal(world)
    await inbox.mailTo((await shown(world, one.withdrawalId)).account.holder.address, /asks to withdraw/)
    await passes(world, one.accountId, DAY)
    await recover(world.db, world.temporal)
    await isDone(one)
    await keep('withdrawal-expired', one.withdrawalId, 'withdrawal')
  })
})

describe('histories of this process revision', () => {
  const recorded = readdirSync(FOLDER).filter((name) => name.endsWith('.json'))
  const read = (name: string): { events: unknown[] } =>
    JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')) as { events: unknown[] }

  it('are there, and whole', () => {
    expect(recorded.length).toBeGreaterThanOrEqual(3)
    for (const name of recorded) {
      expect(read(name).events.length).toBeGreaterThan(8)
      expect(JSON.stringify(read(name).events.at(-1))).toContain('WORKFLOW_EXECUTION_COMPLETED')
    }
  })

  it.each(recorded)('%s replays: else PROCESS_REVISION has to rise', async (name) => {
    await expect(replay(bundle, read(name))).resolves.toBeUndefined()
  })

  it.each(recorded)('%s does not replay on a workflow that reads once more (negative control)', async (name) => {
    const { first, more } = name.startsWith('withdrawal')
      ? { first: /let seen = await read\(\);?/, more: 'await local.settleWithdrawal(withdrawalId);' }
      : { first: /let now = await [^;\n]+;?/, more: 'await local.activate(subUserId);' }
    expect(bundle).toMatch(first)
    const changed = bundle.replace(first, (found) => `${more} ${found}`)
    await expect(replay(changed, read(name))).rejects.toThrow(DeterminismViolationError)
  })
})
