import { describe, expect, it } from 'vitest'
import { InputPicture } from './input-picture.ts'
import { countOwnMasks, isMasked, maskOf, withOwnMask } from './own-masks.ts'

const picture = (digit: string) =>
  InputPicture.parse({ id: digit.repeat(64), name: digit, width: 8, height: 8 })
const [one, two, common, own] = ['1', '2', 'c', 'd'].map(picture) as [
  InputPicture,
  InputPicture,
  InputPicture,
  InputPicture,
]

describe('masks of single inputs', () => {
  it('go before that of all, for their input alone', () => {
    const how = withOwnMask({ mask: common }, one.id, own)
    expect([maskOf(how, one.id), maskOf(how, two.id)]).toEqual([own, common])
    expect(countOwnMasks(how)).toBe(1)
  })
  it('are masks where there is none of all', () => {
    expect(isMasked({ mask: null })).toBe(false)
    expect(isMasked(withOwnMask({ mask: null }, one.id, own))).toBe(true)
  })
  it('leave nothing behind when they are given up', () => {
    const how = withOwnMask(withOwnMask({ mask: common }, one.id, own), one.id, null)
    expect(how).toEqual({ mask: common })
    expect(maskOf(how, one.id)).toBe(common)
  })
})
