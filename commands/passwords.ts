import { hash, verify } from '@node-rs/argon2'

/** argon2id with the library's defaults raised to 19 MiB, 2 passes (OWASP). */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), OPTIONS)

let unknown: Promise<string> | undefined

/** Whether the password is right. Without a hash it works as long as with one, and is never right. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  unknown ??= hashPassword('nobody has this password')
  const right = await verify(passwordHash ?? (await unknown), password.normalize('NFC'))
  return right && passwordHash !== null
}
