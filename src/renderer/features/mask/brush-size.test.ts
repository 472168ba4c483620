import { describe, expect, it } from 'vitest'
import { firstBrush, fromSlider, largestBrush, stepped, toSlider } from './brush-size.ts'

describe('the size of the brush', () => {
  it('follows from the picture', () => {
    expect([firstBrush({ width: 512, height: 768 }), largestBrush({ width: 512, height: 768 })]).toEqual([
      48, 384,
    ])
    expect([firstBrush({ width: 1, height: 1 }), largestBrush({ width: 1, height: 1 })]).toEqual([1, 1])
  })
  it('changes with every step by at least 1 px, between 1 and the largest', () => {
    let size = 1
    const seen = [size]
    while (size < 200) {
      size = stepped(size, 1, 200)
      seen.push(size)
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(stepped(200, 1, 200)).toBe(200)
    expect(stepped(100, -1, 200)).toBe(87)
    expect(stepped(2, -1, 200)).toBe(1)
    expect(stepped(1, -3, 200)).toBe(1)
    expect(stepped(100, 0.5, 200)).toBe(107)
  })
  it('comes back from the slider as it went there', () => {
    for (const size of [1, 2, 40, 333, 2048]) expect(fromSlider(toSlider(size, 2048), 2048)).toBe(size)
    expect(toSlider(1, 1)).toBe(0)
  })
})
