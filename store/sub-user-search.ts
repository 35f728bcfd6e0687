import { Prisma } from './database.ts'

/** The pattern of everything that contains a text, whatever the case of its letters. */
export const likeText = (text: string): string => `%${text.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

/** Names that inviters wrote; read by an index. */
export const givenNames = (like: string): Prisma.Sql =>
  Prisma.sql`SELECT id FROM remark WHERE kind = 'given_name' AND lower(text) LIKE ${like}`

/**
 * The ids of sub-users whose address, or name as it is shown, is like the pattern, gathered by index. A name that the
 * person gave elsewhere does not count. `most`: at most so many persons, and so many names, are looked through.
 */
export const shownAs = (like: string, most: number | null = null): Prisma.Sql => Prisma.sql`
  SELECT f.id FROM sub_user f WHERE f.person_id = ANY(ARRAY(SELECT id FROM person
    WHERE address_key LIKE ${like} OR kind <> 'invitee' AND lower(name) LIKE ${like} LIMIT ${most}::int))
  UNION SELECT f.id FROM sub_user f WHERE f.named_at IS NOT NULL
    AND f.person_id = ANY(ARRAY(SELECT id FROM person WHERE lower(name) LIKE ${like} LIMIT ${most}::int))
  UNION SELECT f.id FROM sub_user f WHERE f.named_at IS NULL AND f.given_name_id = ANY(ARRAY(${givenNames(like)} LIMIT ${most}::int))`
