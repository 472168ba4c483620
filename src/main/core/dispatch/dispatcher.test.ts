import { describe, expect, it } from 'vitest'
import type { WorkerId } from '../../../shared/ids.ts'
import type { JobView } from '../../../shared/job.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { told } from '../../testing/told.ts'
import { expectSound, expectWhole, madeBy, range, storedOf } from './testing/expectations.ts'
import { HALF_DONE_BYTES } from './testing/simulated-answer.ts'
import { expectConsistent } from './testing/story.ts'
import type { VirtualWorkerSpec } from './testing/virtual-fleet.ts'
import { createWorld, requestFor, steady, type World } from './testing/world.ts'

const well = (name: string, ipm: number, belief: VirtualWorkerSpec['belief'] = {}): VirtualWorkerSpec => ({
  truth: steady(name, ipm),
  belief,
})
const trio = () => [well('argon', 5), well('master', 15), well('laptop', 20)]
const done = (world: World, job: JobView) => world.clock.run(world.dispatcher.whenDone(job.id))
const received = (world: World, name: string) => world.fleet.server(name).received
const states = (world: World, job: JobView) =>
  world.events
    .flatMap((event) => (event.type === 'jobChanged' && event.job.id === job.id ? [event.job.state] : []))
    .filter((state, at, all) => state !== all[at - 1])

describe('a job', () => {
  it('is made once, with its seeds, and done when the plan said', async () => {
    const world = createWorld(trio())
    const job = await done(world, world.dispatcher.submit(requestFor(12)))
    expectWhole(world, job)
    expect(job.makespanSeconds).toBeCloseTo(job.predictedSeconds ?? 0, 0)
    expect(job.makespanSeconds).toBeLessThanOrEqual(24.1)
    expect(states(world, job)).toEqual(['queued', 'running', 'finished'])
    expectConsistent(world.events)
  })

  it('of one image goes to who has it done first', async () => {
    const world = createWorld(trio())
    expectWhole(world, await done(world, world.dispatcher.submit(requestFor(1))))
    expect(madeBy(world, 'laptop')).toHaveLength(1)
  })

  it('counts who made how many, and how long everybody was busy and idle', async () => {
    const world = createWorld(trio())
    const job = await done(world, world.dispatcher.submit(requestFor(12)))
    expect(job.tallies.reduce((sum, { images }) => sum + images, 0)).toBe(12)
    for (const { busySeconds, idleSeconds } of job.tallies)
      expect(busySeconds + idleSeconds).toBeCloseTo(job.makespanSeconds ?? 0, 0)
  })
})

describe('the numbers of a job that is over', () => {
  const madeNone = (job: JobView) =>
    Object.fromEntries(told(job).tallies.map(({ name, madeNone: why }) => [name, why]))

  it('say of each machine that made none of it why', async () => {
    const world = createWorld([
      { truth: steady('laptop', 60) },
      { truth: steady('frozen', 20), faults: () => ({ type: 'hang', seconds: 1e6 }) },
      { truth: steady('argon', 20), belief: { capabilities: { samplers: ['Euler'] } } },
      { truth: steady('slow', 0.1) },
      { truth: steady('master', 20), belief: { lane: 'off' } },
    ])
    const { id } = world.dispatcher.submit(requestFor(12))
    const done = await world.clock.run(world.dispatcher.whenDone(id))
    expect(done.state).toBe('finished')
    expect(madeNone(done)).toEqual({
      laptop: undefined,
      frozen: expect.stringMatching(
        /^it was sent \d+ images and gave no sign of life for \d+ s; the others made them first$/,
      ),
      argon: 'it did not have sampler Euler a',
      slow: expect.stringMatching(
        /^one image would have taken it 600 s; the others were expected to finish in \d+ s$/,
      ),
    })
  })

  it('say what stood in the way of a machine that could not be used', async () => {
    const world = createWorld([
      { truth: steady('laptop', 60) },
      { truth: steady('argon', 20) },
      { truth: steady('away', 20) },
    ])
    world.fleet.change('argon', { available: false, unavailableReason: reason('fleet.about-to-be-measured') })
    world.fleet.change('away', {
      available: false,
      unavailableReason: reason('fleet.unusable', { problem: 'Connection refused' }),
    })
    const { id } = world.dispatcher.submit(requestFor(12))
    const done = await world.clock.run(world.dispatcher.whenDone(id))
    expect(madeNone(done)).toEqual({
      laptop: undefined,
      argon: 'it was still being measured',
      away: 'it could not be used: Connection refused',
    })
  })

  it('say so too of one that is cancelled', async () => {
    const world = createWorld([{ truth: steady('laptop', 1) }])
    const { id } = world.dispatcher.submit(requestFor(4))
    await world.clock.advance(5000)
    world.dispatcher.cancel(id)
    const done = await world.clock.run(world.dispatcher.whenDone(id))
    expect(madeNone(done)).toEqual({ laptop: 'it was sent one image; the job ended before it answered' })
  })
})

