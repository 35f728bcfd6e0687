import { describe, expect, it, vi } from 'vitest'
import { deactivate } from '../../commands/lifecycle.ts'
import { approveWithdrawal, declineWithdrawal, requestApprovalNumber } from '../../commands/withdrawal-decisions.ts'
import { workflowIdOf } from '../../domain/process.ts'
import type { WithdrawalStatus } from '../../domain/withdrawals.ts'
import { relayNudges } from '../../relay/nudges.ts'
import { recover } from '../../relay/recover.ts'
import { aCaller } from '../support/actors.ts'
import { aRunningWorld, WITHIN } from '../support/engine.ts'
import { eventTypes } from '../support/onboardings.ts'
import { theHolder } from '../support/portal.ts'
import { type Asked, aWithdrawal, anApprovingAccount, numberFor, shown } from '../support/withdrawals.ts'
import { DAY, passes } from '../support/world.ts'

const world = await aRunningWorld()
const { context, db, inbox, temporal } = world
const caller = aCaller()

const holderOf = ({ accountId }: Asked) => theHolder(world, accountId, new Date())
const holdersAddress = async ({ withdrawalId }: Asked) => (await shown(world, withdrawalId)).account.holder.address
const mailsTo = (address: string, subject: RegExp) =>
  inbox.mails.filter((mail) => mail.to === address && subject.test(mail.subject))
const handleOf = ({ withdrawalId }: Asked) => world.client.workflow.getHandle(workflowIdOf(withdrawalId, 'withdrawal'))

/** Nothing is left to do: the row says so and the workflow has ended. */
const isDone = (one: Asked, status: WithdrawalStatus): Promise<void> =>
  vi.waitFor(async () => {
    const seen = await shown(world, one.withdrawalId)
    expect(seen).toMatchObject({ status, processDoneAt: expect.any(Date) })
    expect((await handleOf(one).describe()).status.name).toBe('COMPLETED')
  }, WITHIN)

describe('the approval of a withdrawal', () => {
  it('[R18] the holder gets a mail, approves, and the sub-user is told', async () => {
    const one = await aWithdrawal(world)
    const asked = await inbox.mailTo(await holdersAddress(one), /asks to withdraw 0\.850 BTC$/)
    expect(asked.text).toContain('To Cold wallet 2, used before.')
    expect(asked.text).toMatch(/Until tomorrow, \d\d:\d\d; after that nothing is sent\./)
    await approveWithdrawal(context, await holderOf(one), one)
    await isDone(one, 'approved')
    const told = await inbox.mailTo(one.email, /^Approved: 0\.850 BTC to Cold wallet 2$/)
    expect(told.text).toContain('By Oskar Lindgard')
    expect((await handleOf(one).fetchHistory()).events?.length).toBeLessThanOrEqual(20)
  })

  it('[R28] the number goes to the holder at once, and says what it approves', async () => {
    const one = await aWithdrawal(world)
    await requestApprovalNumber(context, await theHolder(world, one.accountId), one)
    const digits = await numberFor(world, one.withdrawalId)
    const mail = await inbox.mailTo(await holdersAddress(one), /^Your confirmation number: /)
    expect(mail.subject.replaceAll(/\D/g, '')).toBe(digits)
    expect(mail.text).toContain('To approve the withdrawal of 0.850 BTC that Tomasz Wilk asks for.')
  })

  it('[R18] the holder declines, and the sub-user reads the reason', async () => {
    const one = await aWithdrawal(world)
    await declineWithdrawal(context, await holderOf(one), { ...one, reason: 'Not before the audit.' })
    await isDone(one, 'declined')
    expect((await inbox.mailTo(one.email, /^Declined: 0\.850 BTC/)).text).toContain('Not before the audit.')
  })

  it('[R18] the deadline passes: it expires by itself, and nothing was sent', async () => {
    world.nudging(false)
    const one = await aWithdrawal(world)
    await db.prisma.$executeRaw`UPDATE withdrawal SET deadline = clock_timestamp() + interval '1500 milliseconds'
      WHERE id = ${one.withdrawalId}::uuid`
    world.nudging(true)
    await recover(db, temporal)
    await isDone(one, 'expired')
    expect((await inbox.mailTo(one.email, /^Ended: 0\.850 BTC/)).text).toContain('Nothing was sent.')
    expect(await eventTypes(world, one.withdrawalId)).toEqual(['withdrawal.requested', 'withdrawal.expired'])
  })

  it('[R66] on the clock of a test account', async () => {
    const one = await aWithdrawal(world)
    await inbox.mailTo(await holdersAddress(one), /asks to withdraw/)
    await passes(world, one.accountId, DAY)
    await recover(db, temporal)
    await isDone(one, 'expired')
  })

  it('[R18] the access ends while it waits: it ends, and the sub-user is told once', async () => {
    const one = await aWithdrawal(world)
    await deactivate(context, caller, one)
    await isDone(one, 'ended')
    expect((await inbox.mailTo(one.email, /^Ended: 0\.850 BTC/)).text).toContain('because your access changed')
    expect(mailsTo(one.email, /^Ended: /)).toHaveLength(1)
  })
})

