import { describe, expect, it } from 'vitest'
import { requireKnownPolicies } from '../../processes/policy-files.ts'
import { aCompanyAccount } from '../support/onboardings.ts'
import { aWorld } from '../support/world.ts'

const world = await aWorld()
const { db } = world

describe('[R3] accounts whose policy is not loaded', () => {
  it('stop the start, which names account, policy, type, verification profile and the way on', async () => {
    await requireKnownPolicies(db)
    const { reference } = await db.prisma.account.findUniqueOrThrow({ where: { id: await aCompanyAccount(world) } })
    await requireKnownPolicies(db)
    for (const [policy, type, profile] of [
      ['taken-away', 'company', 'standard'],
      ['exchange', 'club', 'standard'],
      ['exchange', 'company', 'taken-out'],
    ] as const) {
      await db.prisma.account.update({ where: { reference }, data: { policy, type, verificationProfile: profile } })
      await expect(requireKnownPolicies(db)).rejects.toThrow(
        `Accounts name policies, account types or verification profiles that are not configured:
  account ${reference}: policy "${policy}", type "${type}", verification profile "${profile}"
Name their files in POLICY_FILES, or put back what was taken out of them, and start again.`,
      )
    }
  })
})
