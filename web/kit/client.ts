// A client typed from the contracts themselves: type-only imports, so no zod and no generated file in the browser.
import createClient, { type Client } from 'openapi-fetch'
import type * as z from 'zod'
import type { Problem } from '../../api/http/problem.ts'
import type { Contract } from '../../api/http/route.ts'

type Part<C extends Contract, K extends 'params' | 'query' | 'body'> = NonNullable<C['request']>[K]
type Json<S> = S extends z.ZodType ? { content: { 'application/json': z.output<S> } } : { content?: never }
type Parameters<C extends Contract> = {
  path: Part<C, 'params'> extends z.ZodType ? z.input<Part<C, 'params'>> : undefined
  query: Part<C, 'query'> extends z.ZodType ? z.input<Part<C, 'query'>> : undefined
}
type Given<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] }
type Body<C extends Contract> =
  Part<C, 'body'> extends z.ZodType
    ? { requestBody: { content: { 'application/json': z.input<Part<C, 'body'>> } } }
    : { requestBody?: never }
type Operation<C extends Contract> = { parameters: Given<Parameters<C>> } & Body<C> & {
    responses: { [S in keyof C['responses']]: Json<C['responses'][S]> } & {
      default: { content: { 'application/problem+json': Problem } }
    }
  }

/** The contracts in the shape that openapi-fetch reads. */
export type PathsOf<L extends readonly Contract[]> = {
  [P in L[number]['path']]: {
    [M in Extract<L[number], { path: P }>['method']]: Operation<Extract<L[number], { path: P; method: M }>>
  }
}

/** What the contract with this id answers when it is done. */
export type AnswerOf<L extends readonly Contract[], Id extends string> =
  Extract<L[number], { id: Id }> extends infer C extends Contract
    ? C['responses'][200] extends z.ZodType
      ? z.output<C['responses'][200]>
      : never
    : never

/** A refused or failed request, with the problem's stable code. */
export class ApiProblem extends Error {
  readonly code: string
  readonly status: number
  readonly facts: Readonly<Record<string, unknown>>
  constructor(status: number, problem: Partial<Problem> | undefined) {
    super(problem?.detail ?? problem?.title ?? '')
    this.name = 'ApiProblem'
    this.status = status
    this.code = problem?.code ?? (status === 0 ? 'offline' : 'internal')
    this.facts = problem?.facts ?? {}
  }
}

/** A client for one list of contracts. */
export const clientOf = <L extends readonly Contract[]>(): Client<PathsOf<L>> =>
  createClient<PathsOf<L>>({ baseUrl: '' })

/** The answer's body; throws `ApiProblem` for a refusal, and with status 0 when nobody answered. */
export async function bodyOf<T>(answering: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await answering.catch(() => {
    throw new ApiProblem(0, undefined)
  })
  if (!response.ok)
    throw new ApiProblem(response.status, typeof error === 'object' && error !== null ? error : undefined)
  return data as T
}
