import { describe, expect, it } from 'vitest'
import { emptyPlane, type Plane } from '../../../inputs/mask/plane.ts'
import { type Dab, paintStroke, strokeRect } from './stroke.ts'

const at = ({ width, values }: Plane, x: number, y: number) => values[y * width + x] ?? -1

/** places of the brush on its way, which it is looked at */
const WAY = 60
/** of them in each px, across and down */
const PLACES = 4

/** How much a stroke covers each px, by looking at places in it: slow, and nothing else to be wrong in. */
function looked({ width, height }: Plane, from: Dab, to: Dab): Plane {
  const copy = emptyPlane(width, height)
  const way = Array.from({ length: WAY + 1 }, (_, step) => ({
    x: from.x + (step / WAY) * (to.x - from.x),
    y: from.y + (step / WAY) * (to.y - from.y),
    square: (from.radius + (step / WAY) * (to.radius - from.radius)) ** 2,
  }))
  const isInside = (x: number, y: number) =>
    way.some((dab) => (x - dab.x) * (x - dab.x) + (y - dab.y) * (y - dab.y) <= dab.square)
  for (let place = 0; place < PLACES * PLACES; place++) {
    const [right, down] = [((place % PLACES) + 0.5) / PLACES, (Math.floor(place / PLACES) + 0.5) / PLACES]
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        if (isInside(x + right, y + down))
          copy.values[y * width + x] = 255 / PLACES ** 2 + (at(copy, x, y) ?? 0)
  }
  return copy
}

describe('a stroke', () => {
  it.each<[string, Dab, Dab]>([
    ['of a dot', { x: 20, y: 16, radius: 9 }, { x: 20, y: 16, radius: 9 }],
    ['across', { x: 8, y: 9, radius: 5 }, { x: 32, y: 9, radius: 5 }],
    ['down', { x: 20, y: 6, radius: 4.5 }, { x: 20, y: 25, radius: 4.5 }],
    ['that is steep and gets wider', { x: 10.3, y: 5.2, radius: 2 }, { x: 27.9, y: 23.4, radius: 7 }],
    ['that gets thinner', { x: 10, y: 20, radius: 8 }, { x: 34, y: 12, radius: 1 }],
    ['over the edges', { x: -3, y: 3, radius: 6 }, { x: 44, y: 34, radius: 6 }],
    ['of which one end lies in the other', { x: 20, y: 16, radius: 10 }, { x: 22, y: 17, radius: 3 }],
  ])('%s covers what the brush passes over', (_, from, to) => {
    const plane = emptyPlane(40, 32)
    paintStroke(plane, from, to, 'paint')
    const wanted = looked(plane, from, to)
    let most = 0
    for (const [place, value] of plane.values.entries())
      most = Math.max(most, Math.abs(value - (wanted.values[place] ?? 0)))
    // By its distance from the edge, a px is covered a little otherwise than by its area.
    expect(most).toBeLessThan(56)
    expect(plane.values.some((value) => value === 255)).toBe(true)
  })

  it('drawn twice is the same as once', () => {
    const [from, to] = [
      { x: 5.5, y: 6.5, radius: 3 },
      { x: 18.5, y: 13.5, radius: 3 },
    ]
    const plane = emptyPlane(24, 20)
    paintStroke(plane, from, to, 'paint')
    const once = plane.values.slice()
    paintStroke(plane, from, to, 'paint')
    expect(plane.values).toEqual(once)
  })

  it('takes away what it is drawn over when it erases, and nothing else', () => {
    const plane = emptyPlane(24, 20)
    plane.values.fill(255)
    paintStroke(plane, { x: 12, y: 10, radius: 5 }, { x: 12, y: 10, radius: 5 }, 'erase')
    expect(at(plane, 12, 10)).toBe(0)
    expect(at(plane, 3, 10)).toBe(255)
    expect(at(plane, 12, 16)).toBe(255)
  })

  it('of one px covers one px', () => {
    const plane = emptyPlane(8, 8)
    paintStroke(plane, { x: 3.5, y: 4.5, radius: 0.5 }, { x: 3.5, y: 4.5, radius: 0.5 }, 'paint')
    expect(at(plane, 3, 4)).toBe(255)
    expect(plane.values.reduce((sum, value) => sum + value, 0)).toBe(255)
  })

  it('beside the picture changes nothing', () => {
    const plane = emptyPlane(8, 8)
    const beside = { x: -20, y: 4, radius: 5 }
    expect(strokeRect(plane, beside, beside)).toBeNull()
    paintStroke(plane, beside, beside, 'paint')
    expect(plane.values.every((value) => value === 0)).toBe(true)
  })

  it('changes nothing beyond the px that it says', () => {
    const plane = emptyPlane(40, 30)
    const [from, to] = [
      { x: 11.2, y: 9.7, radius: 4.3 },
      { x: 25.9, y: 17.1, radius: 2.2 },
    ]
    const rect = strokeRect(plane, from, to)
    paintStroke(plane, from, to, 'paint')
    for (let y = 0; y < 30; y++)
      for (let x = 0; x < 40; x++) {
        const isIn = rect && x >= rect.left && x < rect.right && y >= rect.top && y < rect.bottom
        if (!isIn) expect(at(plane, x, y)).toBe(0)
      }
  })
})
