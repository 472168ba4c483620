import { describe, expect, it } from 'vitest'
import { GAP, gridLayout, movedBy, placesIn } from './grid-layout.ts'

describe('the grid of tiles', () => {
  it('fits as many columns as it can and fills the width', () => {
    const { columns, tileWidth } = gridLayout(988, 180, 1.5)
    expect(columns).toBe(5)
    expect(columns * tileWidth + (columns - 1) * GAP).toBeCloseTo(988)
  })
  it('has one column where there is no room, and never a tile without width', () => {
    expect(gridLayout(100, 180, 1).columns).toBe(1)
    expect(gridLayout(0, 180, 1).tileWidth).toBeGreaterThan(0)
  })
  it('keeps the shape of the pictures within bounds', () => {
    expect(gridLayout(400, 400, 1).tileHeight).toBe(400)
    expect(gridLayout(400, 400, 10).tileHeight).toBe(182)
    expect(gridLayout(400, 400, 0.1).tileHeight).toBe(667)
  })
})

it('the places of some rows end with the last tile', () => {
  expect(placesIn([1, 2], 5, 12)).toEqual([5, 6, 7, 8, 9, 10, 11])
  expect(placesIn([], 5, 12)).toEqual([])
})

describe('the keys in the grid', () => {
  it.each([
    ['ArrowRight', 4, 5],
    ['ArrowLeft', 5, 4],
    ['ArrowDown', 2, 7],
    ['ArrowUp', 7, 2],
    ['Home', 7, 0],
    ['End', 2, 11],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 9, 9],
  ])('%s moves from %d to %d', (key, from, to) => {
    expect(movedBy(key, from, 12, 5)).toBe(to)
  })
  it('other keys do not move', () => {
    expect(movedBy('Enter', 3, 12, 5)).toBeNull()
  })
})
