// The OpenAPI 3.1 document, from the same schemas that check the requests (R51). JSON Schema 2020-12 is what 3.1 uses.
import * as z from 'zod'
import { Refusal, REFUSALS, type RefusalCode } from '../../domain/refusals.ts'
import type { Audience, KeyAudience } from './callers.ts'
import { problemOf, problemSchema } from './problem.ts'
import type { Contract } from './route.ts'

type Json = { [key: string]: unknown }

export type ApiInfo = {
  title: string
  version: string
  publicUrl: string
  description: string
  tags: readonly { name: string; description: string }[]
}

/** The document of these routes. Schemas with an id become components. */
export function openApi(info: ApiInfo, contracts: readonly Contract[]) {
  const components: Json = {}
  const paths: Record<string, Json> = {}
  for (const contract of contracts) {
    const operations = (paths[contract.path] ??= {})
    operations[contract.method] = operation(contract, info.publicUrl, components)
  }
  return {
    openapi: '3.1.1',
    info: {
      title: info.title,
      version: info.version,
      description: info.description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: info.publicUrl }],
    tags: info.tags,
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key, `usk_…`, with the scope that the route needs.',
        },
      },
    },
  }
}

function operation(contract: Contract, publicUrl: string, components: Json): Json {
  const { id, summary, description, tags, request, who, method } = contract
  const parameters = [
    ...parametersOf('path', request?.params, components),
    ...parametersOf('query', request?.query, components),
    ...(method === 'post' && isForKeys(who) && who.readBy !== 'handler' ? [IDEMPOTENCY_KEY] : []),
  ]
  const scope = who !== 'anyone' && 'key' in who ? who.key : undefined
  return {
    operationId: id,
    summary,
    description: [description, scope && `Needs the scope \`${scope}\`.`].filter(Boolean).join('\n\n'),
    tags,
    ...(scope && { security: [{ key: [] }], 'x-scope': scope }),
    ...(parameters.length > 0 && { parameters }),
    ...(request?.body && { requestBody: { required: true, ...content(request.body, 'input', components) } }),
    responses: { ...answers(contract, components), ...problemAnswers(contract, publicUrl, components) },
  }
}

const isForKeys = (who: Audience): who is KeyAudience => who !== 'anyone' && 'key' in who

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key with the same request gives the same answer, for 24 hours, and acts once.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
} as const

function parametersOf(where: 'path' | 'query', schema: z.ZodType | undefined, components: Json): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = jsonSchema(schema, 'input', components) as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...part }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    schema: part,
  }))
}

function answers({ responses }: Contract, components: Json): Json {
  return Object.fromEntries(
    Object.entries(responses).map(([status, schema]) => [
      status,
      {
        description: (status === '201' && schema?.description) || 'Done.',
        ...(schema && content(schema, 'output', components)),
      },
    ]),
  )
}

/** Every refusal that a route of this kind can give, by status, with an example for each code. */
function problemAnswers(contract: Contract, publicUrl: string, components: Json): Json {
  const all = refusalsOf(contract)
  const schema = jsonSchema(problemSchema, 'output', components)
  const statuses = new Set(all.map((code) => REFUSALS[code].status))
  return Object.fromEntries(
    [...statuses].map((status) => {
      const codes = all.filter((code) => REFUSALS[code].status === status)
      const description = codes.map((code) => `\`${code}\`: ${REFUSALS[code].title}.`).join(' ')
      const examples = Object.fromEntries(
        codes.map((code) => [code, { value: problemOf(new Refusal(code), publicUrl, EXAMPLE_INSTANCE) }]),
      )
      return [String(status), { description, content: { 'application/problem+json': { schema, examples } } }]
    }),
  )
}

const EXAMPLE_INSTANCE = 'urn:uuid:6c1f7d0e-5a3f-4b0c-9e53-0c2e1f6a8b11'

function refusalsOf({ who, method, request, refusals = [] }: Contract): RefusalCode[] {
  const byKey = who !== 'anyone' && 'key' in who
  return [
    ...new Set<RefusalCode>([
      ...(request?.query || method === 'post' ? (['invalid-request'] as const) : []),
      ...(byKey ? (['key-missing', 'key-invalid', 'scope-missing', 'too-many'] as const) : []),
      ...(request?.params ? (['not-found'] as const) : []),
      ...(method === 'post' ? (['malformed-json', 'too-large', 'unsupported-media-type'] as const) : []),
      ...(method === 'post' && isForKeys(who) && who.readBy !== 'handler'
        ? (['idempotency-key-reused', 'idempotency-key-busy'] as const)
        : []),
      ...refusals,
      'unavailable',
    ]),
  ].toSorted((a, b) => REFUSALS[a].status - REFUSALS[b].status)
}

const content = (schema: z.ZodType, io: 'input' | 'output', components: Json): Json => ({
  content: { 'application/json': { schema: jsonSchema(schema, io, components) } },
})

/** A schema as JSON Schema; named ones go to the components and are referred to. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output', components: Json): Json {
  const text = JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' }))
  const {
    $schema: _dialect,
    $defs = {},
    ...whole
  } = JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/')) as Json & { $defs?: Record<string, Json> }
  for (const [name, part] of Object.entries($defs)) keep(components, name, part)
  if (typeof whole['id'] !== 'string') return whole
  keep(components, whole['id'], whole)
  return { $ref: `#/components/schemas/${whole['id']}` }
}

function keep(components: Json, name: string, { id: _id, ...part }: Json): void {
  if (components[name] && JSON.stringify(components[name]) !== JSON.stringify(part))
    throw new Error(`the schema ${name} stands for two things`)
  components[name] = part
}
