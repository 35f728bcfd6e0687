import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { legalText } from '../../domain/legal/index.ts'
import { consentsOf } from '../../store/consents.ts'
import { readsTheTexts } from './invited.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const { db } = world
const TICKED = { accept_terms: 'on', accept_privacy: 'on' }

describe('[R36] the legal texts are accepted as they were shown', () => {
  it('a version that is no longer in force is refused: nothing is recorded, and the new one is shown', async () => {
    const { person, subUserId } = await readsTheTexts(world)
    expect(person.heading).toBe('Read and accept')
    for (const version of ['0.9', '']) {
      const page = await person.sends('/me/legal', { ...TICKED, version_terms: version })
      expect(page.status).toBe(422)
      expect(person.problems).toEqual([
        'The Terms of Use changed since you opened this page. Nothing was accepted. Read the new version, then accept it.',
      ])
      expect(page.html).toMatch(/<input[^>]*id="accept_privacy"[^>]*checked/)
      expect(page.html).not.toMatch(/<input[^>]*id="accept_terms"[^>]*checked/)
    }
    expect(await consentsOf(db.prisma, subUserId)).toEqual([])
    expect(await db.prisma.subUser.findUniqueOrThrow({ where: { id: subUserId } })).toMatchObject({ legalAt: null })
  })

  it('the language that was read counts, whichever another window chose meanwhile', async () => {
    const { person, subUserId } = await readsTheTexts(world)
    const english = person.page
    await person.open('/me/legal?lang=de')
    person.page = english
    await person.sends('/me/legal', TICKED)
    const hashes = (await consentsOf(db.prisma, subUserId)).map(({ text, sha256 }) => [text, sha256])
    const hashOf = (key: string) => createHash('sha256').update(legalText(key, 'en').body).digest('hex')
    expect(hashes).toEqual([
      ['privacy', hashOf('privacy')],
      ['terms', hashOf('terms')],
    ])
  })
})
