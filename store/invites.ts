import { uuidv7 } from 'uuidv7'
import type { EventId, PersonId } from '../domain/ids.ts'
import { Prisma, type Tx } from './database.ts'
import { eventCall, type NewEvent } from './events.ts'

export type NewInvite = {
  id: string
  accountId: string
  person: { address: string; addressKey: string }
  role: string
  /** The group whose seat it takes, and how many that group has; null: no limit, nothing is counted. */
  quota: { group: string; limit: number } | null
  exempt: boolean
  attemptsAllowed: number
  deadline: Date
  openForMs: number
  language: string
  message: { id: string; text: string } | null
  invitedBy: { kind: string; id: string | null }
  linkId: string
  processRevision: number
  /** Mails planned with the invite: to the invitee, and to the holder when somebody else invites (R13). */
  mails: readonly { id: string; kind: string; audience: string }[]
  at: Date
}

/** What became of an invite; unless it is `written`, the transaction has to be rolled back. */
export type InviteWritten = { personId: PersonId; outcome: 'written' | 'no-place' | 'no-seat'; eventId: EventId }

/**
 * Writes an invite in one statement: the person when the address is new, row, link, message, mails, the seat, the nudge
 * and the event. `no-place`: the person has an open or active onboarding in this account already (R40); `no-seat`: all
 * seats of the group are taken (R8, R10).
 */
export async function writeInvite(tx: Tx, invite: NewInvite, event: NewEvent): Promise<InviteWritten> {
  const eventId = uuidv7() as EventId
  const limit = invite.quota?.limit ?? null
  for (;;) {
    const [row] = await tx.$queryRaw<{ personId: PersonId; placed: boolean; seated: boolean }[]>`WITH ${rowsOf(invite)},
      t AS (INSERT INTO seat_use AS u (account_id, quota_group, taken)
        SELECT ${invite.accountId}::uuid, ${invite.quota?.group ?? ''}, 1 FROM s WHERE ${limit}::int > 0
        ON CONFLICT (account_id, quota_group) DO UPDATE SET taken = u.taken + 1 WHERE u.taken < ${limit}::int RETURNING taken),
      o AS (INSERT INTO outbox (event_id, subject, due_at)
        SELECT ${eventId}::uuid, s.id, clock_timestamp() + interval '3 seconds' FROM s),
      done AS (SELECT p.id, s.id IS NOT NULL AS placed, ${limit}::int IS NULL OR EXISTS (SELECT FROM t) AS seated FROM p LEFT JOIN s ON true)
      SELECT id AS "personId", placed, seated, CASE WHEN placed AND seated THEN ${eventCall(event, eventId)} END FROM done`
    if (!row) continue // another transaction made the person between the two halves of p; the next look sees it
    const { personId, placed, seated } = row
    return { personId, eventId, outcome: placed ? (seated ? 'written' : 'no-seat') : 'no-place' }
  }
}

/** `p`: the person with this address who may get a login, whose row inviters never change. `s`: the sub-user, if there is a place. */
const rowsOf = (i: NewInvite): Prisma.Sql => Prisma.sql`
  made AS (INSERT INTO person (id, kind, address, address_key, created_at)
    VALUES (${uuidv7()}::uuid, 'invitee', ${i.person.address}, ${i.person.addressKey}, ${i.at})
    ON CONFLICT (address_key) WHERE kind = 'invitee' DO NOTHING RETURNING id),
  p AS (SELECT id FROM made UNION ALL SELECT id FROM person WHERE kind = 'invitee' AND address_key = ${i.person.addressKey} LIMIT 1),
  s AS (INSERT INTO sub_user (id, account_id, person_id, role, quota_group, exempt, status, turn, deadline, due_at, language, message_id,
      invited_by_kind, invited_by_id, open_for_ms, created_at, changed_at, last_event, attempts_allowed, process_revision)
    SELECT ${i.id}::uuid, ${i.accountId}::uuid, p.id, ${i.role}, ${i.quota?.group ?? null}, ${i.exempt}, 'invited', 'invitee',
      ${i.deadline}::timestamptz, ${i.deadline}::timestamptz, ${i.language}, ${i.message?.id ?? null}::uuid, ${i.invitedBy.kind},
      ${i.invitedBy.id}, ${i.openForMs}, ${i.at}::timestamptz, ${i.at}::timestamptz, 'sub_user.invited', ${i.attemptsAllowed},
      ${i.processRevision} FROM p
    ON CONFLICT (account_id, person_id) WHERE first_user_id IS NULL AND status IN ('invited', 'accepted', 'verifying', 'active', 'suspended')
    DO NOTHING RETURNING id, person_id),
  k AS (INSERT INTO link (id, purpose, sub_user_id, person_id, created_at)
    SELECT ${i.linkId}::uuid, 'invitation', s.id, s.person_id, ${i.at}::timestamptz FROM s),
  r AS (INSERT INTO remark (id, sub_user_id, kind, text, author_kind, author_id, created_at)
    SELECT ${i.message?.id ?? null}::uuid, s.id, 'message', ${i.message?.text ?? ''}, ${i.invitedBy.kind}, ${i.invitedBy.id}, ${i.at}::timestamptz
    FROM s WHERE ${i.message !== null}),
  m AS (INSERT INTO mail (id, subject, kind, sequence, audience, facts, state, created_at)
    SELECT m.id, s.id, m.kind, 1, m.audience, ${JSON.stringify({ linkId: i.linkId })}::jsonb, 'planned', ${i.at}::timestamptz
    FROM s, jsonb_to_recordset(${JSON.stringify(i.mails)}::jsonb) AS m(id uuid, kind text, audience text))`