describe('the end of a job', () => {
  it('is told after its last picture, however long storing takes, those kept beside too', async () => {
    const world = createWorld([
      { truth: steady('argon', 60), faults: () => ({ type: 'other-sampler', sampler: 'DPM++ 2M' }) },
      well('laptop', 20),
    ])
    const commit = world.sink.commit.bind(world.sink)
    world.sink.commit = async (spooled, meta) => {
      if (meta.flags.length > 0) await new Promise<void>((resolve) => world.clock.after(200_000, resolve))
      return commit(spooled, meta)
    }
    const job = await done(world, world.dispatcher.submit(requestFor(12)))
    expectWhole(world, job)
    expect(world.clock.now()).toBeGreaterThan(200_000)
    expect(world.sink.stored.some(({ flags }) => flags.length > 0)).toBe(true)
    expectConsistent(world.events)
  })

  it('does not wait for the disk before the worker gets its next batch', async () => {
    const world = createWorld([well('argon', 20, { capabilities: { queuesInOrder: false } })])
    world.sink.busy = () => new Promise((resolve) => world.clock.after(5000, resolve))
    const job = await done(world, world.dispatcher.submit(requestFor(24)))
    expectWhole(world, job)
    // 72 s of compute; reading an answer waits for the disk, storing what was read does not.
    const batches = received(world, 'argon').length
    expect(job.makespanSeconds).toBeLessThan(72 + 24 * 5 + 10)
    expect(batches).toBeGreaterThan(2)
    expectConsistent(world.events)
  })
})

describe('seeds', () => {
  const list = async (specs: VirtualWorkerSpec[], subseedStrength: number) => {
    const world = createWorld(specs, { seed: 42 })
    const job = await done(
      world,
      world.dispatcher.submit(requestFor(60, { seed: -1, subseed: -1, subseedStrength })),
    )
    expectWhole(world, job)
    return world.sink.stored
      .map(({ index, seed, subseed }) => ({ index, seed, subseed }))
      .sort((a, b) => a.index - b.index)
  }
  const seven = (dying: readonly number[] = []) =>
    [3, 6, 9, 14, 20, 31, 55].map((ipm, at) => ({
      truth: steady(`w${at}`, ipm, dying.includes(at) ? { leavesAt: 10 + 5 * at } : {}),
    }))

  for (const strength of [0, 0.3]) {
    it(`are the same over one worker, over seven, and over seven of which two die: strength ${strength}`, async () => {
      const alone = await list([well('only', 20)], strength)
      expect(alone.map(({ index }) => index)).toEqual(range(60))
      expect(new Set(alone.map(({ seed }) => seed)).size).toBe(strength === 0 ? 60 : 1)
      expect(new Set(alone.map(({ subseed }) => subseed)).size).toBe(60)
      expect(await list(seven(), strength)).toEqual(alone)
      expect(await list(seven([3, 6]), strength)).toEqual(alone)
    })
  }
})

