import pg from 'pg'
import { outside } from '../../domain/ids.ts'
import { type Status } from '../../domain/status.ts'
import { type Database } from '../../store/database.ts'
import { listSubUsers, type SubUserCursor, type SubUserFilter } from '../../store/sub-user-list.ts'
import { median, ms, quantile, type Row, type Section } from '../figures.ts'
import { type Call, apiCaller } from '../world/http.ts'
import { bareInstallation } from '../world/installation.ts'
import type { Services } from '../world/services.ts'
import { fill, SIZE } from './million.ts'
import { type Statement, watched } from './watched.ts'

const PAGE = 50
const ROUNDS = 3
const TIMES = 40
const GOAL = 2

/** One page as the three ways to read it know it. */
type Case = { what: string; filter: SubUserFilter; query: string; after?: SubUserCursor; cursor?: string }
type Times = { pg: number[]; store: number[]; http: number[] }

/** Pages of 50 at a million sub-users: over HTTP and by the store's function, against their own SQL through pg. */
export async function lists(services: Services): Promise<Section> {
  const { url, asSuperuser } = await services.database('million')
  await fill(asSuperuser)
  const bare = bareInstallation(url)
  const plain = new pg.Pool({ connectionString: url, max: 2 })
  try {
    const call = await apiCaller(await services.program('api', url, 'world-4'), bare, 10)
    const rows: Row[] = []
    for (const one of await cases(bare.db, call)) rows.push(...(await measure(one, bare.db, plain, call)))
    const title = `Lists: a page of ${PAGE} of ${SIZE.subUsers.toLocaleString('en')} sub-users, p95, against the same SQL through pg`
    return { title, ours: 'Usher p95', reference: 'SQL p95', rows }
  } finally {
    await plain.end()
    await bare.db.close()
  }
}

async function cases(db: Database, call: Call): Promise<Case[]> {
  const [account] = await db.prisma.$queryRaw<{ id: string; reference: string }[]>`SELECT id, reference FROM account
    ORDER BY reference OFFSET 700 LIMIT 1`
  const [person] = await db.prisma.$queryRaw<{ word: string }[]>`SELECT substr(address_key, 8, 6) AS word FROM person
    WHERE kind = 'invitee' ORDER BY id LIMIT 1`
  const statuses: Status[] = ['verifying']
  const filters = [
    { what: 'unfiltered', filter: {}, query: '' },
    { what: 'by status', filter: { statuses }, query: '&status=verifying' },
    {
      what: 'by account',
      filter: { accounts: [account?.id ?? ''] },
      query: `&account=${outside('account', account?.id ?? '')}`,
    },
    { what: 'by search, few match', filter: { search: person?.word }, query: `&search=${person?.word}` },
    { what: 'by search, most match', filter: { search: 'tomasz' }, query: '&search=tomasz' },
  ]
  const all: Case[] = []
  for (const one of filters) {
    all.push({ ...one, what: `${one.what}, first page` })
    const deep = await deepPage(db, call, one)
    if (deep) all.push({ ...one, ...deep, what: `${one.what}, deep page` })
  }
  return all
}

/** A place far back: about half of all rows lie before it. Lists that end sooner have none. */
async function deepPage(db: Database, call: Call, { filter, query }: Omit<Case, 'what'>) {
  const after: SubUserCursor = {
    ended: false,
    at: new Date(Date.now() - 365 * 86_400_000),
    id: 'ffffffff-ffff-7fff-bfff-ffffffffffff',
  }
  const { rows } = await listSubUsers(db, filter, 'newest', PAGE, after)
  if (rows.length < 5) return undefined
  const cursor = Buffer.from(JSON.stringify({ ...after, at: after.at?.toISOString() })).toString('base64url')
  const { status } = await call('GET', `/v1/sub-users?limit=${PAGE}${query}&cursor=${cursor}`)
  if (status !== 200) throw new Error(`a deep page was answered with ${status}`)
  return { after, cursor }
}

/** The three take turns within each repetition, so that noise falls on all of them alike. */
async function measure(one: Case, db: Database, plain: pg.Pool, call: Call): Promise<Row[]> {
  const store = (database: Database) => listSubUsers(database, one.filter, 'newest', PAGE, one.after)
  const statements = await watched(db, async (database) => void (await store(database)))
  const path = `/v1/sub-users?limit=${PAGE}${one.query}${one.cursor ? `&cursor=${one.cursor}` : ''}`
  const ways = {
    pg: () => replay(plain, statements),
    store: () => store(db),
    http: async () => {
      const { status } = await call('GET', path)
      if (status !== 200) throw new Error(`${path} was answered with ${status}`)
    },
  }
  const rounds: Times[] = []
  for (let round = 0; round <= ROUNDS; round++) rounds.push(await aRound(ways))
  const timed = rounds.slice(1) // the first one warms up
  const row = (way: 'store' | 'http', what: string): Row => {
    const p95 = (of: keyof Times) => timed.map((times) => quantile(times[of], 0.95))
    const ratio = median(p95(way).map((value, n) => value / (p95('pg')[n] ?? Number.NaN)))
    const pass = ratio <= GOAL
    return {
      what,
      ours: ms(median(p95(way))),
      reference: ms(median(p95('pg'))),
      ratio,
      goal: `≤ ${GOAL.toFixed(1)}`,
      pass,
    }
  }
  return [row('http', `${one.what}, over HTTP`), row('store', `${one.what}, store`)]
}

async function aRound(ways: { [W in keyof Times]: () => Promise<unknown> }): Promise<Times> {
  const times: Times = { pg: [], store: [], http: [] }
  for (let n = 0; n < TIMES; n++)
    for (const way of ['pg', 'store', 'http'] as const) {
      const since = performance.now()
      await ways[way]()
      times[way].push(performance.now() - since)
    }
  return times
}

async function replay(plain: pg.Pool, statements: readonly Statement[]): Promise<void> {
  for (const { text, values } of statements) await plain.query(text, [...values])
}
