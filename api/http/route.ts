// One contract object per route: run-time validation, typed handler, OpenAPI 3.1 entry, client types.
import express, { type Request, type RequestHandler, type Response, type Router } from 'express'
import * as z from 'zod'
import type { Context } from '../../commands/command.ts'
import { Refusal, type RefusalCode } from '../../domain/refusals.ts'
import type { AnyCaller, Audience, CallerOf, Edge } from './callers.ts'
import { claimOf } from './idempotency.ts'
import { methodNotAllowed, onlyJson } from './problem.ts'

/** Answers by status; `null` is no content. */
type Responses = Record<number, z.ZodType | null>
type Parts = { params?: z.ZodType; query?: z.ZodType; body?: z.ZodType }

/** What one route takes, answers and refuses, and who may call it. `path` is the whole path, parameters in braces. */
export type Contract = {
  id: string
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  path: `/${string}`
  who: Audience
  summary: string
  description?: string
  tags?: readonly string[]
  request?: Parts
  /** The largest body, in bytes; `BODY_MOST` unless given. */
  bodyMost?: number
  responses: Responses
  /** Refusals of this route beyond those that every route of its kind has; documented, not enforced. */
  refusals?: readonly RefusalCode[]
}

type PartOf<C extends Contract, K extends keyof Parts> = C['request'] extends Parts ? C['request'][K] : undefined
type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined
type Reply<R extends Responses> = {
  [S in keyof R & number]: { status: S; headers?: Record<string, string> } & (R[S] extends z.ZodType
    ? { body: z.input<R[S]> }
    : object)
}[keyof R & number]

export type Handler<C extends Contract> = (input: {
  params: Parsed<PartOf<C, 'params'>>
  query: Parsed<PartOf<C, 'query'>>
  body: Parsed<PartOf<C, 'body'>>
  caller: CallerOf<C['who']>
  /** For commands; carries the idempotency key where the request has one. */
  context: Context
  req: Request
  res: Response
}) => Promise<Reply<C['responses']>> | Reply<C['responses']>

/** Declares a contract and keeps its literal types. */
export const route = <const C extends Contract>(contract: C): C => contract

/** The largest JSON body, in bytes. */
export const BODY_MOST = 64 * 1024

/**
 * `serve(router, contract, edge)(handler)`: curried, so that the handler's literals are checked against a contract
 * already inferred. Order: who calls, then the body is read, then its shape is checked, then the handler runs.
 */
export const serve =
  <C extends Contract>(router: Router, contract: C, edge: Edge) =>
  (handler: Handler<C>): void => {
    const takesBody = contract.method !== 'get' && contract.method !== 'delete'
    router[contract.method](
      expressPath(contract.path),
      authorise(contract, edge),
      ...(takesBody ? [onlyJson, express.json({ limit: contract.bodyMost ?? BODY_MOST, type: () => true })] : []),
      async (req, res) => {
        const caller = res.locals['caller'] as CallerOf<C['who']>
        const input = (await parseAdmitted(contract, req, takesBody, edge)) as Pick<
          Parameters<Handler<C>>[0],
          keyof Parts
        >
        const context = { ...edge.context, ...claimOf(contract, req, caller) }
        const reply = (await handler({ ...input, caller, context, req, res })) as {
          status: number
          body?: unknown
          headers?: Record<string, string>
        }
        const schema = contract.responses[reply.status]
        res.status(reply.status).set(reply.headers ?? {})
        if (schema) res.setHeader('content-type', 'application/json; charset=utf-8')
        res.end(schema ? JSON.stringify(schema.parse(reply.body)) : undefined) // strips what the contract does not name
      },
    )
  }

/** After all routes are served: other methods on their paths are refused with what is offered. */
export function refuseOtherMethods(router: Router, contracts: readonly Contract[]): void {
  for (const path of new Set(contracts.map((contract) => contract.path))) {
    const offered = contracts
      .filter((contract) => contract.path === path)
      .map((contract) => contract.method.toUpperCase())
    router.all(expressPath(path), methodNotAllowed(offered.includes('GET') ? [...offered, 'HEAD'] : offered))
  }
}

const expressPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

const authorise =
  ({ who, path }: Contract, edge: Edge): RequestHandler =>
  async (req, res, next) => {
    res.locals['route'] = path
    res.set('cache-control', 'no-store')
    res.locals['caller'] = await callerFor(who, edge, req)
    next()
  }

/** Who calls, or a `Refusal`. `use`: see `Edge.portalCaller`. */
export async function callerFor(who: Audience, edge: Edge, req: Request, use = true): Promise<AnyCaller> {
  if (who === 'anyone') return undefined
  if ('key' in who) return who.readBy === 'handler' ? edge.unreadKey(req, who.key) : edge.keyCaller(req, who.key)
  if ('staff' in who) return edge.staffCaller(req, who.staff)
  if (who.portal !== 'entering') return edge.portalCaller(req, who.portal, use)
  edge.requireOwnPage(req)
  return undefined
}

/** The parsed request. Where the handler reads the key, a fault is told only to who may call. */
async function parseAdmitted({ who, ...contract }: Contract, req: Request, takesBody: boolean, edge: Edge) {
  try {
    return parseRequest(contract, req, takesBody)
  } catch (fault) {
    if (who !== 'anyone' && 'key' in who && who.readBy === 'handler') await edge.keyCaller(req, who.key)
    throw fault
  }
}

type Fault = { pointer: string; detail: string }
const EMPTY = z.strictObject({})

/** The checked parts of a request. Refused: `not-found` for a path that names nothing, `invalid-request`. */
export function parseRequest(
  contract: Pick<Contract, 'request'>,
  req: Request,
  takesBody: boolean,
): Record<string, unknown> {
  const { params, query, body } = contract.request ?? {}
  const faults: Fault[] = []
  const parsed = {
    params: params && parsePart(params, req.params, '#params', faults),
    ...(faults.length === 0 && {
      query: parsePart(query ?? EMPTY, listed(query, req.query), '#query', faults),
      body: takesBody ? parsePart(body ?? EMPTY, req.body ?? {}, '#', faults) : undefined,
    }),
  }
  if (faults.some((fault) => fault.pointer.startsWith('#params'))) throw new Refusal('not-found')
  if (faults.length > 0) throw new Refusal('invalid-request', faultsInWords(faults), { errors: faults })
  return parsed
}

function parsePart(schema: z.ZodType, given: unknown, pointer: string, faults: Fault[]): unknown {
  const unstorable = unstorableText(given)
  if (unstorable)
    faults.push({ pointer: `${pointer}/${unstorable.join('/')}`, detail: 'contains a character that is not text' })
  const result = schema.safeParse(given)
  if (result.success) return result.data
  for (const issue of result.error.issues)
    faults.push({ pointer: [pointer, ...issue.path].join('/'), detail: issue.message })
  return undefined
}

/** A parameter that may be repeated arrives as one string when it comes once. */
function listed(schema: z.ZodType | undefined, query: Request['query']): Record<string, unknown> {
  if (!(schema instanceof z.ZodObject)) return query
  const entries = Object.entries(query).map(([name, value]) => {
    const part: unknown = schema.shape[name]
    const plain = part instanceof z.ZodOptional ? part.unwrap() : part
    return [name, plain instanceof z.ZodArray && typeof value === 'string' ? [value] : value]
  })
  return Object.fromEntries(entries)
}

const UNSTORABLE = /[\0\p{Cs}]/u

/** Where a text holds NUL or half a character, which the database can't keep. */
function unstorableText(value: unknown): (string | number)[] | undefined {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? [] : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, part] of Object.entries(value)) {
    const found = unstorableText(key) ?? unstorableText(part)
    if (found) return [key, ...found]
  }
  return undefined
}

const faultsInWords = (faults: readonly Fault[]): string =>
  faults.map((fault) => `${fault.pointer}: ${fault.detail}`).join('; ')