describe('requests on their way', () => {
  it('are at most two for each worker, the second sent shortly before the first ends', async () => {
    const world = createWorld([well('argon', 10), { truth: steady('laptop', 30, { overheadSeconds: 1 }) }])
    expectWhole(world, await done(world, world.dispatcher.submit(requestFor(80))))
    for (const name of ['argon', 'laptop']) {
      const sent = received(world, name)
      expect(world.fleet.server(name).mostAtOnce).toBe(2)
      let free = 0
      for (const { request, atMs } of sent.slice(0, -3)) {
        const seconds = (request.count * 60) / (name === 'argon' ? 10 : 30)
        const lead = Math.max(0.3, name === 'laptop' ? 1 : 0, 0.15 * seconds)
        // Sent within the lead time of the end of the one before, and never after it.
        if (free > 0) {
          expect(free - atMs / 1000).toBeGreaterThanOrEqual(-1.1)
          expect(free - atMs / 1000).toBeLessThanOrEqual(Math.max(lead, 0.15 * 8 * 6) + 0.1)
        }
        free = Math.max(free, atMs / 1000) + seconds
      }
    }
  })

  it('are one at a time for servers that do not queue in order', async () => {
    const world = createWorld([well('argon', 10, { capabilities: { queuesInOrder: false } })])
    expectWhole(world, await done(world, world.dispatcher.submit(requestFor(30))))
    expect(world.fleet.server('argon').mostAtOnce).toBe(1)
  })

  describe('where answers travel for longer than requests are computed', () => {
    const FAR = { overheadSeconds: 3, vramCap: 1 }
    const far = (belief: VirtualWorkerSpec['belief'] = {}, tellsTaskIds = true): VirtualWorkerSpec => ({
      truth: steady('far', 60, FAR),
      belief: { maxBatch: 1, ...belief, capabilities: { taskIds: tellsTaskIds, ...belief.capabilities } },
      habits: { tellsTaskIds },
    })
    /** The most requests without an answer at any moment until the clock stops. */
    function mostOut(world: World) {
      const most = { requests: 0 }
      const look = () => {
        most.requests = Math.max(most.requests, world.fleet.requestsOut('far'))
        world.clock.after(50, look)
      }
      look()
      return most
    }

    it('are four: one computes, one waits, the answers of two are on their way', async () => {
      const world = createWorld([far()])
      const most = mostOut(world)
      const job = await done(world, world.dispatcher.submit(requestFor(40)))
      expectWhole(world, job)
      expect(most.requests).toBe(4)
      // One more for an instant: it may be sent a millisecond before the end of the one that computes.
      expect(world.fleet.server('far').mostAtOnce).toBeLessThanOrEqual(3)
      // The GPU never waits: 40 s of compute, and the last answer.
      expect(job.makespanSeconds).toBeCloseTo(43, 0)
      expect(job.predictedSeconds).toBeCloseTo(43, 0)
    })

    it('are two where the server does not know task ids', async () => {
      const world = createWorld([far({}, false)])
      const most = mostOut(world)
      expectWhole(world, await done(world, world.dispatcher.submit(requestFor(20))))
      expect(most.requests).toBe(2)
    })

    it('are two until an answer has shown for how long', async () => {
      const world = createWorld([far({ overheadSeconds: null })])
      const most = mostOut(world)
      world.dispatcher.submit(requestFor(40))
      await world.clock.advance(3900)
      expect(most.requests).toBe(2)
      await world.clock.advance(10_000)
      expect(most.requests).toBe(4)
    })

    it('are two where batches are computed for as long', async () => {
      const world = createWorld([{ truth: steady('far', 60, { overheadSeconds: 3 }) }])
      const most = mostOut(world)
      expectWhole(world, await done(world, world.dispatcher.submit(requestFor(60))))
      expect(most.requests).toBe(2)
    })

    it('are withdrawn when their job is cancelled: those that wait as soon as their turn comes', async () => {
      const world = createWorld([far()])
      const server = world.fleet.server('far')
      const job = world.dispatcher.submit(requestFor(40))
      await world.clock.advance(6500)
      expect(world.fleet.requestsOut('far')).toBe(4)
      const [computed, sent] = [server.imagesComputed, received(world, 'far').length]
      world.dispatcher.cancel(job.id)
      await done(world, job)
      expect(received(world, 'far')).toHaveLength(sent)
      expect(world.fleet.requestsOut('far')).toBe(0)
      for (const { request } of received(world, 'far'))
        expect(await server.progress(request.taskId)).toMatchObject({ at: 'idle' })
      // What ran was stopped at once, what waited behind it within a look.
      const stopped = server.interrupts.map(({ taskId }) => taskId)
      expect(stopped).toEqual(
        received(world, 'far')
          .slice(computed)
          .map(({ request }) => request.taskId),
      )
      expectSound(world, job)
    })
  })

  it('hold no more images than the worker, the person or the setting allows, as one run each', async () => {
    const world = createWorld(
      [
        well('argon', 20, { maxBatch: 3 }),
        well('laptop', 20, { pixelCap: 2 * 512 * 512 }),
        well('master', 20),
      ],
      { settings: { maxBatch: 5 } },
    )
    expectWhole(world, await done(world, world.dispatcher.submit(requestFor(80))))
    const largest = (name: string) => Math.max(...received(world, name).map(({ request }) => request.count))
    expect([largest('argon'), largest('laptop'), largest('master')]).toEqual([3, 2, 5])
  })

  it('get smaller towards the end, so that the rest can be dealt anew', async () => {
    const world = createWorld([well('argon', 20), well('laptop', 20)])
    expectWhole(world, await done(world, world.dispatcher.submit(requestFor(60))))
    const sizes = received(world, 'argon').map(({ request }) => request.count)
    // The first is one image: nothing of the job is there yet.
    expect(sizes.slice(0, 2)).toEqual([1, 8])
    expect(sizes.at(-1)).toBeLessThanOrEqual(2)
  })

  it('carry a task id of their own with our prefix', async () => {
    const world = createWorld(trio())
    await done(world, world.dispatcher.submit(requestFor(30)))
    const ids = ['argon', 'master', 'laptop'].flatMap((name) =>
      received(world, name).map(({ request }) => request.taskId),
    )
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => id.startsWith('tributary-'))).toBe(true)
  })
})

