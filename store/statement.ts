import pg from 'pg'
import { Prisma } from '../generated/prisma/client.ts'

/** So many statements are kept prepared on each connection; those beyond are planned each time. */
const PREPARED_MOST = 300
/** Lists and searches: their best plan depends on what is asked for. */
const PLANNED_EACH_TIME = /\b(ORDER BY|I?LIKE)\b/
const prepared = new Map<string, string>()

/** The name under which PostgreSQL keeps a statement, so that it parses and plans it once on a connection; empty: it does not. */
export function preparedName(text: string): string {
  const known = prepared.get(text)
  if (known !== undefined || prepared.size >= PREPARED_MOST || PLANNED_EACH_TIME.test(text)) return known ?? ''
  const name = `usher_${prepared.size}`
  prepared.set(text, name)
  return name
}

const { builtins, getTypeParser } = pg.types
/** Columns that pg alone would read otherwise than Prisma does. */
const READ_AS_PRISMA: Partial<Record<number, (text: string) => unknown>> = {
  [builtins.INT8]: BigInt,
  [builtins.NUMERIC]: (text) => new Prisma.Decimal(text),
  [builtins.DATE]: (text) => new Date(`${text}T00:00:00Z`),
}
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => READ_AS_PRISMA[oid] ?? getTypeParser(oid, format),
}

/** pg writes times in the zone of this process; a date would become the day there. */
const inUtc = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value)

/** Sends one statement past Prisma, which would take as long again; rows are read as Prisma reads them. */
export function send<R extends object>(
  to: pg.Pool | pg.PoolClient,
  { text, values }: Prisma.Sql,
  prepares: boolean,
): Promise<pg.QueryResult<R>> {
  const name = prepares ? preparedName(text) : ''
  return to.query<R>({ text, values: values.map(inUtc), types: TYPES, ...(name && { name }) })
}
