import { describe, expect, it } from 'vitest'
import { isOnboardingMail, onboardingFacts } from '../../activities/mail-facts.ts'
import type { MailSettings } from '../../activities/mail-settings.ts'
import type { Actor } from '../../commands/actor.ts'
import { suspend } from '../../commands/lifecycle.ts'
import { aCaller } from '../support/actors.ts'
import { mailSettingsOf } from '../support/mail-settings.ts'
import { aCompanyAccount, anActive, anInvite, seen } from '../support/onboardings.ts'
import { asAdministrator, theHolder } from '../support/portal.ts'
import { aWorld } from '../support/world.ts'

const world = await aWorld()
const settings: MailSettings = {
  ...mailSettingsOf(world, 1),
  entryUrl: 'https://northwind.example/users?from=mail',
}

/** What the planned mail of this kind would say. */
async function factsOf(kind: string, subUserId: string): Promise<Record<string, unknown>> {
  const mail = await world.db.prisma.mail.findFirstOrThrow({ where: { subject: subUserId, kind } })
  if (!isOnboardingMail(kind as 'invitation')) throw new Error(`${kind} is about no onboarding`)
  const facts = await onboardingFacts(kind as 'invitation', settings, await seen(world, subUserId), mail)
  return { ...facts }
}

describe('[R13] [R36] [R67] mails name whoever did it', () => {
  const accountId = aCompanyAccount(world)
  const petra = accountId.then((id) => anActive(world, { accountId: id, role: 'administrator' }))
  const actors: readonly [string, () => Promise<Actor>, string][] = [
    ['the holder', async () => theHolder(world, await accountId), 'Oskar Lindgard'],
    ['an Administrator', async () => asAdministrator(await petra), 'Tomasz Wilk'],
    ['the platform', async () => aCaller(), 'Northwind Exchange'],
  ]

  it.each(actors)('%s invited, and suspended', async (_, actor, name) => {
    const by = await actor()
    const { subUserId } = await anInvite(world, { accountId: await accountId, role: 'viewer', by })
    expect(await factsOf('invitation', subUserId)).toMatchObject({ by: name })
    const viewer = await anActive(world, { accountId: await accountId, role: 'viewer' })
    await suspend(world.context, by, { subUserId: viewer.subUserId, reason: 'x' })
    expect(await factsOf('suspended', viewer.subUserId)).toMatchObject({ by: name, reason: 'x' })
  })

  it('the holder’s buttons lead to the entry address, which comes back to the page', async () => {
    const by = asAdministrator(await petra)
    const { subUserId } = await anInvite(world, { accountId: await accountId, role: 'viewer', by })
    const link = 'https://northwind.example/users?from=mail&open=%2Fusers'
    expect(await factsOf('user_added', subUserId)).toMatchObject({ by: 'Tomasz Wilk', link })
  })
})