describe('overlapping jobs', () => {
  it('run in the order of the queue, and nobody idles while there is work', async () => {
    const world = createWorld(trio())
    const first = world.dispatcher.submit(requestFor(20))
    const second = world.dispatcher.submit(requestFor(20, { seed: 5000 }))
    const [one, two] = [await done(world, first), await done(world, second)]
    expectWhole(world, one)
    expectWhole(world, two)
    expect(one.finishedAt).toBeLessThan(two.finishedAt ?? 0)
    // 40 images at 40 ipm: nobody waited for the end of the first job.
    expect(((two.finishedAt ?? 0) - two.submittedAt) / 1000).toBeLessThan(68)
    expectConsistent(world.events)
  })

  it('may be put into another order while they wait', async () => {
    const world = createWorld([well('argon', 20)])
    const jobs = [1, 2, 3].map((seed) => world.dispatcher.submit(requestFor(8, { seed: seed * 1000 })))
    const [first, second, third] = jobs
    if (!first || !second || !third) throw new Error('three jobs')
    await world.clock.advance(100)
    world.dispatcher.move(third.id, second.id)
    expect(world.dispatcher.jobs().map(({ id }) => id)).toEqual([first.id, third.id, second.id])
    const ends = await Promise.all(jobs.map((job) => done(world, job)))
    const order = ends.sort((a, b) => (a.finishedAt ?? 0) - (b.finishedAt ?? 0)).map(({ id }) => id)
    expect(order).toEqual([first.id, third.id, second.id])
    expect(() => world.dispatcher.move(first.id, null)).toThrow('has ended')
    expect(() => world.dispatcher.move('no such job' as JobView['id'], null)).toThrow(
      'This job no longer exists.',
    )
  })

  it('are moved at once and for good: machines, forecast and journal follow, and every move is told', async () => {
    const world = createWorld([well('argon', 20)])
    const [first, second, third] = [1, 2, 3].map((seed) =>
      world.dispatcher.submit(requestFor(8, { seed: seed * 1000 })),
    )
    if (!first || !second || !third) throw new Error('three jobs')
    await world.clock.advance(1000)
    const before = world.dispatcher.job(third.id)?.etaSeconds ?? 0
    expect(world.dispatcher.move(third.id, second.id)).toEqual([first.id, third.id, second.id])
    expect(world.dispatcher.job(third.id)?.etaSeconds).toBeLessThan(before - 10)
    expect(world.journal.order).toEqual([first.id, third.id, second.id])
    const told = () => world.events.filter((event) => event.type === 'queueArranged')
    expect(told()).toEqual([{ type: 'queueArranged', order: [first.id, third.id, second.id] }])
    // Where it is already: nothing to keep, nothing to tell.
    world.dispatcher.move(third.id, second.id)
    world.dispatcher.move(second.id, null)
    world.dispatcher.move(first.id, first.id)
    expect(told()).toHaveLength(1)
    await world.clock.advance(300)
    const eta = world.events.findLast((event) => event.type === 'jobChanged' && event.job.id === second.id)
    expect(eta?.type === 'jobChanged' && (eta.job.etaSeconds ?? 0)).toBeGreaterThan(before - 2)
  })

  it('keep the pause of one that is moved to the front', async () => {
    const world = createWorld([well('argon', 20)])
    const [first, second] = [1, 2].map((seed) =>
      world.dispatcher.submit(requestFor(8, { seed: seed * 1000 })),
    )
    if (!first || !second) throw new Error('two jobs')
    world.dispatcher.pause(second.id)
    world.dispatcher.move(second.id, first.id)
    await done(world, first)
    expect(world.dispatcher.job(second.id)).toMatchObject({ state: 'paused', stored: 0 })
    world.dispatcher.resume(second.id)
    expectWhole(world, await done(world, second))
  })

  it('do not keep a worker from loading the checkpoint of the first of them', async () => {
    const world = createWorld([
      {
        truth: steady('forge', 20, { loadSeconds: 5 }),
        belief: { capabilities: { kind: 'forge', loadsAhead: true } },
      },
    ])
    const warm = world.dispatcher.submit(requestFor(8))
    await world.clock.advance(100)
    const cold = world.dispatcher.submit(requestFor(4, { checkpoint: 'other' }))
    const behind = world.dispatcher.submit(requestFor(40))
    world.dispatcher.move(cold.id, behind.id)
    const ends = [await done(world, warm), await done(world, cold), await done(world, behind)]
    for (const job of ends) expectWhole(world, job)
    expect(ends[1]?.finishedAt).toBeLessThan(ends[2]?.finishedAt ?? 0)
  })
})

