import { uuidv7 } from 'uuidv7'
import { changeRows, columnsOf, type Database, Prisma, type Reading, readRows, type Tx, UNHURRIED } from './database.ts'

export type MailRow = Prisma.MailGetPayload<object>
const COLUMNS = columnsOf(Prisma.MailScalarFieldEnum, 'm')
export type MailState = 'planned' | 'accepted' | 'bounced' | 'dropped'

export type PlannedMail = {
  subject: string
  kind: string
  audience: 'invitee' | 'holder' | 'staff'
  /** Ids, codes and times that the body needs; no personal data. */
  facts?: Record<string, unknown>
  /** A person waits for it at the screen: not the workflow's to send. */
  interactive?: boolean
  at: Date
}

/** Writes a mail that is to be sent; the next of its kind for its subject. Returns its id. */
export async function planMail(tx: Tx, mail: PlannedMail): Promise<string> {
  const id = uuidv7()
  const facts = JSON.stringify(mail.facts ?? {})
  await tx.$executeRaw`INSERT INTO mail (id, subject, kind, sequence, audience, facts, interactive, state, created_at)
    SELECT ${id}::uuid, ${mail.subject}::uuid, ${mail.kind}, coalesce(max(sequence), 0) + 1, ${mail.audience}, ${facts}::jsonb, ${mail.interactive ?? false},
      'planned', ${mail.at}
    FROM mail WHERE subject = ${mail.subject}::uuid AND kind = ${mail.kind}`
  return id
}

/** Mails of a subject that its workflow still has to send, oldest first. */
export const unsettledMails = (db: Reading, subject: string): Promise<{ id: string; audience: string }[]> =>
  readRows(
    db,
    Prisma.sql`SELECT id, audience FROM mail WHERE subject = ${subject}::uuid AND settled_at IS NULL AND NOT interactive ORDER BY id`,
  )

/** Interactive mails that the process that took the command did not get out within 5 s. */
export const leftInteractiveMails = (db: Database): Promise<{ id: string }[]> =>
  db.prisma
    .$queryRaw`SELECT id FROM mail WHERE interactive AND settled_at IS NULL AND coalesce(planned_at, created_at) < clock_timestamp() - interval '5 seconds'
    AND (claimed_until IS NULL OR claimed_until < clock_timestamp()) ORDER BY created_at LIMIT 20`

/** Takes a mail for 15 s so that nobody else sends it meanwhile; undefined when it is settled or taken. */
export async function claimMail(db: Database, id: string): Promise<MailRow | undefined> {
  const [row] = await readRows<MailRow>(
    db,
    Prisma.sql`UPDATE mail AS m SET claimed_until = clock_timestamp() + interval '15 seconds', tries = tries + 1
    WHERE id = ${id}::uuid AND settled_at IS NULL AND (claimed_until IS NULL OR claimed_until < clock_timestamp()) AND ${UNHURRIED}
    RETURNING ${COLUMNS}`,
  )
  return row
}

/** Keeps a mail for 15 s more, while the mail server takes its time. */
export const keepMail = (db: Database, id: string) =>
  db.prisma
    .$executeRaw`UPDATE mail SET claimed_until = clock_timestamp() + interval '15 seconds' WHERE id = ${id}::uuid AND settled_at IS NULL`

/**
 * Gives a mail back after a try that failed for now. An interactive one rests before the relay takes it again: for 2, 4, 8 s
 * and so on, up to half a minute, or a tenth of its age; the workflow's activity has pauses of its own.
 */
export const releaseMail = (db: Database, id: string) =>
  db.prisma.$executeRaw`UPDATE mail SET claimed_until = CASE WHEN interactive THEN clock_timestamp() + least(
      interval '1 second' * 2 ^ least(tries, 16),
      greatest(interval '30 seconds', (clock_timestamp() - coalesce(planned_at, created_at)) / 10)) END
    WHERE id = ${id}::uuid AND settled_at IS NULL`

/** Records what the mail server said; from then on the mail is never sent again. */
export const settleMail = (db: Reading, id: string, state: MailState, at: Date, refusedWith: string | null = null) =>
  changeRows(
    db,
    Prisma.sql`UPDATE mail SET state = ${state}, settled_at = ${at}, sent_at = ${at}, refused_with = ${refusedWith}
    WHERE id = ${id}::uuid AND settled_at IS NULL`,
  )

/** One mail. */
export const findMail = (db: Reading, id: string): Promise<MailRow | null> =>
  db.prisma.mail.findUnique({ where: { id } })

/** When mails of a kind were written since a moment, oldest first; `interactive`: those that somebody waited for. */
export const mailTimes = async (
  tx: Tx,
  mail: { subject: string; kind: string; interactive: boolean },
  since: Date,
): Promise<Date[]> => {
  const where = { ...mail, createdAt: { gt: since } }
  const rows = await tx.mail.findMany({ where, orderBy: { createdAt: 'asc' }, select: { createdAt: true } })
  return rows.map(({ createdAt }) => createdAt)
}

/** All mails about one subject, newest first. */
export const mailsOf = (db: Database, subject: string) =>
  db.prisma.mail.findMany({ where: { subject }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] })

/** Reminders sent in a stage, and when the last mail to the invitee was written. */
export async function mailHistory(db: Reading, subject: string, stage: string) {
  const [row] = await readRows<{ reminders: { kind: string; deadline: string | null }[] | null; last: Date | null }>(
    db,
    Prisma.sql`SELECT
      jsonb_agg(jsonb_build_object('kind', kind, 'deadline', facts->>'deadline')) FILTER (WHERE kind LIKE ${`reminder_${stage}_%`} AND (facts->>'manual') IS NULL) AS reminders,
      max(created_at) FILTER (WHERE audience = 'invitee') AS last
    FROM mail WHERE subject = ${subject}::uuid`,
  )
  return { reminders: row?.reminders ?? [], last: row?.last ?? null }
}
