import * as z from 'zod'
import { type Id, type IdKind, inside } from '../../domain/ids.ts'
import type { Language } from '../../domain/words/shape.ts'

/** An id outside, `sub_01h…`, parsed to the UUID inside. */
export const idField = <K extends IdKind>(kind: K, example: string) =>
  z
    .string()
    .transform((text, context): Id<K> => {
      const id = inside(kind, text)
      if (id === undefined)
        context.addIssue({ code: 'custom', message: `is no id of this kind; one looks like ${example}` })
      return id ?? z.NEVER
    })
    .meta({ examples: [example] })

export const ACCOUNT_ID = 'acc_01k5dyx3d2fm1r9p7w2v4t6z8b'
export const SUB_USER_ID = 'sub_01k5dz3x8qe6vvt5n0c0xw0m4a'
export const accountParams = z.strictObject({ id: idField('account', ACCOUNT_ID) })
export const subUserParams = z.strictObject({ id: idField('subUser', SUB_USER_ID) })

export const emailField = z.email().max(254)
export const languageField = z.enum(['en', 'de'] as const satisfies readonly Language[]).describe('Of pages and mails.')
export const timeField = z.iso.datetime()
/** A time for an answer, `null` where there is none. */
export const timeText = (date: Date | null): string | null => date?.toISOString() ?? null
