import { beforeEach, describe, expect, it } from 'vitest'
import { emptyPlane } from '../../../inputs/mask/plane.ts'
import { Painting } from './painting.ts'

let dirty: Set<number>
let painting: Painting
const painted = () => painting.plane.values.reduce((sum, value) => sum + value, 0) / 255

beforeEach(() => {
  dirty = new Set()
  painting = new Painting(emptyPlane(512, 256), (tiles) => {
    for (const tile of tiles) dirty.add(tile)
  })
})

describe('a mask that is painted', () => {
  it('draws anew only the squares that a stroke touches', () => {
    painting.beginStroke({ x: 200, y: 60, radius: 10 }, 'paint')
    expect([...dirty]).toEqual([1])
    painting.continueStroke({ x: 300, y: 60, radius: 10 })
    expect([...dirty].sort()).toEqual([1, 2])
    painting.endStroke()
    expect(painting.standing).toEqual({
      canUndo: true,
      canRedo: false,
      bounds: { left: 190, top: 50, right: 310, bottom: 70 },
      changed: true,
    })
  })

  it('takes a whole stroke back as one step, and forth', () => {
    painting.beginStroke({ x: 100, y: 60, radius: 10 }, 'paint')
    painting.continueStroke({ x: 300, y: 60, radius: 10 })
    painting.continueStroke({ x: 400, y: 200, radius: 10 })
    painting.endStroke()
    const all = painted()
    painting.undo()
    expect(painted()).toBe(0)
    expect(painting.standing).toMatchObject({ canUndo: false, canRedo: true, bounds: null })
    painting.redo()
    expect(painted()).toBe(all)
  })

  it('ends a stroke that is under way before anything else is done', () => {
    painting.beginStroke({ x: 100, y: 60, radius: 10 }, 'paint')
    painting.invert()
    painting.undo()
    expect(painted()).toBeGreaterThan(300)
    painting.undo()
    expect(painted()).toBe(0)
  })

  it('does nothing with a brush that is not down', () => {
    painting.continueStroke({ x: 100, y: 60, radius: 10 })
    painting.endStroke()
    expect(painted()).toBe(0)
    expect(painting.standing.changed).toBe(false)
  })

  it('can be filled, inverted, cleared and replaced, each as one step', () => {
    painting.fillAll()
    expect(painted()).toBe(512 * 256)
    painting.invert()
    expect(painted()).toBe(0)
    painting.lasso(
      [
        { x: 10, y: 10 },
        { x: 30, y: 10 },
        { x: 30, y: 20 },
        { x: 10, y: 20 },
      ],
      'paint',
    )
    expect(painted()).toBe(200)
    painting.flood({ x: 15.7, y: 12.2 }, 'erase')
    expect(painted()).toBe(0)
    painting.replace(new Uint8Array(512 * 256).fill(255))
    painting.clear()
    expect(painted()).toBe(0)
    for (let steps = 0; steps < 3; steps++) painting.undo()
    expect(painted()).toBe(200)
  })

  it('is softened around what is painted', () => {
    painting.beginStroke({ x: 200, y: 100, radius: 30 }, 'paint')
    painting.endStroke()
    painting.feather(10)
    expect(painting.plane.values[100 * 512 + 230]).toBeGreaterThan(90)
    expect(painting.plane.values[100 * 512 + 230]).toBeLessThan(165)
    expect(painting.standing.bounds?.left).toBeLessThan(165)
  })

  it('tells after each step, until nobody listens', () => {
    let told = 0
    const stop = painting.onStep(() => told++)
    painting.fillAll()
    painting.fillAll()
    expect(told).toBe(1)
    stop()
    painting.clear()
    expect(told).toBe(1)
  })
})
