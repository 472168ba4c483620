import { describe, expect, it } from 'vitest'
import { emptyPlane, type Plane } from '../../../inputs/mask/plane.ts'
import { feather, featherRect, isSoft, sigmaOf } from './feather.ts'
import { paintStroke } from './stroke.ts'

const at = ({ width, values }: Plane, x: number, y: number) => values[y * width + x] ?? -1

/** Area under the normal distribution up to a place (Abramowitz and Stegun 7.1.26). */
function normal(place: number): number {
  const x = Math.abs(place) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const erf =
    1 -
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) *
      t *
      Math.exp(-x * x)
  return place < 0 ? (1 - erf) / 2 : (1 + erf) / 2
}

function rightHalf(width = 160, height = 40): Plane {
  const plane = emptyPlane(width, height)
  for (let y = 0; y < height; y++) plane.values.fill(255, y * width + width / 2, (y + 1) * width)
  return plane
}

describe('a softened mask', () => {
  it.each([3, 8, 20, 40])('fades over %d px as a Gaussian does', (radius) => {
    const plane = rightHalf()
    feather(plane, radius)
    for (let x = 20; x < 140; x++) {
      const wanted = 255 * normal((x + 0.5 - 80) / sigmaOf(radius))
      expect(Math.abs(at(plane, x, 20) - wanted)).toBeLessThan(6)
    }
  })

  it('stays as it was at the edges of the picture, and away from its own', () => {
    const plane = rightHalf()
    feather(plane, 10)
    expect(at(plane, 159, 0)).toBe(255)
    expect(at(plane, 159, 39)).toBe(255)
    expect(at(plane, 0, 20)).toBe(0)
    expect(at(plane, 79, 0)).toBe(at(plane, 79, 20))
  })

  it('is as soft down as across', () => {
    const plane = emptyPlane(101, 101)
    paintStroke(plane, { x: 50.5, y: 50.5, radius: 20 }, { x: 50.5, y: 50.5, radius: 20 }, 'paint')
    feather(plane, 8)
    for (let far = 0; far < 40; far++) {
      expect(at(plane, 50 + far, 50)).toBe(at(plane, 50 - far, 50))
      expect(Math.abs(at(plane, 50 + far, 50) - at(plane, 50, 50 + far))).toBeLessThan(3)
    }
  })

  it('changes nothing beyond the px that it says, and nothing where nothing is painted', () => {
    const plane = emptyPlane(200, 120)
    paintStroke(plane, { x: 60, y: 50, radius: 6 }, { x: 60, y: 50, radius: 6 }, 'paint')
    const rect = featherRect(plane, 12)
    feather(plane, 12)
    for (const [place, value] of plane.values.entries()) {
      const [x, y] = [place % 200, Math.floor(place / 200)]
      if (rect && (x < rect.left || x >= rect.right || y < rect.top || y >= rect.bottom))
        expect(value).toBe(0)
    }
    expect(featherRect(emptyPlane(20, 20), 12)).toBeNull()
  })
})

describe('whether a mask is soft', () => {
  it('is told from edges that only are no stairs', () => {
    const plane = emptyPlane(120, 120)
    paintStroke(plane, { x: 30, y: 40, radius: 14.3 }, { x: 90, y: 71, radius: 9.8 }, 'paint')
    expect(isSoft(plane)).toBe(false)
    feather(plane, 8)
    expect(isSoft(plane)).toBe(true)
    expect(isSoft(emptyPlane(3, 3))).toBe(false)
  })
})
