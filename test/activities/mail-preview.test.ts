import { describe, expect, it } from 'vitest'
import { previewMail } from '../../activities/mail-preview.ts'
import { pressAccept } from '../../commands/answer.ts'
import { linkToken } from '../../domain/secrets.ts'
import { aRunningWorld } from '../support/engine.ts'
import { anInvite } from '../support/onboardings.ts'

const world = await aRunningWorld()
const { db, context, inbox, mailSettings } = world

describe('[R58] a mail that staff read', () => {
  it('has the words that went out, and neither the link nor the code', async () => {
    const { subUserId, email } = await anInvite(world)
    const link = await db.prisma.link.findFirstOrThrow({ where: { subUserId } })
    await pressAccept(context, link.id)
    const sent = [await inbox.mailTo(email, /invites you/), await inbox.mailTo(email, /^Your code/)]
    const mails = await db.prisma.mail.findMany({
      where: { subject: subUserId, audience: 'invitee' },
      orderBy: { createdAt: 'asc' },
    })
    const [invitation, code] = await Promise.all(mails.map(({ id }) => previewMail(mailSettings, id)))
    expect(invitation?.subject).toBe(sent[0]?.subject)
    expect(invitation?.text).toContain('•••')
    expect(invitation?.text).not.toContain(linkToken(context.keys, link.id))
    expect(invitation?.text).not.toMatch(/[\w-]{40,}/)
    expect(code?.subject).toBe('Your code: •••')
    expect(code?.text).not.toMatch(/\d{3} \d{3}/)
  })

  it('is not there when what it was about is over', async () => {
    const { subUserId } = await anInvite(world)
    const mail = await db.prisma.mail.findFirstOrThrow({ where: { subject: subUserId, kind: 'invitation' } })
    await db.prisma.subUser.update({ where: { id: subUserId }, data: { status: 'revoked' } })
    expect(await previewMail(mailSettings, mail.id)).toBeUndefined()
  })
})
