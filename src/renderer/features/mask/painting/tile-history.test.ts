import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyPlane, type Plane, type Rect } from '../../../inputs/mask/plane.ts'
import { pack, unpack } from './run-length.ts'
import { TILE, TileHistory, tileRect, tilesIn } from './tile-history.ts'

function fill(plane: Plane, { left, top, right, bottom }: Rect, value: number): void {
  for (let y = top; y < bottom; y++) plane.values.fill(value, y * plane.width + left, y * plane.width + right)
}

/** Said by hand: to compare arrays of this size, the test runner takes seconds. */
const isSame = (one: Uint8Array, other: Uint8Array | undefined) =>
  one.length === other?.length && one.every((value, at) => value === other[at])

const rects = (plane: Plane) =>
  fc
    .tuple(fc.nat(plane.width - 1), fc.nat(plane.height - 1), fc.integer({ min: 1, max: 200 }), fc.nat(255))
    .map(([left, top, side, value]) => ({
      rect: {
        left,
        top,
        right: Math.min(plane.width, left + side),
        bottom: Math.min(plane.height, top + side),
      },
      value,
    }))

describe('undo and redo', () => {
  it('lead back and forth through every state, whatever was changed', () => {
    const size = emptyPlane(300, 210)
    fc.assert(
      fc.property(fc.array(rects(size), { minLength: 1, maxLength: 8 }), (changes) => {
        const plane = emptyPlane(size.width, size.height)
        const history = new TileHistory(plane)
        const states = [plane.values.slice()]
        for (const { rect, value } of changes) {
          history.touch(rect)
          fill(plane, rect, value)
          if (history.commit()) states.push(plane.values.slice())
        }
        for (let at = states.length - 2; at >= 0; at--) {
          expect(history.undo().length).toBeGreaterThan(0)
          expect(isSame(plane.values, states[at])).toBe(true)
        }
        expect(history.canUndo).toBe(false)
        for (const state of states.slice(1)) {
          history.redo()
          expect(isSame(plane.values, state)).toBe(true)
        }
        expect(history.canRedo).toBe(false)
      }),
      { numRuns: 30 },
    )
  })

  it('know nothing of a step that changed nothing', () => {
    const plane = emptyPlane(64, 64)
    const history = new TileHistory(plane)
    history.touch({ left: 0, top: 0, right: 64, bottom: 64 })
    expect(history.commit()).toBe(false)
    expect(history.canUndo).toBe(false)
    expect(history.undo()).toEqual([])
  })

  it('forget what was undone when something else is done', () => {
    const plane = emptyPlane(64, 64)
    const history = new TileHistory(plane)
    const step = (value: number) => {
      history.touch({ left: 0, top: 0, right: 8, bottom: 8 })
      fill(plane, { left: 0, top: 0, right: 8, bottom: 8 }, value)
      history.commit()
    }
    step(255)
    history.undo()
    step(40)
    expect(history.canRedo).toBe(false)
  })

  it('go 50 steps back, no further', () => {
    const plane = emptyPlane(64, 64)
    const history = new TileHistory(plane)
    for (let step = 1; step <= 60; step++) {
      history.touch({ left: 0, top: 0, right: 1, bottom: 1 })
      plane.values[0] = step
      history.commit()
    }
    let count = 0
    while (history.undo().length > 0) count++
    expect(count).toBe(50)
    expect(plane.values[0]).toBe(10)
  })

  it('hold little of a large picture: 50 changes of all of it take less than one copy of it', () => {
    const plane = emptyPlane(1024, 1024)
    const history = new TileHistory(plane)
    const all = { left: 0, top: 0, right: 1024, bottom: 1024 }
    for (let step = 0; step < 4; step++) {
      history.touch(all)
      plane.values.fill(step % 2 === 0 ? 255 : 0)
      history.commit()
    }
    expect((history.bytes / 4) * 50).toBeLessThan(1024 * 1024)
  })

  it('drop the oldest steps where noise would take too much, but keep the newest', () => {
    const plane = emptyPlane(TILE * 2, TILE)
    const bytes = TILE * TILE * 4
    const history = new TileHistory(plane, { steps: 50, bytes })
    for (let step = 0; step < 6; step++) {
      history.touch({ left: 0, top: 0, right: TILE * 2, bottom: TILE })
      for (let at = 0; at < plane.values.length; at++) plane.values[at] = (at * 37 + step * 11) % 251
      history.commit()
    }
    expect(history.bytes).toBeLessThanOrEqual(bytes)
    expect(history.canUndo).toBe(true)
  })
})

describe('the squares of a picture', () => {
  it('cover every px of a rectangle once', () => {
    const plane = { width: 300, height: 200 }
    const tiles = [...tilesIn(plane, { left: 100, top: 0, right: 300, bottom: 200 })]
    expect(tiles).toEqual([0, 1, 2, 3, 4, 5])
    const pixels = tiles
      .map((tile) => tileRect(plane, tile))
      .reduce((sum, { left, top, right, bottom }) => sum + (right - left) * (bottom - top), 0)
    expect(pixels).toBe(300 * 200)
  })
})

it('packed bytes are the same afterwards, and never more', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 300 })), { maxLength: 20 }),
      (runs) => {
        const values = Uint8Array.from(runs.flatMap(([value, count]) => Array<number>(count).fill(value)))
        const packed = pack(values)
        expect(packed.length).toBeLessThanOrEqual(values.length)
        expect(unpack(packed, values.length)).toEqual(values)
      },
    ),
  )
  expect(pack(new Uint8Array(16_384)).length).toBe(3)
})
