import { Prisma } from '../../store/database.ts'

/** Prisma's codes for a database that can't be reached, closed the connection, or gave none in time. */
const PRISMA_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'])
/** Kinds by which Prisma's driver adapter tells the same. */
const ADAPTER_KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])
/** Codes of sockets, and of PostgreSQL when it starts, stops or is full. */
const PG_CODES = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|57P0[1-5]|08\w{3}|53300)$/
const PG_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** Whether an error says that the database can't be reached now; then nothing was changed and trying again helps. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof Prisma.PrismaClientInitializationError) return true
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  if (typeof code === 'string' && (PRISMA_CODES.has(code) || PG_CODES.test(code))) return true
  if (PG_WORDS.test(error.message) || ADAPTER_KINDS.has(kindOf(cause))) return true
  return isUnavailable(cause) || isUnavailable(adapterErrorOf(error))
}

const kindOf = (cause: unknown): string =>
  typeof cause === 'object' && cause !== null && 'kind' in cause ? String(cause.kind) : ''

const adapterErrorOf = (error: Error): unknown =>
  error instanceof Prisma.PrismaClientKnownRequestError ? error.meta?.['driverAdapterError'] : undefined
