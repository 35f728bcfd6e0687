import { describe, expect, it } from 'vitest'
import { isFiltered, queryOf, readListSearch, sortOf } from '../../../web/console/list/search.ts'

describe('the address of the list', () => {
  it('[R57] holds tab, filters, search and order', () => {
    const search = readListSearch({
      view: 'staff',
      status: 'invited,accepted',
      role: 'viewer,guest',
      search: ' tom ',
      sort: 'newest',
    })
    expect(queryOf(search, ['viewer', 'guest'])).toEqual({
      view: 'staff',
      status: ['invited', 'accepted'],
      role: ['viewer', 'guest'],
      search: 'tom',
    })
    expect(sortOf(search)).toBe('newest')
  })

  it('leaves out what it does not know, so that an old address still opens', () => {
    const query = queryOf(
      readListSearch({ view: 'nothing', status: 'gone,invited', turn: 'nobody,me', role: 'gone', other: 'x' }),
      [],
    )
    expect(query).toEqual({ view: 'all', status: ['invited'], turn: ['nobody'] })
    expect(isFiltered(query)).toBe(true)
    expect(isFiltered(queryOf({ view: 'open' }, []))).toBe(false)
  })
})
