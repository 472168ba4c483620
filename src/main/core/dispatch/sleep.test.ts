import { describe, expect, it } from 'vitest'
import { told } from '../../testing/told.ts'
import { expectWhole, madeBy, notices } from './testing/expectations.ts'
import type { Fault } from './testing/fault.ts'
import type { VirtualWorkerSpec } from './testing/virtual-fleet.ts'
import { createWorld, requestFor, steady, type World } from './testing/world.ts'

/** The faults of a worker's first requests; it is well after them. */
const machine = (name: string, ipm: number, ...faults: (Fault | null)[]): VirtualWorkerSpec => ({
  truth: steady(name, ipm),
  faults: (_, nth) => faults[nth] ?? null,
})
const asleepable = (...specs: VirtualWorkerSpec[]) => createWorld(specs, { mayGoToSleep: true })
const bad = ({ fleet }: World) =>
  fleet.facts.flatMap(({ id, fact }) =>
    fact.type === 'failed' || fact.type === 'failed-too-often' ? [`${id} ${fact.type}`] : [],
  )
const problems = (world: World) => {
  const [job] = world.dispatcher.jobs()
  return (
    job?.tallies.flatMap(({ lastProblem, failures }) => [told(lastProblem?.message ?? ''), failures]) ?? []
  )
}

/** Submits, sleeps after `awakeMs`, and answers the job when it is done. */
async function through(world: World, images: number, awakeMs: number, sleepMs: number, counted: boolean) {
  const job = world.dispatcher.submit(requestFor(images))
  await world.clock.advance(awakeMs)
  world.clock.sleep(sleepMs, counted)
  return world.clock.run(world.dispatcher.whenDone(job.id), 3_600_000)
}

describe('this machine slept in mid-job', () => {
  for (const counted of [true, false]) {
    const clock = counted ? 'a clock that counts on' : 'a clock that stops'
    for (const awakeMs of [300, 4_500, 9_900])
      it(`is nobody's silence: no failure, no notice, every image once; ${clock}, after ${awakeMs} ms`, async () => {
        const world = asleepable(machine('argon', 5), machine('laptop', 20))
        const done = await through(world, 24, awakeMs, 92_000, counted)
        expectWhole(world, done)
        expect([bad(world), notices(world)]).toEqual([[], []])
        expect(problems(world)).toEqual(['', 0, '', 0])
        expect(madeBy(world, 'argon').length).toBeGreaterThan(0)
        await world.dispatcher.stop()
      })

    it(`teaches nothing about requests that were on their way; ${clock}`, async () => {
      const world = asleepable(machine('argon', 6))
      const done = await through(world, 6, 15_000, 600_000, counted)
      expectWhole(world, done)
      const fair = world.fleet.observations.filter(({ observation }) => !observation.tainted)
      expect(world.fleet.observations.length).toBeGreaterThan(fair.length)
      for (const { observation } of fair)
        expect(observation.seconds / observation.predictedSeconds).toBeCloseTo(1, 0)
      expect(
        world.fleet.worker(done.tallies[0]?.workerId ?? ('' as never))?.speed.longestRequestSeconds,
      ).toBe(undefined)
      await world.dispatcher.stop()
    })
  }

  it('and a connection did not outlive it: no failure, the server is asked for the task first, nothing is made twice', async () => {
    const cut: Fault = { type: 'cut-at', seconds: 50, kind: 'connection-reset' }
    const world = asleepable(machine('argon', 0.75, cut))
    const job = world.dispatcher.submit(requestFor(2))
    await world.clock.advance(10_000)
    world.clock.sleep(60_000, true)
    const done = await world.clock.run(world.dispatcher.whenDone(job.id), 3_600_000)
    expectWhole(world, done)
    const server = world.fleet.server('argon')
    expect(server.interrupts[0]?.taskId).toBe(server.received[0]?.request.taskId)
    expect(server.mostAtOnce).toBeLessThanOrEqual(2)
    expect([bad(world), notices(world)]).toEqual([[], []])
    expect(problems(world)).toEqual(['', 0])
    const back = world.dispatcher.batches(job.id).filter(({ state }) => state === 'returned')
    expect(told(back[0]?.returnedBecause)).toBe('this computer was asleep and the connection was lost')
    await world.dispatcher.stop()
  })

  it('three times in five minutes, each with a lost connection, pauses nobody', async () => {
    const cut: Fault = { type: 'cut-at', seconds: 30, kind: 'connection-reset' }
    const world = asleepable(machine('argon', 3, cut, cut, cut))
    const job = world.dispatcher.submit(requestFor(8))
    for (let nap = 0; nap < 3; nap++) {
      await world.clock.advance(15_000)
      world.clock.sleep(40_000, true)
    }
    expectWhole(world, await world.clock.run(world.dispatcher.whenDone(job.id), 3_600_000))
    expect(bad(world)).toEqual([])
    await world.dispatcher.stop()
  })

  it('and the network takes a while to come back: silence counts from the waking on', async () => {
    const world = asleepable(machine('argon', 2.5, { type: 'dark', seconds: 110 }))
    expectWhole(world, await through(world, 1, 5_000, 92_000, true))
    expect([bad(world), notices(world)]).toEqual([[], []])
    await world.dispatcher.stop()
  })

  it('and an answer was lost in it: its images are made again soon, and no failure is counted', async () => {
    const world = asleepable(machine('argon', 20, { type: 'no-answer' }))
    const done = await through(world, 8, 3_000, 90_000, true)
    expectWhole(world, done)
    expect([bad(world), notices(world)]).toEqual([[], []])
    expect(done.makespanSeconds).toBeLessThan(80)
    await world.dispatcher.stop()
  })

  it('tells the time of what comes by the clock on the wall', async () => {
    const world = asleepable(machine('argon', 3))
    const job = world.dispatcher.submit(requestFor(2))
    await world.clock.advance(5_000)
    world.clock.sleep(3_600_000, false)
    await world.clock.advance(2_000)
    const running = world.dispatcher.batches(job.id).find(({ endedAt }) => endedAt === null)
    expect(running?.predictedEndAt).toBeGreaterThan(world.clock.wall())
    expect(running?.predictedEndAt).toBeLessThan(world.clock.wall() + 60_000)
    await world.clock.run(world.dispatcher.whenDone(job.id), 3_600_000)
    await world.dispatcher.stop()
  })

  it('but a server that stands still when it is awake again counts as hung, a minute after', async () => {
    const world = asleepable(machine('argon', 20, { type: 'stall', afterShare: 0.3 }), machine('laptop', 5))
    const job = world.dispatcher.submit(requestFor(60))
    await world.clock.advance(12_000)
    world.clock.sleep(90_000, true)
    await world.clock.advance(55_000)
    expect(bad(world)).toEqual([])
    await world.clock.advance(15_000)
    expect(bad(world)).toEqual(['argon failed'])
    expectWhole(world, await world.clock.run(world.dispatcher.whenDone(job.id), 3_600_000))
    await world.dispatcher.stop()
  })
})

describe('a server that does not answer at all', () => {
  it('is said to be unreachable, not to stand still over selected text', async () => {
    const world = createWorld([machine('argon', 20, { type: 'dark', seconds: 300 }), machine('laptop', 5)])
    const job = world.dispatcher.submit(requestFor(20))
    expectWhole(world, await world.clock.run(world.dispatcher.whenDone(job.id)))
    expect(notices(world).join('\n')).toMatch(
      /argon has not answered for 6\d s\. .*asleep, frozen or off the network/,
    )
    expect(notices(world).join()).not.toMatch(/selected text|no progress/)
  })
})
