import { afterAll, describe, expect, it } from 'vitest'
import { deliverMails, sendMail, sendMails } from '../../activities/mails.ts'
import { leftInteractiveMails } from '../../store/mails.ts'
import { anInbox } from '../support/inbox.ts'
import { mailSettingsOf } from '../support/mail-settings.ts'
import { aClaim, anInvite } from '../support/onboardings.ts'
import { aWorld, DAY, passes } from '../support/world.ts'

const world = await aWorld()
const { db } = world
const inbox = await anInbox()
const settings = mailSettingsOf(world, inbox.port)
/** Nothing is as fast as it wants. */
const hasty = mailSettingsOf(world, inbox.port, 1)
afterAll(() => (settings.mailer.close(), hasty.mailer.close()))

const mailsOf = (subject: string) => db.prisma.mail.findMany({ where: { subject }, orderBy: { id: 'asc' } })
const statesOf = async (subject: string) => (await mailsOf(subject)).map(({ kind, state }) => `${kind} ${state}`)

/** Lets the rest of this mail be over, and the 5 s in which the relay leaves a mail to the process that took the command. */
const wasPlanned = (id: string, ms: number) =>
  db.prisma
    .$executeRaw`UPDATE mail SET claimed_until = NULL, planned_at = planned_at - ${ms} * interval '1 millisecond' WHERE id = ${id}::uuid`

describe('a mail server that takes its time', () => {
  it('is waited for by the activity that nobody waits for, however short the first try was', async () => {
    const { subUserId } = await anInvite(world)
    expect(await sendMails(hasty, subUserId)).toBe('later')
    expect(await statesOf(subUserId)).toEqual(['invitation planned', 'user_added planned'])
    await deliverMails(hasty, subUserId)
    expect(await statesOf(subUserId)).toEqual(['invitation accepted', 'user_added accepted'])
  })
})

describe('an address that has to wait', () => {
  it('[R13] holds up nobody else’s mail', async () => {
    const { subUserId } = await anInvite(world, { email: 'full@kestrel.example' })
    expect(await sendMails(settings, subUserId)).toBe('later')
    expect(await statesOf(subUserId)).toEqual(['invitation planned', 'user_added accepted'])
    await expect(deliverMails(settings, subUserId)).rejects.toThrow('mail-server-unavailable')
  })

  it('is given up after five days, and the time line says so', async () => {
    const { subUserId } = await anInvite(world, { email: 'full.for.days@kestrel.example' })
    const [invitation] = await mailsOf(subUserId)
    await wasPlanned(invitation?.id ?? '', 5 * DAY)
    expect(await sendMails(settings, subUserId)).toBe('settled')
    expect(await statesOf(subUserId)).toEqual(['invitation bounced', 'user_added accepted'])
    const bounced = await db.prisma.event.findMany({ where: { subject: subUserId, type: 'mail.bounced' } })
    expect(bounced.map(({ data }) => data)).toMatchObject([{ kind: 'invitation', code: '4.2.2' }])
  })

  it('rests longer after each try of a mail that a person waits for, whatever the account’s clock says', async () => {
    const one = await anInvite(world, { email: 'full.too@kestrel.example' })
    await passes(world, one.accountId, 5 * DAY)
    await aClaim(world, one)
    const code = (await mailsOf(one.subUserId)).find(({ kind }) => kind === 'code')
    const left = async () => (await leftInteractiveMails(db)).map(({ id }) => id)
    expect(await left()).toEqual([])
    await wasPlanned(code?.id ?? '', 6_000)
    expect(await left()).toEqual([code?.id])
    expect(await sendMail(settings, code?.id ?? '')).toBe('address_waits')
    expect(await left()).toEqual([])
  })
})