describe('stragglers', () => {
  /** Said to be as fast as the others, and is twenty times as slow from the start. */
  const slow = (name: string): VirtualWorkerSpec => ({ truth: steady(name, 1), belief: { ipm: 20 } })

  it('are made by idle workers too; the first result wins and nothing is doubled', async () => {
    const world = createWorld([slow('argon'), well('laptop', 20), well('master', 20)])
    const job = await done(world, world.dispatcher.submit(requestFor(24)))
    expectWhole(world, job)
    expect(world.sink.stored).toHaveLength(24)
    expect(job.makespanSeconds).toBeLessThan(90)
    const copies = world.events.filter((event) => event.type === 'batchChanged' && event.batch.copy)
    expect(copies.length).toBeGreaterThan(0)
    expectConsistent(world.events)
  })

  it('are interrupted when they have lost, and only what is ours', async () => {
    const world = createWorld([slow('argon'), well('laptop', 20), well('master', 20)])
    await done(world, world.dispatcher.submit(requestFor(24)))
    await world.clock.advance(5000)
    const ours = new Set(received(world, 'argon').map(({ request }) => request.taskId as string))
    const hit = world.fleet.server('argon').interrupts.map(({ taskId }) => taskId as string)
    expect(hit.length).toBeGreaterThan(0)
    expect(hit.every((taskId) => ours.has(taskId))).toBe(true)
    expect(world.sink.stored.filter(({ bytes }) => bytes === HALF_DONE_BYTES)).toEqual([])
    expect(world.fleet.state('argon')).toBe('interrupted')
  })

  it('are interrupted as soon as all they make is there, before the job ends', async () => {
    const world = createWorld([
      { truth: steady('argon', 1), belief: { ipm: 20 } },
      { truth: steady('xenon', 1), belief: { ipm: 20 } },
      well('laptop', 20),
    ])
    const job = await done(world, world.dispatcher.submit(requestFor(24)))
    expectWhole(world, job)
    const first = ['argon', 'xenon'].flatMap((name) => world.fleet.server(name).interrupts)
    const end = (job.finishedAt ?? 0) - (job.submittedAt ?? 0)
    expect(Math.min(...first.map(({ atMs }) => atMs))).toBeLessThan(end)
  })

  it('leave the images of a copy to the owner when the copy fails', async () => {
    const world = createWorld([
      slow('argon'),
      { truth: steady('laptop', 20, { leavesAt: 26 }) },
      { truth: steady('master', 20, { leavesAt: 26 }) },
    ])
    expectWhole(world, await done(world, world.dispatcher.submit(requestFor(24))))
  })

  it('are noticed when they stand still just before their end, where requests have no overhead', async () => {
    // Of its one image, due after 10 s, argon has made 96 % when it nearly stops: alone it would end after 49.6 s.
    const stopping = steady('argon', 6, { slowdowns: [{ at: 9.6, factor: 0.01 }] })
    const world = createWorld([{ truth: stopping }, well('laptop', 20)], { settings: { spareCopies: false } })
    const job = await done(world, world.dispatcher.submit(requestFor(4)))
    expectWhole(world, job)
    // The step that shows no end is seen at 10 s; at 12 s it counts as due at 16 s, 1 s after laptop, which makes it until 15 s.
    expect(job.makespanSeconds).toBeCloseTo(15, 0)
  })

  it('are copied on servers without task ids as well, as soon and as many as on others', async () => {
    const untold = { belief: { capabilities: { taskIds: false } }, habits: { tellsTaskIds: false } }
    const copiesMade = async (more: Partial<VirtualWorkerSpec>) => {
      const world = createWorld(
        [slow('argon'), { ...well('laptop', 20), ...more }, { ...well('master', 20), ...more }],
        { settings: { spareCopies: false } },
      )
      const job = await done(world, world.dispatcher.submit(requestFor(24)))
      expectWhole(world, job)
      expectConsistent(world.events)
      const copies = world.events.flatMap((event) =>
        event.type === 'batchChanged' && event.batch.copy ? [event.batch.id] : [],
      )
      return { copies: new Set(copies).size, seconds: job.makespanSeconds ?? Number.NaN }
    }
    const [told, others] = [await copiesMade({}), await copiesMade(untold)]
    expect(others.copies).toBeGreaterThan(0)
    expect(others.copies).toBe(told.copies)
    expect(others.seconds / told.seconds).toBeLessThan(1.05)
  })

  it('are not copied by workers in reserve while an active one can take part', async () => {
    const world = createWorld([slow('argon'), well('laptop', 20), well('spare', 60, { lane: 'reserve' })])
    expectWhole(world, await done(world, world.dispatcher.submit(requestFor(16))))
    expect(received(world, 'spare')).toEqual([])
  })
})

describe('the fleet changes', () => {
  it('a late joiner gets work at the next pull', async () => {
    const world = createWorld([well('argon', 10), { truth: steady('laptop', 60, { joinsAt: 20 }) }])
    const job = await done(world, world.dispatcher.submit(requestFor(60)))
    expectWhole(world, job)
    expect(received(world, 'laptop')[0]?.atMs).toBeLessThan(22_000)
    expect(madeBy(world, 'laptop').length).toBeGreaterThan(30)
  })

  it('a worker that is switched off ends what it has and gets no more', async () => {
    const world = createWorld([well('argon', 20), well('laptop', 20)])
    const job = world.dispatcher.submit(requestFor(60))
    await world.clock.advance(10_000)
    const sent = received(world, 'argon').length
    world.fleet.change('argon', { lane: 'off' })
    expectWhole(world, await done(world, job))
    expect(received(world, 'argon')).toHaveLength(sent)
    expect(madeBy(world, 'argon')).toHaveLength(9)
  })

  it('a late joiner makes the bound of the first plan void: another one takes its place', async () => {
    const world = createWorld([well('argon', 10), { truth: steady('laptop', 60, { joinsAt: 20 }) }])
    const job = await done(world, world.dispatcher.submit(requestFor(30)))
    expect(job.makespanSeconds).toBeCloseTo(job.predictedSeconds ?? 0, -1)
    expect(job.lowerBoundSeconds).toBeLessThanOrEqual(job.makespanSeconds ?? 0)
    const alone = createWorld([well('argon', 10)])
    const whole = await done(alone, alone.dispatcher.submit(requestFor(30)))
    expect(whole.lowerBoundSeconds).toBeCloseTo(180, 0)
  })

  it('a worker that is switched on, or taken out of reserve, joins at once', async () => {
    const world = createWorld([
      well('argon', 5),
      well('laptop', 20, { lane: 'off' }),
      well('master', 20, { lane: 'reserve' }),
    ])
    const job = world.dispatcher.submit(requestFor(40))
    await world.clock.advance(10_000)
    expect([received(world, 'laptop'), received(world, 'master')]).toEqual([[], []])
    world.fleet.change('laptop', { lane: 'active' })
    world.fleet.change('master', { lane: 'active' })
    await world.clock.advance(10)
    expect([received(world, 'laptop')[0]?.atMs, received(world, 'master')[0]?.atMs]).toEqual([10_000, 10_000])
    expectWhole(world, await done(world, job))
  })

  it('a worker in reserve helps when no active one can', async () => {
    const world = createWorld([
      { truth: steady('argon', 20, { leavesAt: 15 }) },
      well('spare', 20, { lane: 'reserve' }),
    ])
    expectWhole(world, await done(world, world.dispatcher.submit(requestFor(20))))
    expect(received(world, 'spare')[0]?.atMs).toBeGreaterThanOrEqual(15_000)
  })

  it('a removed worker still delivers what it has', async () => {
    const world = createWorld([well('argon', 20), well('laptop', 20)])
    const job = world.dispatcher.submit(requestFor(40))
    await world.clock.advance(10_000)
    world.fleet.remove('argon')
    expectWhole(world, await done(world, job))
    expect(madeBy(world, 'a removed machine').length).toBeGreaterThan(0)
  })

  it('a job waits, and says so, when its only machine is removed', async () => {
    const world = createWorld([well('argon', 20)])
    const { id } = world.dispatcher.submit(requestFor(40))
    await world.clock.advance(10_000)
    world.fleet.remove('argon')
    await world.clock.advance(600_000)
    const job = told(world.dispatcher.jobs().find((each) => each.id === id))
    expect(job?.state).toBe('waiting')
    expect(job?.problem?.message).toBe('There are no machines for this job.')
  })
})

