import { Client, Connection } from '@temporalio/client'
import { uuidv7 } from 'uuidv7'
import { inside } from '../domain/ids.ts'
import { ONBOARDING_QUEUE, workflowIdOf } from '../domain/process.ts'
import { invite } from '../commands/invite.ts'
import { median, ms, quantile, type Row, type Section } from './figures.ts'
import { alternating, paced, until } from './pace.ts'
import { accounts, type Bare, bareInstallation, CALLER } from './world/installation.ts'
import { apiCaller, type Call } from './world/http.ts'
import type { Services } from './world/services.ts'

const ROUNDS = 5
const LEVELS = [
  { atOnce: 1, requests: 25, goal: 1 },
  { atOnce: 10, requests: 80, goal: 0.4 },
  { atOnce: 50, requests: 200, goal: 0.4 },
] as const
const NAMESPACE = 'world-1'
/** Invites whose way into Temporal's list is watched. */
const WATCHED = 40

type Side = { services: Services; bare: Bare; call: Call; client: Client; accountIds: readonly string[] }

/**
 * An invite over HTTP against a bare start of the same workflow, on the same queue, worked on by the same worker: the
 * reference's rows are there before, so that its workflows do the same work.
 */
export async function invites(services: Services): Promise<Section> {
  const { url } = await services.database('invites')
  const bare = bareInstallation(url)
  const connection = await Connection.connect({ address: services.temporalAddress })
  try {
    const address = await services.program('api', url, NAMESPACE)
    await services.program('worker', url, NAMESPACE)
    const call = await apiCaller(address, bare, 25)
    const client = new Client({ connection, namespace: NAMESPACE })
    const side: Side = { services, bare, call, client, accountIds: await accounts(bare, 20, 'company') }
    await warmUp(side)
    const rows = await ratios(side)
    rows.push(await visibility(side), await oneSeat(side))
    return {
      title: 'Invite: POST /v1/sub-users over HTTP, against a bare start of the same workflow',
      ours: 'invite p50',
      reference: 'start p50',
      rows,
    }
  } finally {
    await connection.close()
    await bare.db.close()
  }
}

/** Until the programs run as they do in a process that is not just new. */
async function warmUp(side: Side): Promise<void> {
  await ours(side, 10, 300)
  await reference(side, 10, 300)
}

async function ratios(side: Side): Promise<Row[]> {
  const rounds: { ours: number[]; reference: number[] }[][] = LEVELS.map(() => [])
  for (let round = 0; round < ROUNDS; round++)
    for (const [at, { atOnce, requests }] of LEVELS.entries())
      rounds[at]?.push(
        await alternating(
          round,
          () => ours(side, atOnce, requests),
          () => reference(side, atOnce, requests),
        ),
      )
  return LEVELS.map(({ atOnce, goal }, at) => {
    const all = rounds[at] ?? []
    const ratio = median(all.map((round) => median(round.ours) / median(round.reference)))
    return {
      what: `${atOnce} at once`,
      ours: ms(median(all.map((round) => median(round.ours)))),
      reference: ms(median(all.map((round) => median(round.reference)))),
      ratio,
      goal: `≤ ${goal.toFixed(1)}`,
      pass: ratio <= goal,
    }
  })
}

const someone = (): string => `tomasz.${uuidv7()}@kestrel.example`
const accountFor = ({ accountIds }: Side, n: number): string => accountIds[n % accountIds.length] ?? ''

async function ours(side: Side, atOnce: number, requests: number): Promise<number[]> {
  const bodies = Array.from({ length: requests }, (_, n) => ({
    account: `NX-${accountFor(side, n)}`,
    email: someone(),
    role: 'viewer',
  }))
  const byId = await referencesOf(side)
  const times = await paced(bodies, atOnce, async (body) => {
    const { status } = await side.call('POST', '/v1/sub-users', { ...body, account: byId.get(body.account.slice(3)) })
    if (status !== 201) throw new Error(`an invite was answered with ${status}`)
  })
  await idle(side)
  return times
}

/** The platform's references of the accounts, by id: what callers know accounts by. */
async function referencesOf({ bare }: Side): Promise<Map<string, string>> {
  const rows = await bare.db.prisma.account.findMany({ select: { id: true, reference: true } })
  return new Map(rows.map((account) => [account.id, account.reference]))
}

/** The rows are made beforehand, and nothing but the start tells Temporal. */
async function reference(side: Side, atOnce: number, requests: number): Promise<number[]> {
  const { bare, client } = side
  const ids: string[] = []
  for (let n = 0; n < requests; n++) {
    const input = { accountId: accountFor(side, n), email: someone(), role: 'viewer' }
    const { subUserId } = await invite(bare.context, CALLER, input)
    await bare.db.prisma.outbox.deleteMany({ where: { subject: subUserId } })
    ids.push(subUserId)
  }
  const times = await paced(ids, atOnce, (subUserId) =>
    client.workflow.start('onboarding', {
      workflowId: workflowIdOf(subUserId),
      taskQueue: ONBOARDING_QUEUE,
      args: [{ subUserId }],
    }),
  )
  await idle(side)
  return times
}

/** Waits until the worker has sent what was planned, so that no round works on the other's remains. */
const idle = ({ bare }: Side): Promise<unknown> =>
  until(async () => {
    const [row] = await bare.db.prisma.$queryRaw<{ left: number }[]>`SELECT
      ((SELECT count(*) FROM mail WHERE settled_at IS NULL) + (SELECT count(*) FROM outbox))::int AS left`
    return row?.left === 0 || undefined
  }, 50)

/** From the 201 until Temporal's list (what its pages show) has the workflow. */
async function visibility(side: Side): Promise<Row> {
  const times: number[] = []
  await paced([...Array(WATCHED).keys()], 4, async (n) => {
    const { body } = await side.call('POST', '/v1/sub-users', {
      account: (await referencesOf(side)).get(accountFor(side, n)),
      email: someone(),
      role: 'viewer',
    })
    const since = performance.now()
    const query = `WorkflowId = "${workflowIdOf(inside('subUser', String(body['id'])) ?? '')}"`
    const { workflowService } = side.client
    await until(async () => {
      const { executions } = await workflowService.listWorkflowExecutions({ namespace: NAMESPACE, query })
      return executions && executions.length > 0 ? true : undefined
    }, 10)
    times.push(performance.now() - since)
  })
  await idle(side)
  const p95 = quantile(times, 0.95)
  return { what: 'listed by Temporal after the 201, p95', ours: ms(p95), goal: '≤ 1 s', pass: p95 <= 1_000 }
}

/** 100 people are invited at once for the one Trader's seat of a personal account. */
async function oneSeat(side: Side): Promise<Row> {
  const [accountId = ''] = await accounts(side.bare, 1, 'personal')
  const account = (await referencesOf(side)).get(accountId)
  const statuses: number[] = []
  const since = performance.now()
  const invited = Array.from({ length: 100 }, someone)
  await paced(invited, 100, async (email) => {
    statuses.push((await side.call('POST', '/v1/sub-users', { account, email, role: 'trader' })).status)
  })
  const took = performance.now() - since
  const won = statuses.filter((status) => status === 201).length
  const refused = statuses.filter((status) => status === 409).length
  return {
    what: '100 at once for one seat, all answered in',
    ours: ms(took),
    reference: `${won} won, ${refused} refused`,
    goal: '1 wins',
    pass: won === 1 && refused === 99,
  }
}
