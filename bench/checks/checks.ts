import { fork } from 'node:child_process'
import path from 'node:path'
import pg from 'pg'
import { outside } from '../../domain/ids.ts'
import { normalPlace } from '../../domain/destinations.ts'
import { projectRoot } from '../../processes/configuration.ts'
import { median, ms, type Row, type Section } from '../figures.ts'
import { alternating, paced } from '../pace.ts'
import { apiCaller, type Call, callerOf } from '../world/http.ts'
import { bareInstallation } from '../world/installation.ts'
import type { Services } from '../world/services.ts'

const ROUNDS = 5
const LEVELS = [
  { atOnce: 1, requests: 400 },
  { atOnce: 10, requests: 1_000 },
  { atOnce: 50, requests: 1_000 },
] as const
const GOAL = 2
const SIZE = { accounts: 2_000, subUsers: 100_000 } as const
const PLACE = { kind: 'wallet', network: 'bitcoin', address: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq' } as const

/** Asks about one order, one withdrawal, or a hundred of them; the ids are other ones each time. */
type Question = { what: string; action: string; checks: number; levels: typeof LEVELS | readonly [(typeof LEVELS)[0]] }
const QUESTIONS: readonly Question[] = [
  { what: 'an order', action: 'order.place', checks: 1, levels: LEVELS },
  { what: 'a withdrawal', action: 'withdraw', checks: 1, levels: LEVELS },
  { what: '100 withdrawals in one request', action: 'withdraw', checks: 100, levels: [LEVELS[0]] },
]

/** The access check over HTTP, against one SELECT by the primary key over the same server without key, body and checks. */
export async function checks(services: Services): Promise<Section> {
  const { url } = await services.database('checks')
  const subUsers = await fill(url)
  const bare = bareInstallation(url)
  const child = fork(path.join(projectRoot, 'dist', 'bench-select.js'), [url], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  try {
    const port = await new Promise<number>((ready) => child.once('message', ready))
    const call = await apiCaller(await services.program('api', url, 'world-5'), bare, 60, ['access:check'])
    const select = callerOf(`http://127.0.0.1:${port}`)
    const rows: Row[] = []
    for (const question of QUESTIONS) rows.push(...(await measured(question, subUsers, call, select)))
    const title = 'Access check: POST /v1/access-checks over HTTP, against one indexed SELECT over the same server'
    return { title, ours: 'check p50', reference: 'SELECT p50', rows }
  } finally {
    child.kill()
    await bare.db.close()
  }
}

async function measured(question: Question, subUsers: readonly string[], call: Call, select: Call): Promise<Row[]> {
  const rows: Row[] = []
  for (const { atOnce, requests } of question.levels) {
    const ids = Array.from({ length: requests }, (_, n) => subUsers[(n * 7_919) % subUsers.length] ?? '')
    const ours = () => paced(ids, atOnce, (id) => ask(question, id, call))
    const reference = () => paced(ids, atOnce, (id) => expect200(select('GET', `/sub-users/${id}`)))
    const rounds: { ours: number[]; reference: number[] }[] = []
    for (let round = 0; round <= ROUNDS; round++) rounds.push(await alternating(round, ours, reference))
    rows.push(rowOf(`${question.what}, ${atOnce} at once`, question.checks, rounds.slice(1))) // the first one warms up
  }
  return rows
}

async function ask({ action, checks: count }: Question, id: string, call: Call): Promise<void> {
  const check = { subUser: outside('subUser', id), action, ...(action === 'withdraw' && { destination: PLACE }) }
  const { status, body } = await call('POST', '/v1/access-checks', {
    checks: Array.from({ length: count }, () => check),
  })
  const [answer] = body['answers'] as { allowed: boolean }[]
  if (status !== 200 || !answer?.allowed) throw new Error(`a check was answered with ${status}`)
}

async function expect200(answering: Promise<{ status: number }>): Promise<void> {
  const { status } = await answering
  if (status !== 200) throw new Error(`a SELECT was answered with ${status}`)
}

function rowOf(what: string, count: number, rounds: readonly { ours: number[]; reference: number[] }[]): Row {
  const each = rounds.map((round) => median(round.ours) / median(round.reference))
  const ratio = median(each)
  return {
    what,
    ours: ms(median(rounds.map((round) => median(round.ours)))),
    reference: ms(median(rounds.map((round) => median(round.reference)))),
    ratio,
    goal: count === 1 ? `≤ ${GOAL.toFixed(1)}` : '',
    pass: count > 1 || ratio <= GOAL,
  }
}

/** Active Traders with withdrawals over many accounts, each account with a wallet that is its holder's own. */
export async function fill(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const key = normalPlace(PLACE)?.key
    for (const statement of STATEMENTS) await client.query(statement)
    await client.query(`INSERT INTO destination (id, account_id, kind, network, address, key, created_at, registered_at, withdrawals)
      SELECT gen_random_uuid(), a.id, '${PLACE.kind}', '${PLACE.network}', '${PLACE.address}', '${key}', now(), now(), 3 FROM account a`)
    await client.query('ANALYZE')
    const { rows } = await client.query<{ id: string }>('SELECT id FROM sub_user')
    return rows.map(({ id }) => id)
  } finally {
    await client.end()
  }
}

const STATEMENTS = [
  `INSERT INTO person (id, kind, address, address_key, created_at)
    SELECT gen_random_uuid(), 'holder', 'h' || n, 'h' || n, now() FROM generate_series(1, ${SIZE.accounts}) AS n`,
  `INSERT INTO account (id, reference, type, policy, name, holder_id, verification_profile, created_at)
    SELECT gen_random_uuid(), 'NX-' || row_number() OVER (), 'company', 'exchange', 'A company', id, 'standard', now() FROM person`,
  `INSERT INTO person (id, kind, address, address_key, created_at)
    SELECT gen_random_uuid(), 'invitee', 'p' || n, 'p' || n, now() FROM generate_series(1, ${SIZE.subUsers}) AS n`,
  `INSERT INTO sub_user (id, account_id, person_id, role, exempt, status, turn, language, invited_by_kind, open_for_ms, created_at,
      changed_at, last_event, attempts_allowed, process_revision, process_done_at)
    SELECT gen_random_uuid(), a.id, p.id, 'trader_withdrawals', false, 'active', 'nobody', 'en', 'caller', 1, now(), now(), '', 3, 1, now()
    FROM (SELECT id, row_number() OVER () AS n FROM person WHERE kind = 'invitee') p
    JOIN (SELECT id, row_number() OVER () AS n FROM account) a ON a.n = 1 + p.n % ${SIZE.accounts}`,
]
