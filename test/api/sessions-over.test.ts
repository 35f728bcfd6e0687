import { describe, expect, it } from 'vitest'
import { endSessionsOf } from '../../commands/sessions.ts'
import { execute } from '../../commands/command.ts'
import { hasAccepted, isInvited, type Invited } from './invited.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const { context, db } = world

const sessionEnds = ({ subUserId }: Invited) => execute(context, (work) => endSessionsOf(work, subUserId))

describe('[R36] a session that ran out', () => {
  it('before the code: leads back to the invitation, not to a sign-in without a login', async () => {
    const one = await isInvited(world)
    const { person, link } = one
    await person.sends(`${link}/accept`)
    await sessionEnds(one)
    const page = await person.sends('/me/code', { code: '123456' })
    expect([page.status, person.heading]).toEqual([410, 'This page was open too long'])
    expect(page.html).toContain('Open the link in the invitation’s mail again')
    expect((await person.open('/me/code')).status).toBe(410)
    await person.open(link)
    await person.sends(`${link}/accept`)
    expect(person.heading).toMatch(/^Enter the code/)
  })

  it.each(['/me/leave', '/me/decline'])('%s says so: the form was not open too long', async (action) => {
    const one = await hasAccepted(world)
    const { person } = one
    if (action === '/me/decline') await person.open('/me/decline')
    await sessionEnds(one)
    const page = await person.sends(action)
    expect([page.status, person.heading]).toEqual([200, 'Sign in and go on'])
    expect(page.html).toContain('Your session has ended. Nothing you saved was lost.')
    expect(await db.prisma.subUser.findUniqueOrThrow({ where: { id: one.subUserId } })).toMatchObject({
      status: 'accepted',
    })
  })
})
