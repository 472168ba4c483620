import { describe, expect, it } from 'vitest'
import { presence } from '../../src/main/core/dispatch/testing/true-worker.ts'
import { drawWorld } from '../schedule/draw-world.ts'
import { CHANGES, type Drawn, EVENT_RANGES } from './draw-events.ts'
import { drawFleet, type FleetFile, type Kind, RANGES, scenarioOf } from './draw-fleet.ts'

const fleets = (kind: Kind, seed = 1, count = 150): FleetFile[] =>
  Array.from({ length: count }, (_, index) => drawFleet(kind, seed, index))
const workersOf = (kind: Kind): Drawn[] => fleets(kind).flatMap(({ workers }) => workers)
const within = (values: readonly number[], [low, high]: readonly [number, number]) => {
  expect(values.length).toBeGreaterThan(0)
  expect(Math.min(...values)).toBeGreaterThanOrEqual(low)
  expect(Math.max(...values)).toBeLessThanOrEqual(high)
}
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)

describe('a random fleet', () => {
  it.each(['static', 'dynamic'] as const)('is the same for the same seed and place: %s', (kind) => {
    expect(drawFleet(kind, 7, 3)).toEqual(drawFleet(kind, 7, 3))
    expect(drawFleet(kind, 7, 3).workers).not.toEqual(drawFleet(kind, 7, 4).workers)
    expect(drawFleet(kind, 7, 3).workers).not.toEqual(drawFleet(kind, 8, 3).workers)
  })
  it('is another one of the other kind', () => {
    expect(drawFleet('static', 7, 3).workers).not.toEqual(drawFleet('dynamic', 7, 3).workers)
  })
  it('stays within the ranges', () => {
    const all = fleets('static')
    const workers = workersOf('static')
    within(
      all.map((fleet) => fleet.workers.length),
      RANGES.workers,
    )
    within(
      all.map(({ jobs }) => sum(jobs)),
      RANGES.images,
    )
    within(
      all.map(({ jobs }) => jobs.length),
      [1, RANGES.jobs[1]],
    )
    within(
      all.flatMap(({ jobs }) => jobs),
      [1, RANGES.images[1]],
    )
    within(
      workers.map(({ ipm }) => ipm),
      RANGES.ipm,
    )
    within(
      workers.map(({ overheadSeconds }) => overheadSeconds),
      [0, RANGES.longOverhead[1]],
    )
    within(
      workers.flatMap(({ batchGain }) => batchGain ?? []),
      RANGES.gainAt8,
    )
    within(
      workers.flatMap(({ vramCap }) => vramCap ?? []),
      RANGES.cap,
    )
    within(
      workers.flatMap(({ loadSeconds }) => loadSeconds ?? []),
      RANGES.loadSeconds,
    )
  })
  it('has speeds spread evenly over their logarithm', () => {
    const slower = workersOf('static').filter(({ ipm }) => ipm < Math.sqrt(RANGES.ipm[0] * RANGES.ipm[1]))
    expect(slower.length / workersOf('static').length).toBeCloseTo(0.5, 1)
  })
  it('is asked for what it makes in ten minutes at most', () => {
    for (const { jobs, workers } of fleets('static'))
      expect(sum(jobs)).toBeLessThanOrEqual(Math.max(1, 10 * sum(workers.map(({ ipm }) => ipm))))
  })
  it('is read as what it is drawn as', () => {
    for (const kind of ['static', 'dynamic'] as const)
      for (const fleet of fleets(kind))
        expect(scenarioOf(fleet)).toMatchObject({ kind, jobs: fleet.jobs, noise: fleet.noise })
  })
})

describe('a static fleet', () => {
  it('knows its speeds, and nothing happens to it', () => {
    for (const fleet of fleets('static')) expect(scenarioOf({ ...fleet, kind: 'static' }).noise).toBe(0)
    for (const worker of workersOf('static'))
      expect(worker).not.toHaveProperty(['believedFactor', 'joinsAt', 'leavesAt', 'slowdowns'])
  })
})

describe('a dynamic fleet', () => {
  const workers = workersOf('dynamic')
  it('sees every change there is, one at least in each fleet', () => {
    expect(CHANGES).toHaveLength(8)
    const seen = (has: (worker: Drawn) => boolean) => workers.filter(has).length
    expect(fleets('dynamic').filter(({ noise }) => noise > 0).length).toBeGreaterThan(20)
    expect(seen(({ believedFactor }) => believedFactor !== undefined)).toBeGreaterThan(50)
    expect(seen(({ vramCapKnown }) => vramCapKnown === false)).toBeGreaterThan(50)
    expect(seen(({ slowdowns }) => slowdowns?.some(({ factor }) => factor > 0.1) === true)).toBeGreaterThan(
      50,
    )
    expect(seen(({ slowdowns }) => slowdowns?.some(({ factor }) => factor < 0.1) === true)).toBeGreaterThan(
      50,
    )
    expect(seen((each) => each.leavesAt !== undefined && each.returnsAt === undefined)).toBeGreaterThan(20)
    expect(seen(({ returnsAt }) => typeof returnsAt === 'string')).toBeGreaterThan(20)
    expect(seen(({ returnsAt }) => Array.isArray(returnsAt))).toBeGreaterThan(10)
    expect(seen(({ joinsAt }) => joinsAt !== undefined)).toBeGreaterThan(20)
    for (const fleet of fleets('dynamic')) {
      const untouched = fleet.workers.every(
        (each) =>
          each.believedFactor === undefined &&
          each.vramCapKnown === undefined &&
          each.slowdowns === undefined &&
          each.leavesAt === undefined &&
          each.joinsAt === undefined,
      )
      expect(untouched && fleet.noise === 0).toBe(false)
    }
  })
  it('stays within the ranges of what happens', () => {
    within(
      workers.flatMap(({ believedFactor }) => believedFactor ?? []),
      EVENT_RANGES.believedFactor,
    )
    within(
      workers.flatMap(({ slowdowns }) => slowdowns?.map(({ factor }) => factor) ?? []),
      [EVENT_RANGES.collapse[0], EVENT_RANGES.slowdown[1]],
    )
  })
  it('keeps a quarter of its speed to the end, and without collapse', () => {
    for (const fleet of fleets('dynamic')) {
      const stays = fleet.workers.filter(
        ({ leavesAt, returnsAt, joinsAt, slowdowns }) =>
          (leavesAt === undefined || returnsAt !== undefined) &&
          joinsAt === undefined &&
          !slowdowns?.some(({ factor }) => factor < 0.1),
      )
      const speed = (of: readonly Drawn[]) => sum(of.map(({ ipm }) => ipm))
      expect(speed(stays)).toBeGreaterThanOrEqual(0.25 * speed(fleet.workers) - 1e-9)
    }
  })
  it('has workers that are away as often as they leave', () => {
    const twice = fleets('dynamic').find(({ workers: all }) =>
      all.some((each) => Array.isArray(each.leavesAt)),
    )
    if (twice === undefined) expect.fail('nobody leaves twice')
    const at = twice.workers.findIndex((each) => Array.isArray(each.leavesAt))
    const truth = drawWorld(scenarioOf(twice), 1).workers[at]?.truth
    expect(truth === undefined ? 0 : presence(truth)).toHaveLength(3)
  })
})
