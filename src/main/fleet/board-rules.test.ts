import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../shared/ids.ts'
import { LIMITS } from '../../shared/limits.ts'
import { Lane } from '../../shared/worker.ts'
import {
  freeColour,
  freeName,
  movedOrder,
  refuseTakenName,
  refuseTakenUrl,
  refuseTooMany,
} from './board-rules.ts'

const id = (text: string) => WorkerId.parse(text)

describe('names on the board', () => {
  it.each([
    ['argon', [], 'argon'],
    ['argon', ['master'], 'argon'],
    ['argon', ['Argon'], 'argon 2'],
    ['argon', ['argon', 'ARGON 2', 'argon 3'], 'argon 4'],
    ['  argon ', ['argon'], 'argon 2'],
  ])('%j beside %j becomes %j', (wanted, taken, name) => {
    expect(freeName(wanted, taken)).toBe(name)
  })

  it('keeps to the longest name allowed, the number included', () => {
    const long = 'x'.repeat(LIMITS.nameCharacters)
    const second = freeName(`${long}y`, [long])
    expect(second).toHaveLength(LIMITS.nameCharacters)
    expect(second.endsWith(' 2')).toBe(true)
  })

  it('refuses a name somebody has, whatever its case, and says whose it is', () => {
    const others = [{ id: id('a'), name: 'Argon', url: 'http://argon' }]
    expect(() => refuseTakenName('argon ', others)).toThrow('There is already a machine named Argon.')
    expect(() => refuseTakenName('neon', others)).not.toThrow()
  })
})

describe('addresses on the board', () => {
  it('refuses an address somebody has', () => {
    const others = [{ id: id('a'), name: 'Argon', url: 'http://argon:7860' }]
    expect(() => refuseTakenUrl('http://argon:7860', others)).toThrow('Argon already has this address.')
    expect(() => refuseTakenUrl('http://argon:7861', others)).not.toThrow()
  })

  it('has room for so many workers and no more', () => {
    expect(() => refuseTooMany(LIMITS.workers - 1)).not.toThrow()
    expect(() => refuseTooMany(LIMITS.workers)).toThrow(`There can be at most ${LIMITS.workers} machines.`)
  })
})

describe('colours on the board', () => {
  it.each([
    [[], 0],
    [[0, 1, 2], 3],
    [[0, 2, 3], 1],
    [[5, 5, 0], 1],
  ])('beside %j the next one is %i', (used, colour) => {
    expect(freeColour(used)).toBe(colour)
  })
})

describe('moving a worker', () => {
  const board = [
    { id: id('a'), lane: 'active' as const },
    { id: id('r'), lane: 'reserve' as const },
    { id: id('b'), lane: 'active' as const },
    { id: id('o'), lane: 'off' as const },
    { id: id('c'), lane: 'active' as const },
  ]
  const laneAfter = (moved: string, lane: Lane, position: number) => {
    const lanes = new Map(board.map((each) => [each.id, each.id === moved ? lane : each.lane]))
    return movedOrder(board, id(moved), lane, position).filter((each) => lanes.get(each) === lane)
  }

  it.each([
    ['c', 'active', 0, ['c', 'a', 'b']],
    ['a', 'active', 1, ['b', 'a', 'c']],
    ['a', 'active', 2, ['b', 'c', 'a']],
    ['a', 'active', 99, ['b', 'c', 'a']],
    ['b', 'active', 1, ['a', 'b', 'c']],
    ['a', 'reserve', 0, ['a', 'r']],
    ['a', 'reserve', 1, ['r', 'a']],
    ['r', 'off', 5, ['o', 'r']],
    ['o', 'active', 1, ['a', 'o', 'b', 'c']],
    ['a', 'active', -3, ['a', 'b', 'c']],
  ] as const)('puts %s into %s at %i', (moved, lane, position, expected) => {
    expect(laneAfter(moved, lane, position)).toEqual(expected)
  })

  it('puts the first one into an empty lane at the end of the board', () => {
    const active = board.filter(({ lane }) => lane === 'active')
    expect(movedOrder(active, id('a'), 'reserve', 0)).toEqual(['b', 'c', 'a'])
  })

  it('loses and doubles nobody, keeps the others in order, and lands where it was dropped', () => {
    const boards = fc.uniqueArray(
      fc.tuple(fc.integer({ min: 0, max: 99 }), fc.constantFrom(...Lane.options)),
      {
        selector: ([key]) => key,
        minLength: 1,
        maxLength: 30,
      },
    )
    fc.assert(
      fc.property(
        boards,
        fc.nat(),
        fc.constantFrom(...Lane.options),
        fc.nat(40),
        (cards, pick, lane, position) => {
          const placed = cards.map(([key, own]) => ({ id: id(`w${key}`), lane: own }))
          const moved = placed[pick % placed.length]?.id ?? id('none')
          const order = movedOrder(placed, moved, lane, position)
          expect([...order].sort()).toEqual(placed.map((each) => each.id).sort())
          const others = placed.map((each) => each.id).filter((each) => each !== moved)
          expect(order.filter((each) => each !== moved)).toEqual(others)
          const inLane = placed
            .filter((each) => each.id === moved || each.lane === lane)
            .map((each) => each.id)
          const column = order.filter((each) => inLane.includes(each))
          expect(column.indexOf(moved)).toBe(Math.min(position, column.length - 1))
        },
      ),
    )
  })
})
