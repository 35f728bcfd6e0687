import { describe, expect, it, vi } from 'vitest'
import { workflowIdOf } from '../../domain/process.ts'
import { recover } from '../../relay/recover.ts'
import { aRunningWorld } from '../support/engine.ts'
import { WITHIN } from '../support/engine.ts'
import { isApproved, sendsDocuments, signsUp, anAccepted, anInvite } from '../support/onboardings.ts'

const world = await aRunningWorld()

describe('x', () => {
  it('viewer', async () => {
    const t0 = Date.now()
    const one = await anAccepted(world, { role: 'viewer' })
    await signsUp(world, one)
    await world.isDone(one.subUserId)
    const { events } = await world.client.workflow.getHandle(workflowIdOf(one.subUserId)).fetchHistory()
    console.log(events?.length, Date.now() - t0)
  })
  it('trader', async () => {
    const t0 = Date.now()
    const one = await anAccepted(world)
    await signsUp(world, one)
    await world.reaches(one.subUserId, 'verifying')
    await sendsDocuments(world, one)
    await isApproved(world, one)
    await world.isDone(one.subUserId)
    const { events } = await world.client.workflow.getHandle(workflowIdOf(one.subUserId)).fetchHistory()
    console.log(events?.length, Date.now() - t0)
  })
})
