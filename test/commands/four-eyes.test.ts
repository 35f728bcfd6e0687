import { describe, expect, it } from 'vitest'
import { timeLineOf } from '../../api/console/onboardings/time-line.ts'
import { reviewOf } from '../../api/console/reviews/review.ts'
import { UNDO_MS, giveDecision, leaveDecisions, takeBackDecision } from '../../commands/held-decisions.ts'
import { decideReview, handBackReview, takeReview } from '../../commands/review.ts'
import { eventsOf } from '../../store/events.ts'
import { waitingReviews } from '../../store/reviews.ts'
import { aMember } from '../support/actors.ts'
import { aCompanyAccount, aTraderInReview, eventTypes, seen, sendsDocuments } from '../support/onboardings.ts'
import { atOnce, refused } from '../support/refused.ts'
import { aWorld } from '../support/world.ts'

const world = await aWorld()
const { context, db } = world

const aTraderUnderFourEyes = async () =>
  aTraderInReview(world, { accountId: await aCompanyAccount(world, { profile: 'four_eyes' }) })

type Choice = { decision: 'approve' | 'ask_again' | 'reject'; reason?: string; asked?: 'glare' | 'blurred' }
const APPROVE: Choice = { decision: 'approve' }
const REJECT: Choice = { decision: 'reject', reason: 'Planted reason' }
const AGAIN: Choice = { decision: 'ask_again', asked: 'glare' }

const inputOf = (subUserId: string, { decision, reason, asked }: Choice) => ({
  subUserId,
  decision,
  reason,
  asked: asked ? [{ document: 'passport_photo' as const, reason: asked }] : [],
})

async function decides(subUserId: string, choice: Choice, by = aMember('reviewer')) {
  await takeReview(context, by, { subUserId })
  await decideReview(context, by, inputOf(subUserId, choice))
  return by
}

describe('[R45] four eyes', () => {
  it('the first decision changes nothing; the same one from somebody else counts at once', async () => {
    const { subUserId } = await aTraderUnderFourEyes()
    await decides(subUserId, APPROVE)
    expect(await seen(world, subUserId)).toMatchObject({
      verificationState: 'in_review',
      turn: 'staff',
      reviewerId: null,
    })
    await decides(subUserId, APPROVE)
    expect(await seen(world, subUserId)).toMatchObject({ verificationState: 'approved', turn: 'nobody' })
    expect(await eventTypes(world, subUserId)).toEqual(
      expect.arrayContaining(['verification.first_decided', 'verification.second_decided', 'verification.approved']),
    )
  })

  it('whoever gave the first can’t take the second, nor be given it', async () => {
    const { subUserId } = await aTraderUnderFourEyes()
    const first = await decides(subUserId, APPROVE)
    await refused('second-decision-needed', takeReview(context, first, { subUserId }))
    await refused('review-taken', decideReview(context, first, inputOf(subUserId, APPROVE)))
  })

  it('two at once who both want to be the second: one is', async () => {
    const { subUserId } = await aTraderUnderFourEyes()
    await decides(subUserId, APPROVE)
    const two = [aMember('reviewer'), aMember('reviewer')]
    const { done, refusals } = await atOnce(two.map((by) => () => takeReview(context, by, { subUserId })))
    expect([done.length, refusals.map(({ code }) => code)]).toEqual([1, ['review-taken']])
  })

  it('different decisions: a manager who gave neither decides, with a new time limit', async () => {
    const { subUserId } = await aTraderUnderFourEyes()
    const before = (await seen(world, subUserId)).reviewDueAt
    const first = await decides(subUserId, APPROVE, aMember('manager'))
    await decides(subUserId, REJECT)
    const standing = await seen(world, subUserId)
    expect(standing).toMatchObject({ status: 'verifying', verificationState: 'in_review', reviewerId: null })
    expect(standing.reviewDueAt?.getTime()).toBeGreaterThan(before?.getTime() ?? Infinity)
    await refused('role-may-not', takeReview(context, aMember('reviewer'), { subUserId }))
    await refused('second-decision-needed', takeReview(context, first, { subUserId }))
    await decides(subUserId, APPROVE, aMember('manager'))
    expect(await seen(world, subUserId)).toMatchObject({ verificationState: 'approved' })
  })

  it('both ask again, for different reasons: the person is told all that either named', async () => {
    const { subUserId } = await aTraderUnderFourEyes()
    const first = aMember('reviewer')
    await takeReview(context, first, { subUserId })
    const selfie = { document: 'selfie' as const, reason: 'selfie_unclear' as const }
    await decideReview(context, first, { subUserId, decision: 'ask_again', asked: [selfie] })
    await decides(subUserId, AGAIN)
    const [attempt] = await db.prisma.verificationAttempt.findMany({ where: { subUserId }, orderBy: { number: 'asc' } })
    expect(attempt?.asked).toEqual([{ document: 'passport_photo', reason: 'glare' }, selfie])
  })

  it('the next attempt has a first and a second decision of its own', async () => {
    const one = await aTraderUnderFourEyes()
    await decides(one.subUserId, AGAIN)
    await decides(one.subUserId, AGAIN)
    await sendsDocuments(world, one, ['passport_photo'])
    await decides(one.subUserId, APPROVE)
    expect(await seen(world, one.subUserId)).toMatchObject({ attempt: 2, verificationState: 'in_review' })
    await decides(one.subUserId, APPROVE)
    expect(await seen(world, one.subUserId)).toMatchObject({ verificationState: 'approved' })
  })
})

