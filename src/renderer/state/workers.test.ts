import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../shared/ids.ts'
import { workerFixture } from '../testing/fixtures.ts'
import {
  ipmOf,
  noWorkers,
  orderedWorkers,
  shownIpm,
  summariseFleet,
  workerRemoved,
  workersArranged,
  workersChanged,
  workersInLane,
} from './workers.ts'

const id = (name: string) => WorkerId.parse(name)
const three = workersChanged(
  noWorkers,
  ['laptop', 'master', 'argon'].map((name) => workerFixture(name)),
)
const names = (slice: typeof three) => orderedWorkers(slice).map(({ config }) => config.name)

describe('workers in the store', () => {
  it('keep their place when they change, and leave the others the same objects', () => {
    const changed = workersChanged(three, [workerFixture('master', { state: 'working' })])
    expect(names(changed)).toEqual(['laptop', 'master', 'argon'])
    expect(changed.workersById[id('master')]?.state).toBe('working')
    expect(changed.workersById[id('laptop')]).toBe(three.workersById[id('laptop')])
    expect(changed.workerOrder).toBe(three.workerOrder)
  })
  it('join at the end when they are new', () => {
    expect(names(workersChanged(three, [workerFixture('xenon')]))).toEqual([
      'laptop',
      'master',
      'argon',
      'xenon',
    ])
  })
  it('follow the arrangement of the board; who it does not name stays, who is not known is ignored', () => {
    const arranged = workersArranged(three, [id('argon'), id('stranger'), id('laptop')])
    expect(names(arranged)).toEqual(['argon', 'laptop', 'master'])
  })
  it('are gone after they were removed, even twice', () => {
    const removed = workerRemoved(workerRemoved(three, id('master')), id('master'))
    expect(names(removed)).toEqual(['laptop', 'argon'])
  })
  it('are listed by lane in the order of the board', () => {
    const lanes = workersChanged(three, [workerFixture('laptop', { config: { lane: 'reserve' } })])
    expect(workersInLane(lanes, 'active').map(({ config }) => config.name)).toEqual(['master', 'argon'])
    expect(workersInLane(lanes, 'reserve').map(({ config }) => config.name)).toEqual(['laptop'])
  })
})

describe('the speed of a worker', () => {
  it('is what real jobs show, else the benchmark, else unknown', () => {
    expect(ipmOf(workerFixture('a', { learnedIpm: 17 }))).toBe(17)
    expect(shownIpm(workerFixture('a', { learnedIpm: 17 }))).toBe(20)
    expect(shownIpm(workerFixture('a', { benchmark: null, learnedIpm: 17 }))).toBe(17)
    expect(ipmOf(workerFixture('a'))).toBe(20)
    expect(ipmOf(workerFixture('a', { benchmark: null }))).toBeNull()
  })
})

describe('the summary of the fleet', () => {
  it('counts who would take work now among those that are meant to work', () => {
    const fleet = [
      workerFixture('laptop'),
      workerFixture('master', { state: 'working' }),
      workerFixture('argon', { state: 'unavailable' }),
      workerFixture('new', { benchmark: null, state: 'benchmarking' }),
      workerFixture('spare', { config: { lane: 'off' }, state: 'off' }),
    ]
    expect(summariseFleet(fleet)).toEqual({ ready: 2, total: 4, ipm: 40, ipmOfAll: 80 })
  })
})
