import { describe, expect, it } from 'vitest'
import { cutEdges } from './scroll-edges.ts'

const place = (scrollTop: number, scrollHeight = 420) => ({ scrollTop, scrollHeight, clientHeight: 128 })

describe('the edges of a list that cut something off', () => {
  it.each([
    ['none where all of it is in sight', place(0, 128), { above: false, below: false }],
    ['the lower one at the start', place(0), { above: false, below: true }],
    ['both in the middle', place(100), { above: true, below: true }],
    ['the upper one at the end', place(292), { above: true, below: false }],
    ['the upper one at an end that was rounded', place(291.4), { above: true, below: false }],
  ])('are %s', (_which, at, edges) => {
    expect(cutEdges(at)).toEqual(edges)
  })
})
