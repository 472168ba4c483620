import { describe, expect, it } from 'vitest'
import { boundsOf, clipTo, emptyPlane, invert } from './plane.ts'

describe('a mask', () => {
  it('is as large as what is painted in it', () => {
    const plane = emptyPlane(20, 10)
    expect(boundsOf(plane)).toBeNull()
    plane.values[3 * 20 + 7] = 1
    expect(boundsOf(plane)).toEqual({ left: 7, top: 3, right: 8, bottom: 4 })
    plane.values[8 * 20 + 2] = 255
    plane.values[5 * 20 + 19] = 9
    expect(boundsOf(plane)).toEqual({ left: 2, top: 3, right: 20, bottom: 9 })
    plane.values.fill(4)
    expect(boundsOf(plane)).toEqual({ left: 0, top: 0, right: 20, bottom: 10 })
  })
  it('is cut to the picture on whole px', () => {
    expect(clipTo(emptyPlane(20, 10), { left: -3, top: 2.4, right: 30, bottom: 5.2 })).toEqual({
      left: 0,
      top: 2,
      right: 20,
      bottom: 6,
    })
    expect(clipTo(emptyPlane(20, 10), { left: 21, top: 0, right: 30, bottom: 5 })).toBeNull()
  })
  it('is inverted px by px', () => {
    const plane = emptyPlane(2, 1)
    plane.values[0] = 200
    invert(plane)
    expect([...plane.values]).toEqual([55, 255])
  })
})