describe('what a worker has in memory', () => {
  const loads = (world: World, checkpoint: string) =>
    world.dispatcher.preview(requestFor(1, { checkpoint })).shares[0]?.releaseSeconds
  const one = () =>
    createWorld([
      { truth: steady('argon', 20, { loadSeconds: 25, warm: false }), belief: { loadSeconds: 25 } },
    ])

  it('is expected to be what its requests ask for while they run', async () => {
    const world = one()
    expect([loads(world, 'common'), loads(world, 'other')]).toEqual([25, 0])
    world.dispatcher.submit(requestFor(1))
    await world.clock.advance(100)
    expect(loads(world, 'other')).toBeGreaterThan(loads(world, 'common') ?? Number.POSITIVE_INFINITY)
  })

  it('is loaded to the end before it does something else, though the request was stopped', async () => {
    const cold = { warm: false, loadSeconds: 10 }
    const { clock, dispatcher } = createWorld([{ truth: steady('argon', 6, cold) }])
    const { id } = dispatcher.submit(requestFor(1))
    await clock.advance(3000)
    dispatcher.cancel(id)
    await clock.advance(100)
    // 6.9 s of the load are left, and an image takes ten.
    expect(dispatcher.plan(requestFor(1)).makespanSeconds).toBeCloseTo(16.9, 3)
  })

  it('is what it answers with and what its lists say, not what was once asked for', async () => {
    const world = one()
    await done(world, world.dispatcher.submit(requestFor(1)))
    expect(loads(world, 'common')).toBe(0)
    // As it was seen to take, between two looks.
    const seen = loads(world, 'other')
    expect(seen).toBeCloseTo(25, 1)
    const known = world.fleet.workers()[0]?.capabilities
    if (!known) throw new Error('no capabilities')
    world.fleet.change('argon', { capabilities: { ...known, loadedCheckpoint: 'other' } })
    expect([loads(world, 'common'), loads(world, 'other')]).toEqual([seen, 0])
  })
})

describe('pausing', () => {
  it('sends nothing more, ends what runs, and goes on with the rest', async () => {
    const world = createWorld(trio())
    const job = world.dispatcher.submit(requestFor(60))
    await world.clock.advance(20_000)
    expect(world.dispatcher.pause(job.id).state).toBe('paused')
    expect(world.journal.records.get(job.id)?.state).toBe('paused')
    const sent = received(world, 'laptop').length
    await world.clock.advance(300_000)
    expect(received(world, 'laptop')).toHaveLength(sent)
    const stored = world.dispatcher.job(job.id)?.stored ?? 0
    expect(stored).toBeGreaterThan(0)
    expect(stored).toBeLessThan(60)
    expect(world.dispatcher.resume(job.id).state).toBe('queued')
    expectWhole(world, await done(world, job))
  })

  it('lets the jobs behind it run', async () => {
    const world = createWorld([well('argon', 20)])
    const first = world.dispatcher.submit(requestFor(40))
    const second = world.dispatcher.submit(requestFor(4))
    world.dispatcher.pause(first.id)
    expectWhole(world, await done(world, second))
    expect(storedOf(world, first)).toEqual([])
  })

  it('of a job whose images are all on their way does not keep it from finishing', async () => {
    const world = createWorld([well('argon', 20), well('laptop', 20)])
    const job = world.dispatcher.submit(requestFor(2))
    await world.clock.advance(1000)
    world.dispatcher.pause(job.id)
    expectWhole(world, await done(world, job))
  })
})

