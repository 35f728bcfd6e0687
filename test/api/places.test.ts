import { describe, expect, it } from 'vitest'
import { placeOf } from '../../api/http/limits.ts'

describe('[R68] a place, by which tries are counted', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::a:b:c:d', '2001:db8:0:0'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    [undefined, ''],
  ])('of %j is %j', (ip, place) => expect(placeOf(ip)).toBe(place))
})
