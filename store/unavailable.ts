import { Prisma } from './database.ts'

/** Prisma's codes for a database that can't be reached, closed the connection, or gave none in time. */
const PRISMA_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'])
/** Kinds by which Prisma's driver adapter tells the same. */
const ADAPTER_KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])
/** Codes of sockets, and of PostgreSQL when it starts, stops or is full. */
const PG_CODES = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|57P0[1-5]|08\w{3}|53300)$/
const PG_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** Whether an error says that the database can't be reached now; then trying again helps. */
export function isUnavailable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  if (error instanceof Prisma.PrismaClientInitializationError) return true
  const { code, kind, message, cause, meta } = error as { [part: string]: unknown }
  if (typeof code === 'string' && (PRISMA_CODES.has(code) || PG_CODES.test(code))) return true
  if (typeof kind === 'string' && ADAPTER_KINDS.has(kind)) return true
  if (typeof message === 'string' && PG_WORDS.test(message)) return true
  return (
    isUnavailable(cause) || isUnavailable((meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError)
  )
}
