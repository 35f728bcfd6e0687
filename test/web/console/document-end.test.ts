import { describe, expect, it } from 'vitest'
import type { Review } from '../../../web/console/data/api.ts'
import { endFault, endOf } from '../../../web/console/review/document-end.tsx'

const now = '2026-11-24T09:42:00.000Z'
const typed = (lastDay: string | null) => ({ lastDay }) as Review['typed']
const documents = [{ kind: 'passport_photo' }] as Review['documents']

describe('[R46] the document’s last day, beside the approval', () => {
  it('is filled in as the reviewer typed it, until it is changed', () => {
    expect(endOf({ documents, typed: typed('2031-03-14') }, undefined)).toEqual({ day: '2031-03-14', none: false })
    expect(endOf({ documents, typed: typed(null) }, undefined)).toEqual({ day: '', none: false })
    const said = { day: '2030-01-01', none: false }
    expect(endOf({ documents, typed: typed('2031-03-14') }, said)).toBe(said)
  })

  it('is not asked for where a vendor has the documents', () => {
    expect(endOf({ documents: [], typed: null }, undefined)).toBeUndefined()
    expect(endFault(undefined, { now })).toBeUndefined()
  })

  it('is needed, unless none stands on it, and has not passed', () => {
    expect(endFault({ day: '', none: false }, { now })).toMatch(/^Enter the document’s last day/)
    expect(endFault({ day: '2026-11-23', none: false }, { now })).toMatch(/^This document has run out/)
    for (const end of [
      { day: '2026-11-24', none: false },
      { day: '', none: true },
    ])
      expect(endFault(end, { now })).toBeUndefined()
  })
})