describe('holding', () => {
  it('sends nothing before the job is released, and counts its time from then', async () => {
    const world = createWorld([well('argon', 20)])
    const job = world.dispatcher.submit(requestFor(4), { hold: true })
    await world.clock.advance(60_000)
    expect([job.state, received(world, 'argon')]).toEqual(['held', []])
    world.dispatcher.release(job.id)
    const ended = await done(world, job)
    expectWhole(world, ended)
    expect(ended.makespanSeconds).toBeCloseTo(12, 0)
  })

  it('goes on while the job is paused and resumed', async () => {
    const world = createWorld([well('argon', 20)])
    const job = world.dispatcher.submit(requestFor(4), { hold: true })
    world.dispatcher.pause(job.id)
    expect(world.dispatcher.resume(job.id).state).toBe('held')
    world.dispatcher.pause(job.id)
    world.dispatcher.release(job.id)
    expect(world.dispatcher.job(job.id)?.state).toBe('paused')
    expect(world.dispatcher.resume(job.id).state).toBe('queued')
    expectWhole(world, await done(world, job))
  })

  it('does nothing for a job that was cancelled meanwhile', () => {
    const world = createWorld([well('argon', 20)])
    const job = world.dispatcher.submit(requestFor(4), { hold: true })
    world.dispatcher.cancel(job.id)
    world.dispatcher.release(job.id)
    expect(world.dispatcher.job(job.id)?.state).toBe('cancelled')
  })
})

describe('bonus images', () => {
  it('come from who is too slow for a fair share, in the time the fast ones need', async () => {
    const world = createWorld([well('argon', 5), well('master', 14.9), well('laptop', 20)])
    const job = await done(world, world.dispatcher.submit(requestFor(12, { mode: 'bonus' })))
    expectWhole(world, job)
    expect([job.bonusPlanned, job.bonusStored]).toEqual([11, 11])
    expect(storedOf(world, job)).toEqual(range(23))
    expect(job.tallies.map(({ name, images, bonus }) => [name, images, bonus]).sort()).toEqual([
      ['argon', 0, 3],
      ['laptop', 12, 0],
      ['master', 0, 8],
    ])
    expect(world.sink.stored.every(({ bonus, index }) => bonus === index >= 12)).toBe(true)
    expect(job.makespanSeconds).toBeCloseTo(36, 0)
  })

  it('are made with fewer steps where step scaling is on and not one whole image fits', async () => {
    const world = createWorld([well('argon', 2), well('laptop', 30)])
    const request = requestFor(10, { mode: 'bonus', stepScaling: true })
    const job = await done(world, world.dispatcher.submit(request))
    expectWhole(world, job)
    const [bonus] = madeBy(world, 'argon')
    expect(bonus?.bonus).toBe(true)
    expect(bonus?.steps).toBeLessThan(20)
    expect(bonus?.steps).toBeGreaterThan(5)
    expect(bonus?.infotext).toContain(`Steps: ${bonus?.steps},`)
    expect(madeBy(world, 'laptop').every(({ steps }) => steps === 20)).toBe(true)
  })

  it('of a worker that is lost are not made by those that make the asked-for ones, and the job ends without them', async () => {
    const world = createWorld([{ truth: steady('argon', 5, { leavesAt: 10 }) }, well('laptop', 20)])
    const job = await done(world, world.dispatcher.submit(requestFor(12, { mode: 'bonus' })))
    expectWhole(world, job)
    expect(job.bonusPlanned).toBeGreaterThan(0)
    expect(job.bonusStored).toBe(0)
  })

  it('of a worker that is lost are made by another slow one that has the time', async () => {
    // Promised within the 36 s of laptop: 6 by argon, 3 by xenon. argon leaves with its first; xenon is three times as fast as believed.
    const world = createWorld([
      { truth: steady('argon', 10, { leavesAt: 5 }) },
      { truth: steady('xenon', 15), belief: { ipm: 5 } },
      well('laptop', 20),
    ])
    const job = await done(world, world.dispatcher.submit(requestFor(12, { mode: 'bonus' })))
    expectWhole(world, job)
    expect(job.bonusPlanned).toBe(9)
    expect(madeBy(world, 'xenon').filter(({ bonus }) => bonus).length).toBeGreaterThan(3)
    expect(job.makespanSeconds).toBeLessThan(38)
  })

  it('that hang do not keep the job from ending', async () => {
    const world = createWorld([
      { truth: steady('argon', 5), faults: () => ({ type: 'hang', seconds: Number.POSITIVE_INFINITY }) },
      well('laptop', 20),
    ])
    const job = await done(world, world.dispatcher.submit(requestFor(12, { mode: 'bonus' })))
    expectWhole(world, job)
  })

  it('give way: workers that make them step in when the fast ones are gone', async () => {
    const world = createWorld([well('argon', 5), { truth: steady('laptop', 20, { leavesAt: 8 }) }])
    expectWhole(world, await done(world, world.dispatcher.submit(requestFor(12, { mode: 'bonus' }))))
  })

  it('wait when the asked-for ones are late: the job ends like one in "Exactly N"', async () => {
    // Promised: 60 by laptop in 144 s. From 3 s on it makes 5 a minute: alone it would end after 708 s.
    const fleet = () => [
      well('argon', 5),
      well('master', 14.9),
      { truth: steady('laptop', 25, { slowdowns: [{ at: 3, factor: 0.2 }] }) },
    ]
    const run = async (mode: 'bonus' | 'exact') => {
      const world = createWorld(fleet())
      const job = await done(world, world.dispatcher.submit(requestFor(60, { mode })))
      expectWhole(world, job)
      return job
    }
    const [bonus, exact] = [await run('bonus'), await run('exact')]
    expect(bonus.bonusPlanned).toBe(47)
    // Not later than that job by more than its own bonus takes: images that were begun before anybody could know.
    const ownBonusSeconds = (bonus.bonusStored * 60) / (5 + 14.9 + 5)
    expect(bonus.bonusStored).toBeLessThan(15)
    expect((bonus.makespanSeconds ?? 0) - (exact.makespanSeconds ?? 0)).toBeLessThan(ownBonusSeconds + 2)
  })
})