describe('what is away meanwhile', () => {
  it('[R18] Temporal at the request: it is answered, waits, and the mail follows', async () => {
    world.nudging(false)
    const one = await aWithdrawal(world)
    expect((await shown(world, one.withdrawalId)).status).toBe('waiting')
    world.nudging(true)
    await db.prisma.$executeRaw`UPDATE outbox SET due_at = clock_timestamp() - interval '1 minute'`
    await relayNudges(db, temporal)
    await inbox.mailTo(await holdersAddress(one), /asks to withdraw/)
    await declineWithdrawal(context, await holderOf(one), one)
    await isDone(one, 'declined')
    const left = () => db.prisma.outbox.count({ where: { subject: one.withdrawalId } })
    await vi.waitFor(async () => expect(await left()).toBe(0), WITHIN)
  })

  it('[R64] Temporal’s data: the approval goes on from its row, and nobody is told twice', async () => {
    const one = await aWithdrawal(world)
    const holder = await holdersAddress(one)
    await inbox.mailTo(holder, /asks to withdraw/)
    await world.loseTemporal()
    await recover(db, temporal)
    await approveWithdrawal(context, await holderOf(one), one)
    await isDone(one, 'approved')
    expect(mailsTo(holder, /asks to withdraw/)).toHaveLength(1)
    expect(mailsTo(one.email, /^Approved/)).toHaveLength(1)
  })

  it('the mail server: a decision is taken all the same, and the mail about it arrives once, later', async () => {
    inbox.isDown(true)
    const one = await aWithdrawal(world)
    await approveWithdrawal(context, await holderOf(one), one)
    expect((await shown(world, one.withdrawalId)).status).toBe('approved')
    const question = () =>
      db.prisma.mail.findFirst({
        where: { subject: one.withdrawalId, kind: 'withdrawal_waits' },
        select: { state: true },
      })
    await vi.waitFor(async () => expect(await question()).toEqual({ state: 'dropped' }), WITHIN) // however late a try began
    inbox.isDown(false)
    await isDone(one, 'approved')
    expect(mailsTo(one.email, /^Approved/)).toHaveLength(1)
    expect(mailsTo(await holdersAddress(one), /asks to withdraw/)).toEqual([]) // there is nothing left to ask
  })
})

describe('[R65] its history holds no name, address, amount, destination or reason', () => {
  it('scanned with planted values', async () => {
    const accountId = await anApprovingAccount(world, { email: 'plantedholder@kestrel.example' })
    const one = await aWithdrawal(world, { accountId, amount: { value: '31337.42', currency: 'PLANTED' } })
    await declineWithdrawal(context, await holderOf(one), { ...one, reason: 'Plantedreason' })
    await isDone(one, 'declined')
    const { events } = await handleOf(one).fetchHistory()
    const text = textsIn([events, (await handleOf(one).describe()).raw]).join('\n')
    expect(text).toContain(one.withdrawalId)
    for (const secret of [
      'planted',
      'Planted',
      'PLANTED',
      '31337',
      'kestrel',
      'Tomasz',
      'Lindgard',
      'Cold wallet',
      '0x',
    ])
      expect([secret, text.includes(secret)]).toEqual([secret, false])
  })
})

/** Every text in a history: field values, and payloads as text. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('utf8')]
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn)
  return []
}
