import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../../../shared/ids.ts'
import type { Lane } from '../../../../shared/worker.ts'
import { type WorkersSlice, workersArranged, workersChanged } from '../../../state/workers.ts'
import { workerFixture } from '../../../testing/fixtures.ts'
import { laneIds, matches, orderOf, placeOf, positionAmong, withMoved, wordsOf } from './board-order.ts'

const id = (name: string) => WorkerId.parse(name)
const ids = (...names: string[]) => names.map(id)

function board(lanes: Partial<Record<Lane, string[]>>): WorkersSlice {
  const workers = Object.entries(lanes).flatMap(([lane, names]) =>
    names.map((name) => workerFixture(name, { config: { lane: lane as Lane } })),
  )
  const slice = workersChanged({ workersById: {}, workerOrder: [] }, workers)
  return workersArranged(
    slice,
    workers.map(({ config }) => config.id),
  )
}

const FLEET = board({ active: ['laptop', 'master', 'helium'], reserve: ['argon'], off: ['xenon'] })

describe('the order of the board', () => {
  it('lays every card into its lane, in the order of the board', () => {
    expect(orderOf(FLEET)).toEqual({
      active: ids('laptop', 'master', 'helium'),
      reserve: ids('argon'),
      off: ids('xenon'),
    })
  })

  it('finds a card, and says when it is not there', () => {
    expect(placeOf(orderOf(FLEET), id('helium'))).toEqual({ lane: 'active', position: 2 })
    expect(placeOf(orderOf(FLEET), id('radon'))).toBeNull()
  })

  it.each([
    [
      'to another lane',
      { lane: 'reserve', position: 0 },
      { active: ['laptop', 'master'], reserve: ['helium', 'argon'] },
    ],
    [
      'up in its own lane',
      { lane: 'active', position: 0 },
      { active: ['helium', 'laptop', 'master'], reserve: ['argon'] },
    ],
    [
      'beyond the end of a lane',
      { lane: 'reserve', position: 99 },
      { active: ['laptop', 'master'], reserve: ['argon', 'helium'] },
    ],
  ] as const)('moves a card %s', (_, place, expected) => {
    const moved = withMoved(orderOf(FLEET), id('helium'), place)
    expect(moved.active).toEqual(ids(...expected.active))
    expect(moved.reserve).toEqual(ids(...expected.reserve))
  })
})

describe('what a lane shows', () => {
  it('follows the drag, not the facts, while there is one', () => {
    const dragged = withMoved(orderOf(FLEET), id('helium'), { lane: 'off', position: 0 })
    expect(laneIds(FLEET, dragged, 'off', '')).toEqual(ids('helium', 'xenon'))
    expect(laneIds(FLEET, dragged, 'active', '')).toEqual(ids('laptop', 'master'))
  })

  it('takes in a machine that comes during a drag, and lets go of one that is removed', () => {
    const dragged = orderOf(FLEET)
    const came = board({ active: ['laptop', 'helium', 'neon'], reserve: ['argon'], off: ['xenon'] })
    expect(laneIds(came, dragged, 'active', '')).toEqual(ids('laptop', 'helium', 'neon'))
  })

  it('shows only what matches every word of the search', () => {
    expect(laneIds(FLEET, null, 'active', 'LAP')).toEqual(ids('laptop'))
    expect(laneIds(FLEET, null, 'active', 'dreamshaper mas')).toEqual(ids('master'))
  })

  it('finds a machine by its address and its note', () => {
    const worker = workerFixture('argon', { config: { url: 'http://10.0.0.7:7860', note: 'in the cellar' } })
    expect(matches(worker, wordsOf('10.0.0.7 cellar'))).toBe(true)
    expect(matches(worker, wordsOf('attic'))).toBe(false)
  })
})

describe('a card dropped among filtered cards', () => {
  const all = ids('a', 'b', 'c', 'd', 'e')

  it.each([
    ['right before the shown card that follows it', ids('new', 'b', 'd'), 1],
    ['before a later one', ids('b', 'new', 'd'), 3],
    ['right after the last shown one', ids('b', 'd', 'new'), 4],
    ['at the end of a lane that shows nothing', ids('new'), 5],
  ])('comes to lie %s', (_, shown, position) => {
    expect(positionAmong(all, shown, id('new'))).toBe(position)
  })

  it('counts without itself when it stays in its lane', () => {
    expect(positionAmong(all, ids('b', 'a', 'd'), id('a'))).toBe(2)
  })
})
