import { describe, expect, it } from 'vitest'
import { nextTile } from './next-tile.ts'

const of = (list: string, count: number) => Array.from({ length: count }, (_, place) => ({ list, place }))

describe('the tile that takes the focus of one that has gone', () => {
  const tiles = [...of('newest', 6), ...of('older', 4)]

  it.each([
    ['its place', { list: 'older', place: 2 }, { list: 'older', place: 2 }],
    ['the last one', { list: 'older', place: 4 }, { list: 'older', place: 3 }],
  ])('is in the same list: %s', (_, lost, next) => expect(nextTile(tiles, lost)).toEqual(next))

  it('is in another list only where nothing is left of its own', () => {
    expect(nextTile(tiles, { list: 'oldest', place: 0 })).toEqual({ list: 'newest', place: 0 })
    expect(nextTile([], { list: 'oldest', place: 0 })).toBeUndefined()
  })

  it('is the next one that is drawn where those before are out of sight', () => {
    expect(nextTile(tiles.slice(8), { list: 'older', place: 0 })).toEqual({ list: 'older', place: 2 })
  })
})
