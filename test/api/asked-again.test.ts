import { describe, expect, it } from 'vitest'
import { decideReview, takeReview } from '../../commands/review.ts'
import { aMember } from '../support/actors.ts'
import { anInviteeSite } from '../support/invitee-pages.ts'
import { aPicture, aTraderInReview, isAskedForSelfie, seen } from '../support/onboardings.ts'
import { aWorld } from '../support/world.ts'

const world = await aWorld()
const { context } = world
const { signedIn } = await anInviteeSite(world)
const photo = new Blob([Uint8Array.from(await aPicture())], { type: 'image/png' })

describe('[R42] asked again, another document', () => {
  it.each([
    ['the selfie', isAskedForSelfie],
    ['the name', isAskedForName],
  ])(
    'instead of the accepted passport, when %s is asked for: every photo has its form, and it can be sent',
    async (_, ask) => {
      const one = await aTraderInReview(world)
      await ask(world, one)
      const person = await signedIn(one)
      expect(person.page.html).toContain('Accepted, you don’t need to do anything.')
      await person.sends('/me/identity/document', { document: 'id_card' })
      expect(person.heading).toBe('Identity check')
      const kinds = ['id_card_front', 'id_card_back', 'selfie']
      const forms = [...person.page.html.matchAll(/name="kind" value="(\w+)"/g)].map(([, kind]) => kind)
      expect(forms).toEqual(expect.arrayContaining(kinds.slice(0, 2)))
      for (const kind of kinds) await person.sends('/me/identity/photo', { kind, photo })
      await person.sends('/me/identity/send')
      expect(await seen(world, one.subUserId)).toMatchObject({ verificationState: 'in_review', turn: 'staff' })
    },
  )
})

async function isAskedForName(_: unknown, one: { subUserId: string }): Promise<void> {
  const by = aMember('reviewer')
  await takeReview(context, by, one)
  const asked = [{ document: 'name', reason: 'name_differs' }] as const
  await decideReview(context, by, { ...one, decision: 'ask_again', asked })
}
