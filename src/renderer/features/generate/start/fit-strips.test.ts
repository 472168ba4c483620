import { describe, expect, it } from 'vitest'
import { fitStrips } from './fit-strips.ts'

const area = (left: number, top: number, width: number, height: number) => ({ left, top, width, height })
const [wide, tall, square] = [
  { width: 200, height: 100 },
  { width: 100, height: 400 },
  { width: 80, height: 80 },
]

describe('what servers make of a picture of another shape', () => {
  it.each(['stretch', 'latent'] as const)('is all of it, drawn out: %s', (mode) => {
    expect(fitStrips(wide, square, mode)).toEqual([{ from: area(0, 0, 200, 100), to: area(0, 0, 80, 80) }])
  })

  it('is its middle, where what stands over is cut off', () => {
    expect(fitStrips(wide, square, 'crop')).toEqual([{ from: area(50, 0, 100, 100), to: area(0, 0, 80, 80) }])
    expect(fitStrips(tall, square, 'crop')).toEqual([
      { from: area(0, 150, 100, 100), to: area(0, 0, 80, 80) },
    ])
  })

  it('is all of it between its outermost rows, drawn out to the edges', () => {
    expect(fitStrips(wide, square, 'fill')).toEqual([
      { from: area(0, 0, 200, 100), to: area(0, 20, 80, 40) },
      { from: area(0, 0, 200, 1), to: area(0, 0, 80, 20) },
      { from: area(0, 99, 200, 1), to: area(0, 60, 80, 20) },
    ])
  })

  it('is all of it between its outermost columns', () => {
    expect(fitStrips(tall, square, 'fill')).toEqual([
      { from: area(0, 0, 100, 400), to: area(30, 0, 20, 80) },
      { from: area(0, 0, 1, 400), to: area(0, 0, 30, 80) },
      { from: area(99, 0, 1, 400), to: area(50, 0, 30, 80) },
    ])
  })

  it('is the picture itself where the shape is the same', () => {
    expect(fitStrips(wide, { width: 400, height: 200 }, 'fill')).toHaveLength(1)
  })
})
