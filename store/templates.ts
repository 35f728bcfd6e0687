import type { Reading, Tx } from './database.ts'

/** A set of rights under a name (R25). */
export type TemplateRow = { id: string; accountId: string; name: string; rights: string[] }

/** An account's templates by name. */
export const templatesOf = (db: Reading, accountId: string): Promise<TemplateRow[]> =>
  db.prisma.$queryRaw`SELECT id, account_id AS "accountId", name, rights FROM role_template
    WHERE account_id = ${accountId}::uuid ORDER BY lower(name), id`

export const findTemplate = (tx: Tx, id: string) => tx.roleTemplate.findUnique({ where: { id } })

type NewTemplate = TemplateRow & { at: Date }

/** Writes a template. False when the account has one of this name. */
export async function insertTemplate(tx: Tx, { id, accountId, name, rights, at }: NewTemplate): Promise<boolean> {
  const written = await tx.$executeRaw`INSERT INTO role_template (id, account_id, name, rights, created_at, changed_at)
    VALUES (${id}::uuid, ${accountId}::uuid, ${name}, ${rights}::text[], ${at}, ${at}) ON CONFLICT DO NOTHING`
  return written > 0
}

/** Renames a template; renames of one account go one at a time. False when the account has another one of this name. */
export async function renameTemplate(tx: Tx, id: string, name: string, at: Date): Promise<boolean> {
  await tx.$queryRaw`SELECT 1 FROM account a JOIN role_template t ON t.account_id = a.id WHERE t.id = ${id}::uuid FOR NO KEY UPDATE OF a`
  const written =
    await tx.$executeRaw`UPDATE role_template t SET name = ${name}, changed_at = ${at} WHERE t.id = ${id}::uuid
    AND NOT EXISTS (SELECT 1 FROM role_template o WHERE o.account_id = t.account_id AND o.id <> t.id AND lower(o.name) = lower(${name}))`
  return written > 0
}

export const deleteTemplate = (tx: Tx, id: string) => tx.roleTemplate.deleteMany({ where: { id } })