describe('[R45] nothing that staff can read tells the second reviewer what the first decided', () => {
  const readAll = async (subUserId: string, reader: { id: string }) => {
    const found = await seen(world, subUserId)
    const events = await eventsOf(db, subUserId)
    const timeLine = timeLineOf(events, ({ kind }) => ({ kind, name: null, mine: false }), new Map(), null)
    const mails = await db.prisma.mail.findMany({ where: { subject: subUserId } })
    return { found, events, timeLine, mails, review: await reviewOf({ context }, found, reader) }
  }

  it.each([
    ['approve', APPROVE],
    ['ask again', AGAIN],
    ['reject', REJECT],
  ] as const)('“%s” reads like every other decision', async (_, choice) => {
    const { subUserId } = await aTraderUnderFourEyes()
    await decides(subUserId, choice)
    const { found, events, timeLine, mails, review } = await readAll(subUserId, aMember('reviewer'))
    const row = { ...found, person: null, account: null, openForMs: 0 }
    const words = JSON.stringify([events, timeLine, mails, review, row])
    expect(words).not.toMatch(/"approve|ask_again|reject|glare|Planted|asked":\[\{/)
    expect(review).toMatchObject({ stage: 'second', decisions: [], first: { mine: false } })
    expect(timeLine.map((entry) => entry.type)).not.toContain('verification.first_decided')
    expect(review.documents.map((document) => document.state)).toEqual(['sent', 'sent'])
  })

  it('and after the second, both are shown', async () => {
    const { subUserId } = await aTraderUnderFourEyes()
    await decides(subUserId, REJECT)
    const second = await decides(subUserId, APPROVE)
    const { timeLine, review } = await readAll(subUserId, second)
    expect(review.decisions.map(({ stage, decision, mine }) => [stage, decision, mine])).toEqual([
      ['first', 'reject', false],
      ['second', 'approve', true],
    ])
    expect(timeLine.filter((entry) => entry.decision).map(({ type, decision }) => [type, decision])).toEqual([
      ['verification.second_decided', 'approve'],
      ['verification.first_decided', 'reject'],
    ])
  })
})

describe('[R45] a decision can be taken back for ten seconds', () => {
  const passes = (subUserId: string, ms: number) =>
    db.prisma
      .$executeRaw`UPDATE held_decision SET leaves_at = leaves_at - ${ms} * interval '1 millisecond' WHERE sub_user_id = ${subUserId}::uuid`
  const given = async (choice: Choice) => {
    const { subUserId } = await aTraderInReview(world)
    const by = aMember('reviewer')
    await db.prisma.staffUser.create({ data: { id: by.id, name: 'R', email: `${by.id}@x.example`, role: 'reviewer' } })
    await takeReview(context, by, { subUserId })
    await giveDecision(context, by, inputOf(subUserId, choice))
    return { subUserId, by }
  }
  const waits = async (subUserId: string) => (await waitingReviews(db)).some((one) => one.id === subUserId)

  it('until then nothing has happened and nobody is told; then it takes effect, once, also without the page', async () => {
    const { subUserId } = await given(REJECT)
    await leaveDecisions(context)
    expect(await seen(world, subUserId)).toMatchObject({ verificationState: 'in_review' })
    expect(await waits(subUserId)).toBe(false)
    await passes(subUserId, UNDO_MS)
    await Promise.all([leaveDecisions(context), leaveDecisions(context)])
    expect(await seen(world, subUserId)).toMatchObject({ status: 'rejected' })
    expect((await eventTypes(world, subUserId)).filter((type) => type === 'sub_user.rejected')).toHaveLength(1)
  })

  it('taken back, it never was: no event, no reason kept, and the review waits again', async () => {
    const { subUserId, by } = await given(REJECT)
    await refused('review-over', takeBackDecision(context, aMember('reviewer'), { subUserId }))
    await takeBackDecision(context, by, { subUserId })
    await passes(subUserId, UNDO_MS)
    await leaveDecisions(context)
    expect(await seen(world, subUserId)).toMatchObject({ verificationState: 'in_review', reviewerId: by.id })
    expect(await db.prisma.remark.count({ where: { subUserId } })).toBe(0)
    expect(await waits(subUserId)).toBe(true)
    await refused('review-over', takeBackDecision(context, by, { subUserId }))
  })

  it('after ten seconds it can’t be taken back', async () => {
    const { subUserId, by } = await given(APPROVE)
    await passes(subUserId, UNDO_MS)
    await refused('review-over', takeBackDecision(context, by, { subUserId }))
    await leaveDecisions(context)
    expect(await seen(world, subUserId)).toMatchObject({ verificationState: 'approved' })
  })

  it('handed back, taken over, or gone from the staff meanwhile: it is not given', async () => {
    const back = await given(APPROVE)
    await handBackReview(context, back.by, { subUserId: back.subUserId })
    const over = await given(APPROVE)
    await takeReview(context, aMember('manager'), { subUserId: over.subUserId })
    const gone = await given(APPROVE)
    await db.prisma.staffUser.update({ where: { id: gone.by.id }, data: { role: 'viewer' } })
    await passes(gone.subUserId, UNDO_MS)
    await leaveDecisions(context)
    for (const { subUserId } of [back, over, gone])
      expect(await seen(world, subUserId)).toMatchObject({ verificationState: 'in_review' })
    expect(await db.prisma.heldDecision.count({ where: { subUserId: gone.subUserId } })).toBe(0)
  })

  it('a manager who takes over is told to the other by mail', async () => {
    const { subUserId, by } = await given(APPROVE)
    await takeReview(context, aMember('manager'), { subUserId })
    const mail = await db.prisma.mail.findFirstOrThrow({ where: { subject: subUserId, kind: 'review_taken_over' } })
    expect(mail.facts).toMatchObject({ staffId: by.id })
    expect(world.mails).toContain(mail.id)
  })
})
