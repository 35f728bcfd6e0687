import { describe, expect, it } from 'vitest'
import { changedCells, loaded, updated } from '../../../web/console/list/reading-list.ts'
import { aRow } from './rows.ts'

const first = aRow({ id: 'sub_1' })
const second = aRow({ id: 'sub_2' })
const never = () => false

describe('a list that somebody reads', () => {
  it('[R57] updates a row in place and marks what changed', () => {
    const list = loaded([first, second], true)
    const after = updated(list, [{ ...second, status: 'accepted', left: 'about', fits: true }], never, 7)
    expect(after.rows.map(({ row }) => row.id)).toEqual(['sub_1', 'sub_2'])
    expect(after.rows[1]).toMatchObject({ changed: ['status'], changedAt: 7, gone: false })
    expect(after.rows[0]).toMatchObject({ changed: [], changedAt: 0 })
  })

  it('[R57] leaves a row that no longer fits where it is', () => {
    const after = updated(loaded([first, second], true), [{ ...first, status: 'revoked', fits: false }], never, 7)
    expect(after.rows.map(({ row, gone }) => [row.id, gone])).toEqual([
      ['sub_1', true],
      ['sub_2', false],
    ])
  })

  it('[R57] lets a new row wait instead of moving the others', () => {
    const after = updated(loaded([first], false), [{ ...second, fits: true }], (id) => id === 'sub_2', 7)
    expect(after.rows).toHaveLength(1)
    expect(after.fresh).toEqual(['sub_2'])
  })

  it('does not take a row of another page for a new one', () => {
    expect(updated(loaded([first], false), [{ ...second, fits: true }], never, 7).fresh).toEqual([])
    expect(updated(loaded([first], true), [{ ...second, fits: true }], never, 7).fresh).toEqual(['sub_2'])
  })

  it('forgets a waiting row that fits no more', () => {
    const list = { ...loaded([first], true), fresh: ['sub_2'] }
    expect(updated(list, [{ ...second, fits: false }], never, 7).fresh).toEqual([])
  })

  it('tells which cells of a row differ', () => {
    expect(changedCells(first, aRow({ id: 'sub_1', name: 'Tomasz Wierzbnik', lastEvent: 'sub_user.named' }))).toEqual(['person', 'change']) // prettier-ignore
    expect(changedCells(first, first)).toEqual([])
  })
})