describe('what is shown', () => {
  it('is one job, or nothing for one that is not known', async () => {
    const world = createWorld(trio())
    const { id } = world.dispatcher.submit(requestFor(12))
    expect(world.dispatcher.job(id)).toMatchObject({ id, state: 'queued' })
    expect(world.dispatcher.job('nothing' as JobView['id'])).toBeUndefined()
    expect(() => world.dispatcher.cancel('nothing' as JobView['id'])).toThrow('This job no longer exists.')
  })

  it('is every batch of a running job: ended, on its way and forecast, each index covered', async () => {
    const world = createWorld(trio())
    const job = world.dispatcher.submit(requestFor(60))
    await world.clock.advance(40_000)
    const batches = world.dispatcher.batches(job.id)
    expect(new Set(batches.map(({ state }) => state))).toEqual(new Set(['stored', 'computing', 'forecast']))
    const covered = batches.flatMap(({ firstIndex, count }) => range(count, firstIndex))
    expect([...new Set(covered)].sort((a, b) => a - b)).toEqual(range(60))
    expect(world.dispatcher.batches('nothing' as JobView['id'])).toEqual([])
  })

  it('is what a worker works on, with the part of its share that is done', async () => {
    const world = createWorld(trio())
    const job = world.dispatcher.submit(requestFor(60))
    await world.clock.advance(40_000)
    const working = world.dispatcher.workingOn('laptop' as WorkerId)
    expect(working).toMatchObject({ jobId: job.id, doneOfJob: madeBy(world, 'laptop').length })
    expect(working?.plannedOfJob).toBeGreaterThan(working?.doneOfJob ?? 0)
    await done(world, job)
    await world.clock.advance(5000)
    expect(world.dispatcher.workingOn('laptop' as WorkerId)).toBeNull()
  })

  it('is forgotten for jobs that ended, when asked to, and only for them', async () => {
    const world = createWorld(trio())
    const first = await done(world, world.dispatcher.submit(requestFor(6)))
    const second = world.dispatcher.submit(requestFor(6))
    world.dispatcher.forgetEnded()
    expect(world.dispatcher.jobs().map(({ id }) => id)).toEqual([second.id])
    expect(world.dispatcher.batches(first.id)).toEqual([])
    expectWhole(world, await done(world, second))
  })

  it('is forgotten for the oldest of very many jobs that ended', () => {
    const world = createWorld(trio())
    const cancelled = Array.from({ length: 210 }, () => {
      const { id } = world.dispatcher.submit(requestFor(1))
      return world.dispatcher.cancel(id).id
    })
    const last = world.dispatcher.submit(requestFor(1))
    expect(world.dispatcher.jobs().map(({ id }) => id)).toEqual([...cancelled.slice(-200), last.id])
  })

  it('is told in rounds of the length that is set, in fleet time', async () => {
    const rounds = async (eventsEveryMs: number) => {
      const world = createWorld(trio(), { settings: { eventsEveryMs, progressEveryMs: eventsEveryMs } })
      expectWhole(world, await done(world, world.dispatcher.submit(requestFor(40))))
      const counts = world.events.flatMap((event) => (event.type === 'jobChanged' ? [event.job.stored] : []))
      expect(counts.some((count) => count > 0 && count < 40)).toBe(true)
      return world.events.filter(({ type }) => type === 'progressed').length
    }
    const [quick, slow] = [await rounds(250), await rounds(12_000)]
    expect(quick).toBeGreaterThan(200)
    expect(slow).toBeLessThanOrEqual(6)
  })

  it('is nothing more once everything ended: no timer is left', async () => {
    const world = createWorld(trio())
    await done(world, world.dispatcher.submit(requestFor(6)))
    await world.clock.advance(60_000)
    await expect(world.clock.run(new Promise(() => undefined))).rejects.toThrow('nothing left to happen')
  })

  it('keeps pictures apart from those of other jobs of the same seeds', async () => {
    const world = createWorld(trio())
    const [one, two] = [world.dispatcher.submit(requestFor(6)), world.dispatcher.submit(requestFor(6))]
    expectWhole(world, await done(world, one))
    expectWhole(world, await done(world, two))
    expectSound(world, one)
  })
})
