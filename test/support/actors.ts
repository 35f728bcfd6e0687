import { uuidv7 } from 'uuidv7'
import type { Actor } from '../../commands/actor.ts'
import type { StaffRole } from '../../domain/actions.ts'

/** A program with an API key, for all accounts or for some. */
export const aCaller = (accounts: 'all' | readonly string[] = 'all'): Actor & { kind: 'caller' } => ({
  kind: 'caller',
  id: uuidv7(),
  accounts,
})

export const aMember = (role: StaffRole): Actor & { kind: 'staff' } => ({ kind: 'staff', id: uuidv7(), role })

export const theSystem: Actor = { kind: 'usher' }
