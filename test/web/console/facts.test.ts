import { describe, expect, it } from 'vitest'
import { dueOf, lookOf, railOf, statusDetail, turnName } from '../../../web/console/marks/facts.ts'
import { setZone } from '../../../web/kit/app/dates.ts'
import { aRow } from './rows.ts'

setZone('Europe/Warsaw')
const now = new Date('2026-11-24T09:42:00.000Z')
const inReview = { status: 'verifying', verificationState: 'in_review', turn: 'staff', attempt: 1 } as const

describe('what a line of the list says', () => {
  it('[R57] shows a deadline with the date beside it, rounded down', () => {
    expect(dueOf(aRow(), now)).toEqual({ mark: null, text: 'in 4 days', detail: 'Sat 28 Nov, 14:05' })
  })

  it('marks a deadline within a day, and a review within 45 minutes or late', () => {
    expect(dueOf(aRow({ deadline: '2026-11-25T08:40:00.000Z' }), now)).toMatchObject({ mark: 'soon', text: 'in 22 h' })
    const review = (reviewDueAt: string) => dueOf(aRow({ ...inReview, reviewDueAt }), now)
    expect(review('2026-11-24T10:20:00.000Z')).toEqual({ mark: 'soon', text: 'in 38 min', detail: 'review due 11:20' })
    expect(review('2026-11-24T11:52:00.000Z')).toMatchObject({ mark: null, text: 'in 2 h' })
    expect(review('2026-11-24T09:20:00.000Z')).toEqual({
      mark: 'late',
      text: '22 min late',
      detail: 'review was due 10:20',
    })
  })

  it('[R33] says that the date stands still in a vendor’s turn', () => {
    const row = aRow({ status: 'verifying', verificationState: 'processing', turn: 'vendor', vendor: 'larkcheck' })
    expect(dueOf(row, now)).toEqual({ mark: null, text: 'Stands still', detail: 'while Larkcheck checks' })
  })

  it('names whose turn it is, by first name once given', () => {
    expect(turnName(aRow())).toBe('Invitee')
    expect(turnName(aRow({ name: 'Tomasz Wierzbnik' }))).toBe('Tomasz')
    expect(turnName(aRow({ ...inReview, reviewer: { name: 'Marta Quillon', mine: true } }))).toBe('Marta (you)')
    expect(turnName(aRow({ ...inReview, reviewer: { name: 'Jonas Feldgraf', mine: false } }))).toBe('Jonas F.')
  })

  it('[R60] tells an invitation that nobody saw from one where a button was pressed', () => {
    expect(statusDetail(aRow())).toBe('not seen')
    expect(statusDetail(aRow({ seen: true }))).toBe('seen')
    expect(statusDetail(aRow({ status: 'expired' }))).toBe('never seen')
  })

  it.each([
    ['invited', { status: 'invited', seen: true }],
    ['accepted', { status: 'accepted', left: 'about' }],
    [
      'in review',
      { ...inReview, reviewDueAt: '2026-11-24T09:20:00.000Z', reviewer: { name: 'Jonas Feldgraf', mine: false } },
    ],
  ] as const)('[R57] a stopped one says “reported”, whatever it was at: %s', (_, at) => {
    const row = aRow({ ...at, turn: 'staff', reported: true })
    expect(statusDetail(row)).toBe('reported')
    expect(turnName(row)).toBe('Staff')
    expect(dueOf(row, now)).toEqual({ mark: null, text: 'Stands still', detail: 'until staff have looked' })
    expect(lookOf(row).tone).toBe('staff')
  })

  it('draws the rail: not needed for a Viewer, ended where it ended', () => {
    expect(railOf(aRow({ exempt: true })).parts).toEqual(['d', 'c', 'n', 'o'])
    expect(railOf(aRow({ ...inReview })).parts).toEqual(['d', 'd', 'c', 'o'])
    expect(railOf(aRow({ status: 'expired' })).parts).toEqual(['d', 'e', 'e', 'e'])
    expect(railOf(aRow({ status: 'rejected', acceptedAt: '2026-11-22T18:12:00.000Z' })).parts).toEqual(['d', 'd', 'e', 'e']) // prettier-ignore
  })
})
