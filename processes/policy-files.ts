import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { legalTextKeys } from '../domain/legal/index.ts'
import { KEPT_FIVE_YEARS, addPolicies, type Policy } from '../domain/policies/index.ts'
import type { PolicyFault } from '../domain/policies/check.ts'
import { isRight, type Right } from '../domain/rights.ts'
import type { Database } from '../store/database.ts'
import { strandedAccounts } from '../store/accounts.ts'
import { StartFault } from './embedded/start-fault.ts'

const right = z.string().transform((text, context): Right => {
  if (isRight(text)) return text
  context.addIssue({ code: 'custom', message: `unknown right "${text}"` })
  return z.NEVER
})
const id = z.string().regex(/^[a-z][a-z0-9_-]{0,58}$/, 'is no id; use lower-case letters, digits, _ and -')

const minutes = z.number().positive().optional()
const vendorLimits = z.strictObject({ slowMinutes: minutes, silentMinutes: minutes, downMinutes: minutes })

/** A policy as a file has it; the fields are those of `Policy`, and what may be left out has the default of docs/policies.md. */
const policyFile = z.strictObject({
  id,
  name: z.string().min(1).max(60),
  rights: z.enum(['fixed', 'chosen']),
  holderRights: z.array(right),
  roles: z.array(
    z.strictObject({
      id,
      name: z.string().min(1).max(60),
      rights: z.array(right),
      secondOf: z.enum(['holder', 'sub-user']).optional(),
    }),
  ),
  exempt: z.union([z.strictObject({ roles: z.array(z.string()) }), z.strictObject({ readsOnly: z.literal(true) })], {
    error: 'is {"roles": [...]} or {"readsOnly": true}',
  }),
  accountTypes: z.record(
    id,
    z.strictObject({
      profile: z.string(),
      quotas: z.record(id, z.strictObject({ roles: z.array(z.string()), limit: z.number().nullable() })),
    }),
  ),
  profiles: z.record(
    id,
    z.strictObject({
      vendors: z.array(z.string()),
      documents: z.array(z.enum(['identity', 'selfie', 'address'])),
      attempts: z.number().default(3),
      fourEyes: z.boolean().default(false),
      reviewHours: z.number().default(4),
      validMonths: z.number().nullable().default(null),
      retentionDays: z.number().default(KEPT_FIVE_YEARS),
      vendorLimits: z.record(z.string(), vendorLimits).optional(),
    }),
  ),
  legalTexts: z.array(z.string()),
  codeBeforeLogin: z.boolean().default(true),
  fee: z
    .strictObject({ amountMinor: z.number(), currency: z.string(), period: z.enum(['month', 'year']) })
    .nullable()
    .default(null),
  firstPassword: z.boolean().default(false),
  approvalHours: z.number().default(24),
})

type Read = { policies: Policy[]; faults: PolicyFault[] }

/** Reads one file; faults name the file as it was given, the path inside it, and the reason (R3). */
function readPolicy(file: string): Read {
  const fault = (path: string, reason: string): Read => ({ policies: [], faults: [{ file, path, reason }] })
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return fault('(file)', 'can’t be read')
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return fault('(file)', `is not valid JSON: ${error instanceof Error ? error.message : 'unreadable'}`)
  }
  const parsed = policyFile.safeParse(json)
  if (parsed.success) return { policies: [policyFrom(parsed.data, file)], faults: [] }
  const faults = parsed.error.issues.map((issue) => ({ file, path: pathIn(issue.path), reason: issue.message }))
  return { policies: [], faults }
}

function policyFrom(data: z.output<typeof policyFile>, file: string): Policy {
  const roles = data.roles.map(({ secondOf, ...role }) => (secondOf ? { ...role, secondOf } : role))
  return { ...data, roles, file }
}

/** “roles[0].rights[2]”. */
const pathIn = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '') || '(file)'

/**
 * Loads the platform's own policies, which may name these vendors, beside those that ship. Throws a StartFault with one line for each fault, naming
 * file, path and reason, before anything else is started (R3). Loading the same files again changes nothing.
 */
export function loadPolicies(files: readonly string[], vendors: readonly string[]): void {
  const read = files.map(readPolicy)
  const names = { vendors, legalTexts: legalTextKeys }
  const own = read.flatMap((one) => one.policies)
  const faults = read.flatMap((one) => one.faults)
  const all = faults.length > 0 ? [...faults, ...addPolicies([], names)] : addPolicies(own, names)
  if (all.length === 0) return
  const lines = all.map((fault) => `  ${fault.file}: ${fault.path}: ${fault.reason}`)
  throw new StartFault(['These policies are not usable:', ...lines].join('\n'), 'Correct them and start again.')
}

/** Stops the start when accounts name a policy, an account type or a verification profile that is not there any more. */
export async function requireKnownPolicies(db: Database): Promise<void> {
  const missing = await strandedAccounts(db)
  if (missing.length === 0) return
  const lines = missing.map(
    ({ policy, type, profile, reference }) =>
      `  account ${reference}: policy "${policy}", type "${type}", verification profile "${profile}"`,
  )
  throw new StartFault(
    ['Accounts name policies, account types or verification profiles that are not configured:', ...lines].join('\n'),
    'Name their files in POLICY_FILES, or put back what was taken out of them, and start again.',
  )
}
