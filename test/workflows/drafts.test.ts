import { describe, expect, it } from 'vitest'
import { beginDraft } from '../../commands/draft.ts'
import { outside } from '../../domain/ids.ts'
import { aCaller } from '../support/actors.ts'
import {
  aBrokerageAccount,
  aDraft,
  anInvited,
  aSecondUser,
  entries,
  pressesOk,
  theSureHolder,
} from '../support/brokerage.ts'
import { aRunningWorld } from '../support/engine.ts'
import { acceptsWithCode, eventTypes, seen, signsUp } from '../support/onboardings.ts'
import { DAY } from '../support/world.ts'

const world = await aRunningWorld()
const { context, inbox } = world

describe('[R29] the workflow of a draft', () => {
  it('tells the holder of a draft that a caller began, and sends the invitation after OK', async () => {
    const accountId = await aBrokerageAccount(world, { email: 'signe.waits@haldors.example' })
    const given = entries()
    const { subUserId } = await beginDraft(context, aCaller(), { ...given, accountId })
    const mail = await inbox.mailTo('signe.waits@haldors.example', /^A draft waits for you: a user for SB-/)
    expect(mail.text).toContain('Rights, fee and confirmation are yours.')
    expect(mail.text).toContain(`open=%2Fdrafts%2F${outside('subUser', subUserId)}%2Fperson`)
    await pressesOk(world, await theSureHolder(world, accountId), subUserId)
    await inbox.mailTo(given.email, /^Signe Haldors invites you/)
  })

  it('ends it exactly after 24 h, tells nobody, and is done', async () => {
    const { subUserId, accountId } = await aDraft(world)
    await world.timePasses({ subUserId, accountId, personId: '', email: '' }, DAY)
    await world.reaches(subUserId, 'expired')
    await world.isDone(subUserId)
    expect(await eventTypes(world, subUserId)).toEqual(['sub_user.drafted', 'sub_user.expired'])
    expect((await seen(world, subUserId)).account.holder.address).not.toBe('')
  })

  it('[R7] [R21] [R30] leads who only reads to access without an identity check; the second user is active at once', async () => {
    const one = await anInvited(world)
    await inbox.mailTo(one.email, /invites you/)
    await acceptsWithCode(world, one)
    await signsUp(world, one)
    await world.reaches(one.subUserId, 'active')
    await world.isDone(one.subUserId)
    expect(await eventTypes(world, one.subUserId)).toContain('fee.due')
    const second = await aSecondUser(world, one)
    await world.isDone(second.subUserId)
    expect((await seen(world, second.subUserId)).status).toBe('active')
  })
})
