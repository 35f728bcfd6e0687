import { policies } from '../../../domain/policies/index.ts'

const roles = [...policies.values()].flatMap((policy) => policy.roles.map(({ id, name }) => ({ id, name })))

/** Roles to filter by, of all policies. */
export const ROLE_NAMES: ReadonlyMap<string, string> = new Map(roles.map(({ id, name }) => [id, name]))
export const ALLOWED_ROLES: readonly string[] = [...ROLE_NAMES.keys()]
