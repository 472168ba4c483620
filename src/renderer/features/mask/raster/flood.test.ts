import { describe, expect, it } from 'vitest'
import type { Plane } from '../../../inputs/mask/plane.ts'
import { flood } from './flood.ts'

const VALUES: Readonly<Record<string, number>> = { '.': 0, ':': 100, o: 180, '#': 255 }

function plane(...rows: readonly string[]): Plane {
  const values = Uint8Array.from(rows.join(''), (sign) => VALUES[sign] ?? 0)
  return { width: rows[0]?.length ?? 0, height: rows.length, values }
}

function drawn({ width, values }: Plane): string[] {
  const signs = Array.from(
    values,
    (value) => Object.keys(VALUES).find((sign) => VALUES[sign] === value) ?? '?',
  )
  return signs.join('').match(new RegExp(`.{${width}}`, 'g')) ?? []
}

describe('filling an area', () => {
  it('reaches up to what is painted, and not around its corners', () => {
    const mask = plane('..####...', '..#..#...', '..#..#...', '..####...', '.........')
    expect(flood(mask, 3, 1, 'paint')).toEqual({ left: 2, top: 0, right: 6, bottom: 4 })
    expect(drawn(mask)).toEqual(['..####...', '..####...', '..####...', '..####...', '.........'])
  })

  it('goes around obstacles into every pocket', () => {
    const mask = plane('.......', '.#####.', '.#...#.', '.#.#.#.', '.#.#.#.', '...#...')
    flood(mask, 0, 0, 'paint')
    expect(drawn(mask)).toEqual(Array(6).fill('#######'))
  })

  it('leaves no pale line at a soft edge', () => {
    const mask = plane('#o:..:o#', '#o:..:o#')
    flood(mask, 4, 0, 'paint')
    expect(drawn(mask)).toEqual(['########', '########'])
  })

  it('takes away a painted area with its soft edge, and no other', () => {
    const mask = plane('.:oo:..#', '.:##:..#')
    flood(mask, 2, 1, 'erase')
    expect(drawn(mask)).toEqual(['.......#', '.......#'])
  })

  it.each([
    [0, 0, 'paint'],
    [4, 0, 'erase'],
    [-1, 0, 'paint'],
    [9, 9, 'paint'],
  ] as const)('does nothing at %d, %d to %s where there is nothing to fill', (x, y, mode) => {
    const mask = plane('#....', '.....')
    expect(flood(mask, x, y, mode)).toBeNull()
    expect(drawn(mask)).toEqual(['#....', '.....'])
  })

  it('takes time that grows with the area only', () => {
    const mask: Plane = { width: 2000, height: 2000, values: new Uint8Array(4_000_000) }
    for (let y = 1; y < 2000; y += 2) mask.values.fill(255, y * 2000, (y + 1) * 2000 - 1)
    flood(mask, 0, 0, 'paint')
    expect(mask.values.every((value) => value === 255)).toBe(true)
  })
})
