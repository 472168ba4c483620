import { describe, expect, it } from 'vitest'
import { emptyPlane, type Plane } from '../../../inputs/mask/plane.ts'
import { type Point, paintPolygon, polygonRect } from './polygon.ts'

const at = ({ width, values }: Plane, x: number, y: number) => values[y * width + x] ?? -1
const area = ({ values }: Plane) => values.reduce((sum, value) => sum + value, 0) / 255
const points = (...places: readonly (readonly [number, number])[]): Point[] =>
  places.map(([x, y]) => ({ x, y }))

describe('the inside of an outline', () => {
  it('on whole px is just those', () => {
    const plane = emptyPlane(16, 12)
    paintPolygon(plane, points([3, 2], [9, 2], [9, 7], [3, 7]), 'paint')
    expect(area(plane)).toBe(30)
    expect([at(plane, 3, 2), at(plane, 8, 6), at(plane, 2, 2), at(plane, 9, 6), at(plane, 3, 7)]).toEqual([
      255, 255, 0, 0, 0,
    ])
  })

  it('has edges that fade by how much of a px lies inside', () => {
    const plane = emptyPlane(16, 12)
    paintPolygon(plane, points([3.5, 2.5], [9.25, 2.5], [9.25, 7], [3.5, 7]), 'paint')
    expect(at(plane, 3, 4)).toBe(128)
    expect(at(plane, 9, 4)).toBe(64)
    expect(at(plane, 5, 2)).toBe(128)
    expect(area(plane)).toBeCloseTo(5.75 * 4.5, 0)
  })

  it('of a triangle has its area', () => {
    const plane = emptyPlane(64, 64)
    paintPolygon(plane, points([4.2, 5.1], [59.7, 22.3], [17.9, 58.8]), 'paint')
    expect(area(plane)).toBeCloseTo(0.5 * Math.abs(55.5 * 53.7 - 13.7 * 17.2), -1)
  })

  it.each([
    ['one way', [...points([2, 2], [14, 2], [14, 10], [2, 10])]],
    ['the other way', [...points([2, 2], [2, 10], [14, 10], [14, 2])]],
  ])('is the same drawn %s', (_, outline) => {
    const plane = emptyPlane(16, 12)
    paintPolygon(plane, outline, 'paint')
    expect(area(plane)).toBe(96)
  })

  it('holds what is circled twice', () => {
    const plane = emptyPlane(16, 12)
    const round = points([2, 2], [14, 2], [14, 10], [2, 10])
    paintPolygon(plane, [...round, ...round], 'paint')
    expect(area(plane)).toBe(96)
  })

  it('is cut at the picture', () => {
    const plane = emptyPlane(16, 12)
    paintPolygon(plane, points([-8, -5], [40, -5], [40, 30], [-8, 30]), 'paint')
    expect(area(plane)).toBe(16 * 12)
    expect(polygonRect(plane, points([20, 2], [30, 2], [30, 9]))).toBeNull()
  })

  it('can be taken away', () => {
    const plane = emptyPlane(16, 12)
    plane.values.fill(255)
    paintPolygon(plane, points([3, 2], [9, 2], [9, 7], [3, 7]), 'erase')
    expect(area(plane)).toBe(16 * 12 - 30)
  })

  it('of a click or a line is nothing', () => {
    const plane = emptyPlane(16, 12)
    paintPolygon(plane, points([3, 2]), 'paint')
    paintPolygon(plane, points([3, 2], [9, 8]), 'paint')
    paintPolygon(plane, [], 'paint')
    expect(area(plane)).toBe(0)
  })
})
