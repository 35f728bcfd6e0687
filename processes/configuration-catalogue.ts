import { z } from 'zod'

export interface About {
  meaning: string
  /** The default in words, as the documentation shows it. */
  default: string
  secret?: boolean
}

export const catalogue = z.registry<About>()

/** A variable with what the documentation says about it. */
export function variable<T extends z.ZodType>(schema: T, about: About): T {
  catalogue.add(schema, about)
  return schema
}
export const text = () => z.string().trim().min(1)
export const address = (protocol: RegExp, example: string) =>
  z.url({ protocol, error: `must be an address like ${example}` })
export const count = (max: number) =>
  z.coerce.number('must be a whole number').int('must be a whole number').min(0).max(max)
export const yesNo = () => z.stringbool('must be true or false')
