import { describe, expect, it } from 'vitest'
import { DOCUMENT_PARTS, RESUBMISSION_REASONS } from '../../../domain/verification.ts'
import { reasonText, reasonWords } from '../../../domain/words/index.ts'
import { personReads } from '../../../web/console/review/ask-again.tsx'

const lastDay = (day: string | null) => ({
  typed: {
    name: null,
    birth: 'same',
    until: 'out_of_date',
    digits: null,
    used: 'unique',
    usedBy: null,
    lastDay: day,
  } as const,
})
const now = '2026-11-24T09:42:00.000Z'

describe('[R42] the reviewer’s preview has the words that the person reads', () => {
  it.each(['en', 'de'] as const)('in the person’s language, %s, for every reason', (language) => {
    for (const reason of RESUBMISSION_REASONS) {
      const said = personReads({ document: 'passport_photo', reason }, { language, typed: null, now })
      expect(said).toContain(reasonText(language, reason, { document: 'passport_photo' }))
      expect(said.toLowerCase()).toContain(reasonWords(language, reason, 'passport_photo').helps.toLowerCase())
    }
  })

  it('names the part that can’t be read', () => {
    const reads = (language: string, part: (typeof DOCUMENT_PARTS)[number]) =>
      personReads({ document: 'passport_photo', reason: 'glare', part }, { language, typed: null, now })
    expect(reads('en', 'machine_lines')).toMatch(
      /^Light reflects on the page, so we can’t read the lines at the bottom\./,
    )
    expect(reads('de', 'birth')).toMatch(
      /^Licht spiegelt auf der Seite, deshalb können wir das Geburtsdatum nicht lesen\./,
    )
    for (const part of DOCUMENT_PARTS) expect(reads('en', part)).not.toMatch(/all of it|[{}]/)
  })

  it('says when the document ran out, as the reviewer typed it, and no date that is still to come', () => {
    const reads = (day: string | null) =>
      personReads({ document: 'passport_photo', reason: 'out_of_date' }, { language: 'en', ...lastDay(day), now })
    expect(reads('2026-03-14')).toMatch(/^This document ran out on 14 Mar 2026\./)
    for (const day of ['2031-03-14', null]) expect(reads(day)).toMatch(/^This document has run out\./)
  })
})
