import { isAddress, linkIn } from '../../../domain/sign-up.ts'
import { words } from '../words/portal.ts'

/** What is wrong with an address, in words. */
export const addressFault = (email: string): string | undefined =>
  email.trim() === '' ? words.add.emailEmpty : isAddress(email.trim()) ? undefined : words.add.emailWrong

/** What is typed into “Add a user”. */
export type Invitation = { email: string; role: string | null; message: string; language: 'en' | 'de' }
export type Faults = Partial<Record<'email' | 'role' | 'message', string>>

/** What is to correct before it can be sent; the same words as at the fields. */
export function faultsOf({ email, role, message }: Invitation): Faults {
  const link = linkIn(message)
  const address = addressFault(email)
  return {
    ...(address && { email: address }),
    ...(role === null && { role: words.add.roleMissing }),
    ...(link && { message: words.add.hasLink(link) }),
  }
}
