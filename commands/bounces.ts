import { type Database, transaction } from '../store/database.ts'
import { appendEvent } from '../store/events.ts'
import { type MailRow, settleMail } from '../store/mails.ts'
import { lockSubUser } from '../store/sub-users.ts'

/**
 * Records that the mail server refused the address for good, with its code (RFC 3463, as `5.1.1`). Where the mail is
 * about a sub-user, their time line says so, so that staff can act before the date passes.
 */
export function recordBounce(db: Database, mail: MailRow, code: string | undefined): Promise<void> {
  return transaction(db, async (tx) => {
    const locked = await lockSubUser(tx, mail.subject)
    const settled = await settleMail({ prisma: tx }, mail.id, 'bounced', new Date(), code ?? null)
    if (!locked || settled === 0) return
    await appendEvent(tx, {
      chain: locked.subUser.accountId,
      type: 'mail.bounced',
      subject: mail.subject,
      actor: { kind: 'usher', id: null },
      at: locked.now,
      data: { mailId: mail.id, kind: mail.kind, audience: mail.audience, code: code ?? null },
    })
  })
}
