import { describe, expect, it } from 'vitest'
import { askForNewInvitation, mailCurrentLink } from '../../commands/asking.ts'
import { decline } from '../../commands/decline.ts'
import { resend } from '../../commands/links.ts'
import { aCaller } from '../support/actors.ts'
import { anInvite, linkOf, type Onboarding } from '../support/onboardings.ts'
import { atOnce, refused } from '../support/refused.ts'
import { aWorld, DAY, passes } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world

const mails = (subject: string, kind: string) => db.prisma.mail.count({ where: { subject, kind } })

/** Lets no mail be written while `attempt` runs. */
async function withoutMails(attempt: () => Promise<unknown>): Promise<void> {
  await db.prisma.$executeRaw`ALTER TABLE mail ADD CONSTRAINT closed CHECK (false) NOT VALID`
  try {
    await expect(attempt()).rejects.toThrow(/closed/)
  } finally {
    await db.prisma.$executeRaw`ALTER TABLE mail DROP CONSTRAINT closed`
  }
}

async function aDeclined(): Promise<Onboarding & { linkId: string }> {
  const one = await anInvite(world)
  const linkId = await linkOf(world, one.subUserId)
  await decline(context, linkId)
  return { ...one, linkId }
}

async function aReplaced(): Promise<Onboarding & { linkId: string }> {
  const one = await anInvite(world)
  const linkId = await linkOf(world, one.subUserId)
  await resend(context, aCaller(), one)
  return { ...one, linkId }
}

describe('[R35] asking for a new invitation', () => {
  it('tells the holder once a day, pressed any number of times at once', async () => {
    const { linkId, subUserId, accountId } = await aDeclined()
    await atOnce(Array.from({ length: 5 }, () => () => askForNewInvitation(context, linkId)))
    await askForNewInvitation(context, linkId)
    expect(await mails(subUserId, 'asked_again')).toBe(1)
    await passes(world, accountId, DAY)
    await askForNewInvitation(context, linkId)
    expect(await mails(subUserId, 'asked_again')).toBe(2)
  })

  it('that failed has asked nobody: the next press asks', async () => {
    const { linkId, subUserId } = await aDeclined()
    await withoutMails(() => askForNewInvitation(context, linkId))
    await askForNewInvitation(context, linkId)
    expect(await mails(subUserId, 'asked_again')).toBe(1)
  })

  it('is nothing for an invitation that is open', async () => {
    const one = await anInvite(world)
    await refused('link-dead', askForNewInvitation(context, await linkOf(world, one.subUserId)))
  })
})

describe('[R68] the newest link mailed again', () => {
  it('three times a day, and then says how many seconds to wait', async () => {
    const { linkId, subUserId, accountId } = await aReplaced()
    for (let n = 1; n <= 3; n++) {
      await atOnce(Array.from({ length: 5 }, () => () => mailCurrentLink(context, linkId)))
      expect(await mails(subUserId, 'new_link')).toBe(1 + n)
      await passes(world, accountId, 60_000)
    }
    await passes(world, accountId, DAY - 4 * 60_000)
    const seconds = await mailCurrentLink(context, linkId)
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
    await passes(world, accountId, 60_000)
    await mailCurrentLink(context, linkId)
    expect(await mails(subUserId, 'new_link')).toBe(1 + 4)
  })

  it('one that failed does not count', async () => {
    const { linkId, subUserId } = await aReplaced()
    for (let n = 0; n < 3; n++) await withoutMails(() => mailCurrentLink(context, linkId))
    await mailCurrentLink(context, linkId)
    expect(await mails(subUserId, 'new_link')).toBe(2)
  })
})
