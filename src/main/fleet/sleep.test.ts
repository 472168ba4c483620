import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../shared/ids.ts'
import { WorkerFailure } from '../core/failure.ts'
import { TestFleet } from './testing/test-fleet.ts'

const id = WorkerId.parse('argon')
const sleepy = () => new TestFleet({ random: () => 0.5, mayGoToSleep: true })
const away = () => new WorkerFailure('unreachable', 'argon does not answer.')

describe('this machine slept', () => {
  it('and looks at every machine at once, its lists too', async () => {
    const world = sleepy()
    await world.add('argon')
    await world.clock.advance(2_000)
    world.clock.sleep(3_600_000, false)
    const before = world.machine('argon').calls.length
    await world.clock.advance(1_500)
    expect(world.machine('argon').calls.slice(before)).toContain('capabilities')
    expect(world.view('argon').state).toBe('idle')
    await world.fleet.stop()
  })

  it('and one that was away is tried at once, and then with short pauses again', async () => {
    const world = sleepy()
    world.machine('argon').failure = away()
    await world.add('argon')
    await world.clock.advance(200_000)
    world.clock.sleep(600_000, true)
    world.machine('argon').callTimes.length = 0
    const woke = world.clock.now()
    await world.clock.advance(2_000)
    const tries = world.machine('argon').callTimes.map(({ at }) => Math.round((at - woke) / 10) / 100)
    // Pauses of 0.25 s, and each a quarter longer.
    expect(tries).toEqual([0, 0.25, 0.56, 0.95, 1.44])
    world.machine('argon').failure = null
    await world.clock.advance(10_000)
    expect(world.view('argon').state).toBe('idle')
    await world.fleet.stop()
  })

  it('in the middle of a look: the look is made again before anybody is called lost', async () => {
    const world = sleepy()
    await world.add('argon')
    const seen: string[] = []
    world.machine('argon').silent = true
    await world.clock.advance(12_000)
    world.clock.sleep(90_000, true)
    world.machine('argon').silent = false
    for (let second = 0; second < 60; second++) {
      await world.clock.advance(1_000)
      seen.push(world.view('argon').state)
    }
    expect(new Set(seen)).toEqual(new Set(['idle']))
    await world.fleet.stop()
  })

  it.each([true, false])(
    'in the middle of a benchmark: that run is measured again; the clock counts on: %s',
    async (counted) => {
      const world = sleepy()
      world.machine('argon', { ipm: 20 })
      await world.add('argon')
      const measured = world.fleet.measure([id])
      // The second of the three measured runs.
      await world.clock.advance(11_000)
      world.clock.sleep(90_000, counted)
      expect((await world.clock.run(measured)).get(id)).toBe('measured')
      const record = world.view('argon').benchmark
      expect(record?.minIpm).toBeCloseTo(record?.ipm ?? 0, 0)
      expect(record?.maxIpm).toBeCloseTo(record?.ipm ?? 0, 0)
      // Two to warm up, three, one of four, one of eight, and the one that was slept through.
      expect(world.machine('argon').count('generate')).toBe(8)
      await world.fleet.stop()
    },
  )
})
