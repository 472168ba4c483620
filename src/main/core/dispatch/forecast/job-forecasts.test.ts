import { describe, expect, it, vi } from 'vitest'
import type { JobView } from '../../../../shared/job.ts'
import { expectWhole } from '../testing/expectations.ts'
import { createWorld, requestFor, steady, type World } from '../testing/world.ts'
import { FleetForecast } from './fleet-forecast.ts'

const done = (world: World, job: JobView) => world.clock.run(world.dispatcher.whenDone(job.id))
const now = (world: World, { id }: JobView) => {
  const job = world.dispatcher.job(id)
  if (job === undefined) throw new Error('the job is known')
  return job
}
const two = (world: World, images: readonly [number, number]) => {
  const [first, second] = images.map((count, at) =>
    world.dispatcher.submit(requestFor(count, { seed: (at + 1) * 10_000 })),
  )
  if (!first || !second) throw new Error('two jobs')
  return [first, second] as const
}

/** It took about what was foretold, and no less than was told to be the least. */
function expectAsForetold(world: World, job: JobView): void {
  expectWhole(world, job)
  const { makespanSeconds, predictedSeconds, lowerBoundSeconds } = job
  expect((makespanSeconds ?? 0) / (predictedSeconds ?? 0)).toBeCloseTo(1, 1)
  expect(lowerBoundSeconds).not.toBeNull()
  expect(makespanSeconds).toBeGreaterThanOrEqual(lowerBoundSeconds ?? 0)
}

describe('a job that has waited', () => {
  it('is counted from its first request on, and so is its forecast', async () => {
    const world = createWorld([{ truth: steady('argon', 20) }])
    const [first, second] = two(world, [40, 20])
    expectAsForetold(world, await done(world, first))
    const job = await done(world, second)
    expectAsForetold(world, job)
    // 20 images at 20 a minute; the two minutes of the other job are none of it.
    expect(job.makespanSeconds).toBeGreaterThan(59)
    expect(job.makespanSeconds).toBeLessThan(66)
  })

  it('is foretold with the fleet that is there when it begins', async () => {
    const world = createWorld([{ truth: steady('argon', 20) }, { truth: steady('laptop', 20) }])
    const [first, second] = two(world, [60, 40])
    await world.clock.advance(10_000)
    world.fleet.change('laptop', { lane: 'off' })
    await done(world, first)
    const job = await done(world, second)
    expectAsForetold(world, job)
    expect(job.makespanSeconds).toBeGreaterThan(110)
  })

  it('is expected to start when the jobs before it leave a machine free', async () => {
    const world = createWorld([{ truth: steady('argon', 20) }])
    const [first, second] = two(world, [40, 20])
    await world.clock.advance(1000)
    const { expectedStartAt, submittedAt } = now(world, second)
    expect(((expectedStartAt ?? 0) - submittedAt) / 1000).toBeCloseTo(120, -1)
    expect(now(world, first).expectedStartAt).toBeNull()
    world.dispatcher.pause(second.id)
    expect(now(world, second).expectedStartAt).toBeNull()
  })

  it('took no time when it was cancelled before anything was sent', async () => {
    const world = createWorld([{ truth: steady('argon', 20) }])
    const [, second] = two(world, [40, 20])
    await world.clock.advance(30_000)
    expect(world.dispatcher.cancel(second.id).makespanSeconds).toBeNull()
  })
})

describe('the forecast of a running job', () => {
  it('is worked out again when another job is put in front of it', async () => {
    const world = createWorld([{ truth: steady('argon', 20) }])
    const [first, second] = two(world, [40, 20])
    await world.clock.advance(20_000)
    const before = now(world, first)
    world.dispatcher.move(second.id, first.id)
    await world.clock.advance(1000)
    const after = now(world, first)
    expect(after.predictedSeconds).toBeGreaterThan((before.predictedSeconds ?? 0) + 50)
    expect(after.lowerBoundSeconds).toBeGreaterThan((before.lowerBoundSeconds ?? 0) + 50)
    expectAsForetold(world, await done(world, second))
    expectAsForetold(world, await done(world, first))
  })

  it('is worked out again when the job in front of it is cancelled', async () => {
    const world = createWorld([{ truth: steady('argon', 20) }, { truth: steady('laptop', 4) }])
    const [first, second] = two(world, [5, 40])
    await world.clock.advance(40_000)
    const { startedAt } = now(world, second)
    expect(startedAt).not.toBeNull()
    world.dispatcher.cancel(first.id)
    expectAsForetold(world, await done(world, second))
  })

  it('is worked out again when a machine joins, and the least possible with it', async () => {
    const world = createWorld([
      { truth: steady('argon', 10) },
      { truth: steady('laptop', 60, { joinsAt: 30 }) },
    ])
    const job = world.dispatcher.submit(requestFor(30))
    await world.clock.advance(10_000)
    expect(now(world, job).lowerBoundSeconds).toBeCloseTo(180, 0)
    const ended = await done(world, job)
    expectAsForetold(world, ended)
    expect(ended.makespanSeconds).toBeLessThan(70)
  })

  it('is worked out again when a machine leaves', async () => {
    const world = createWorld([{ truth: steady('argon', 20) }, { truth: steady('laptop', 20) }])
    const job = world.dispatcher.submit(requestFor(80))
    await world.clock.advance(10_000)
    expect(now(world, job).predictedSeconds).toBeCloseTo(120, -1)
    world.fleet.change('laptop', { lane: 'off' })
    const ended = await done(world, job)
    expectAsForetold(world, ended)
    expect(ended.makespanSeconds).toBeGreaterThan(200)
  })

  it('stays when only the speeds turn out otherwise: that is what it is compared for', async () => {
    const world = createWorld([{ truth: steady('argon', 10), belief: { ipm: 20 } }])
    const job = await done(world, world.dispatcher.submit(requestFor(40)))
    expect(job.predictedSeconds).toBeCloseTo(120, -1)
    expect(job.makespanSeconds).toBeGreaterThan(230)
  })

  it('does not count a pause', async () => {
    const world = createWorld([{ truth: steady('argon', 20) }])
    const [first, second] = two(world, [40, 20])
    await world.clock.advance(30_000)
    world.dispatcher.pause(first.id)
    await done(world, second)
    await world.clock.advance(3_600_000)
    world.dispatcher.resume(first.id)
    const job = await done(world, first)
    expectAsForetold(world, job)
    expect(job.makespanSeconds).toBeLessThan(135)
  })
})

it('a job that starts at once is planned once', async () => {
  const planned = vi.spyOn(FleetForecast.prototype, 'plan')
  const world = createWorld([{ truth: steady('argon', 20) }, { truth: steady('laptop', 20) }])
  const [first] = two(world, [12, 12])
  await world.clock.advance(1)
  expect(now(world, first).startedAt).not.toBeNull()
  const owners = planned.mock.calls.flatMap(([, parts]) => parts.map(({ owner }) => owner.job?.id))
  planned.mockRestore()
  expect(owners.filter((id) => id === first.id)).toHaveLength(1)
})
