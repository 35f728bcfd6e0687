import { describe, it, expect } from 'vitest'
import { changeAddress, inviteAgain, revoke } from '../../commands/lifecycle.ts'
import { aCaller, aMember } from '../support/actors.ts'
import { anInvite } from '../support/onboardings.ts'
import { refused } from '../support/refused.ts'
import { aWorld } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world
const caller = aCaller()
const manager = aMember('manager')

describe('[R68] an invitation to another address, or once more,', () => {
  it('counts as one', async () => {
    const email = `often.${Date.now()}@kestrel.example`
    const one = await anInvite(world)
    await db.prisma.$executeRaw`UPDATE limit_use SET used = 2000 WHERE key = ${`invites-account:${one.accountId}`}`
    await refused('too-many', changeAddress(context, caller, { ...one, email }))
    await revoke(context, caller, one)
    await refused('too-many', inviteAgain(context, caller, one))
    await refused('not-found', inviteAgain(context, aCaller([caller.id]), one)) // nothing is counted for somebody else's
  })
})

describe('[R62] a reason', () => {
  it('holds no link, but of staff: it goes out in the platform’s mails', async () => {
    const reason = 'Your account is locked: https://evil.example/login'
    const { facts } = await refused('message-has-link', revoke(context, caller, { ...(await anInvite(world)), reason }))
    expect(facts).toMatchObject({ found: 'https://evil.example/login' })
    await revoke(context, manager, { ...(await anInvite(world)), reason })
  })
})
