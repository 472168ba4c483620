import { describe, expect, it } from 'vitest'
import { type EndTime, fixedEndTime, isEndless } from '../../../shared/end-time.ts'
import { deadlineOf, type GenerationRequest } from '../../../shared/generation.ts'
import type { JobView } from '../../../shared/job.ts'
import { inWords } from '../../../shared/words/say.ts'
import type { TrueWorker } from './testing/true-worker.ts'
import type { VirtualWorkerSpec } from './testing/virtual-fleet.ts'
import { createUnwatchedWorld as createWorld, requestFor, steady, type World } from './testing/world.ts'

const machine = (name: string, ipm: number, more: Partial<TrueWorker> = {}): VirtualWorkerSpec => ({
  truth: steady(name, ipm, more),
  belief: { gains: { 4: 1 } },
})
/** One image takes them 12, 4 and 3 s. */
const three = (more: Partial<TrueWorker> = {}) => [
  machine('argon', 5),
  machine('master', 15),
  machine('laptop', 20, more),
]
const inSeconds = (seconds: number, more: Partial<GenerationRequest> = {}) =>
  requestFor(1, { mode: 'until', until: { by: 'duration', seconds, at: null }, ...more })
const done = (world: World, { id }: Pick<JobView, 'id'>) => world.clock.run(world.dispatcher.whenDone(id))
const job = (world: World, { id }: Pick<JobView, 'id'>) => world.dispatcher.job(id)
const indexes = ({ sink }: World) => sink.stored.map(({ index }) => index).sort((a, b) => a - b)
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)

/** A world that notes when its last picture came, in seconds from the start. */
function open(specs: readonly VirtualWorkerSpec[]): World & { lastAt(): number } {
  let last = 0
  const world = createWorld(specs, {
    onEvent: ({ type }) => {
      if (type === 'imageStored') last = world.clock.now() / 1000
    },
  })
  return { ...world, lastAt: () => last }
}

describe('as many images as fit by a time', () => {
  it('keeps all machines busy until then, with seeds that go on from the first', async () => {
    const world = open(three())
    const asked = world.dispatcher.submit(inSeconds(62))
    // 5 + 15 + 20 in a minute.
    expect(asked.requested).toBe(40)
    const ended = await done(world, asked)
    expect(ended).toMatchObject({ state: 'finished', stored: 40, requested: 40, failed: 0, problem: null })
    expect(indexes(world)).toEqual(upTo(40))
    expect(world.sink.stored.every(({ seed, index, bonus }) => seed === 1000 + index && !bonus)).toBe(true)
    expect(world.lastAt()).toBeLessThanOrEqual(62)
  })

  it('says at any moment how many it will be', async () => {
    const world = createWorld(three())
    const asked = world.dispatcher.submit(inSeconds(125))
    for (let at = 0; at < 11; at++) {
      await world.clock.advance(10_000)
      expect(Math.abs((job(world, asked)?.requested ?? 0) - 82)).toBeLessThanOrEqual(2)
    }
    expect((await done(world, asked)).stored).toBeGreaterThanOrEqual(80)
  })

  it('is not stopped by a machine that dies: its images come from the others', async () => {
    const world = open(three({ leavesAt: 30 }))
    const ended = await done(world, world.dispatcher.submit(inSeconds(62)))
    // 20 of argon and master, and at least 8 of laptop in its half minute.
    expect(ended.stored).toBeGreaterThanOrEqual(28)
    expect(ended).toMatchObject({ state: 'finished', requested: ended.stored })
    expect(indexes(world)).toEqual(upTo(ended.stored))
    expect(world.lastAt()).toBeLessThanOrEqual(62)
  })

  it('uses a machine that joins', async () => {
    const world = createWorld([machine('argon', 5), machine('laptop', 20, { joinsAt: 30 })])
    const asked = world.dispatcher.submit(inSeconds(62))
    expect(asked.requested).toBe(5)
    expect((await done(world, asked)).stored).toBe(15)
  })

  it('keeps what was begun in time and comes late', async () => {
    // It collapses in the middle of what was to be the last image: 3 s become 15.
    const world = open([machine('laptop', 20, { slowdowns: [{ at: 28, factor: 0.2 }] })])
    const ended = await done(world, world.dispatcher.submit(inSeconds(31)))
    expect(ended).toMatchObject({ state: 'finished', stored: 10 })
    expect(world.lastAt()).toBeGreaterThan(31)
    expect(indexes(world)).toEqual(upTo(10))
  })

  it('begins nothing that would end late, unless it may', async () => {
    const strict = open([machine('argon', 5)])
    const ended = await done(strict, strict.dispatcher.submit(inSeconds(30)))
    expect(ended.stored).toBe(2)
    expect(strict.lastAt()).toBeLessThanOrEqual(30)

    const lenient = open([machine('argon', 5)])
    expect(await done(lenient, lenient.dispatcher.submit(inSeconds(30, { runOver: true })))).toMatchObject({
      state: 'finished',
      stored: 3,
    })
    expect(lenient.lastAt()).toBeCloseTo(36, 1)
  })

  it('ends as soon as no machine has time for another image', async () => {
    const world = createWorld([machine('argon', 5)])
    await done(world, world.dispatcher.submit(inSeconds(30)))
    expect(world.clock.now() / 1000).toBeLessThan(30)
  })

  it('fails where no machine has time for one', async () => {
    const world = createWorld([machine('argon', 5)])
    const ended = await done(world, world.dispatcher.submit(inSeconds(5)))
    expect(ended).toMatchObject({ state: 'failed', stored: 0, requested: 0 })
    expect(inWords(ended.problem?.message ?? '')).toBe('No image could be made in the time.')
  })

  it('waits for machines that are away, and ends when the time is up', async () => {
    const world = createWorld([machine('laptop', 20, { joinsAt: 100 })])
    const asked = world.dispatcher.submit(inSeconds(60))
    await world.clock.advance(30_000)
    expect(job(world, asked)?.state).toBe('waiting')
    expect(await done(world, asked)).toMatchObject({ state: 'failed', stored: 0 })
    expect(world.clock.now()).toBe(60_000)
  })

  it('ends in time while it is paused, with what it has', async () => {
    const world = createWorld(three())
    const asked = world.dispatcher.submit(inSeconds(60))
    await world.clock.advance(20_000)
    world.dispatcher.pause(asked.id)
    const ended = await done(world, asked)
    expect(ended.state).toBe('finished')
    expect(ended.stored).toBeGreaterThan(8)
    expect(ended.stored).toBeLessThan(25)
    expect(world.clock.now()).toBe(60_000)
  })

  it('lets the next job begin where nothing more of it fits', async () => {
    const world = createWorld(three())
    const first = world.dispatcher.submit(inSeconds(30))
    const next = world.dispatcher.submit(requestFor(5, { seed: 1 }))
    await done(world, first)
    const ended = await done(world, next)
    expect(ended).toMatchObject({ state: 'finished', stored: 5 })
    // argon and master are free for the last seconds of the first.
    expect(ended.startedAt).toBeLessThan(first.submittedAt + 30_000)
  })

  it('counts what jobs before it take', async () => {
    const world = createWorld([machine('laptop', 20)])
    world.dispatcher.submit(requestFor(10))
    const asked = world.dispatcher.submit(inSeconds(62))
    expect(asked.requested).toBe(10)
    expect((await done(world, asked)).stored).toBe(10)
  })

  it('ends by the wall, which goes on while the computer sleeps', async () => {
    const world = createWorld(three(), { mayGoToSleep: true })
    const asked = world.dispatcher.submit(inSeconds(3600))
    await world.clock.advance(60_000)
    world.clock.sleep(3_600_000, false)
    const ended = await done(world, asked)
    expect(ended.state).toBe('finished')
    expect(ended.stored).toBeLessThan(60)
  })
})

describe('a job of an earlier run', () => {
  async function cutShort(seconds: number) {
    const before = createWorld(three())
    const asked = before.dispatcher.submit(inSeconds(seconds))
    await before.clock.advance(20_000)
    await before.clock.run(before.dispatcher.stop())
    const record = before.journal.records.get(asked.id)
    if (record === undefined) throw new Error('not in the journal')
    return { record, stored: indexes(before), asked }
  }

  it('keeps its time', async () => {
    const { record, stored, asked } = await cutShort(62)
    const world = createWorld(three())
    await world.clock.advance(40_000)
    const resumed = world.dispatcher.submit(record.request, { record, storedIndexes: stored })
    expect(resumed.request.until).toEqual(asked.request.until)
    const ended = await done(world, resumed)
    expect(ended.state).toBe('finished')
    expect(world.clock.now() / 1000).toBeLessThanOrEqual(62)
    expect([...stored, ...indexes(world)].sort((a, b) => a - b)).toEqual(upTo(ended.stored))
    expect(ended.stored).toBeGreaterThan(stored.length)
  })

  it('ends with what it has where its time has passed', async () => {
    const { record, stored } = await cutShort(62)
    const world = createWorld(three())
    await world.clock.advance(100_000)
    const resumed = world.dispatcher.submit(record.request, {
      record: { ...record, state: 'paused' },
      storedIndexes: stored,
    })
    expect(resumed).toMatchObject({ state: 'finished', stored: stored.length, requested: stored.length })
    expect(world.sink.stored).toHaveLength(0)
  })
})

it('a time that was fixed for a job is fixed anew for the next one that asks for the same', async () => {
  const world = createWorld(three())
  const first = world.dispatcher.submit(inSeconds(60))
  await done(world, first)
  const again = world.dispatcher.submit(first.request)
  const at = (view: JobView): EndTime['at'] => view.request.until.at
  expect((at(again) ?? 0) - (at(first) ?? 0)).toBeCloseTo(world.clock.now(), -2)
  await done(world, again)
})

describe('a job without an end', () => {
  const endless = (more: Partial<GenerationRequest> = {}) =>
    requestFor(1, { mode: 'until', until: { by: 'never', at: null }, ...more })

  it('goes on until it is stopped, looking two minutes ahead, and keeps what it has', async () => {
    const world = createWorld(three())
    const asked = world.dispatcher.submit(endless())
    // 40 a minute.
    expect(Math.abs(asked.requested - 80)).toBeLessThanOrEqual(5)
    await world.clock.advance(3 * 60_000)
    const going = job(world, asked)
    expect(going).toMatchObject({ state: 'running', failed: 0 })
    expect(Math.abs((going?.stored ?? 0) - 120)).toBeLessThanOrEqual(8)
    expect(Math.abs((going?.requested ?? 0) - 200)).toBeLessThanOrEqual(12)
    world.dispatcher.cancel(asked.id)
    const ended = await done(world, asked)
    expect(ended.state).toBe('cancelled')
    expect(indexes(world).length).toBe(ended.stored)
    expect(new Set(indexes(world)).size).toBe(ended.stored)
  })

  it('lets every other job of the fleet go first when it is in the background', async () => {
    const world = createWorld(three())
    const asked = world.dispatcher.submit(endless(), { priority: 'background' })
    await world.clock.advance(60_000)
    const other = world.dispatcher.submit(requestFor(40))
    const before = job(world, asked)?.stored ?? 0
    const ended = await done(world, other)
    expect(ended.state).toBe('finished')
    // What was begun when the other came is finished, no more.
    expect((job(world, asked)?.stored ?? 0) - before).toBeLessThanOrEqual(24)
    await world.clock.advance(60_000)
    expect(job(world, asked)?.stored ?? 0).toBeGreaterThan(before + 20)
    world.dispatcher.cancel(asked.id)
  })

  it('waits while it is paused, however long, and goes on', async () => {
    const world = createWorld(three())
    const asked = world.dispatcher.submit(endless())
    expect(deadlineOf(asked.request)).toBe(fixedEndTime(asked.request.until, 0).at)
    expect(isEndless(deadlineOf(asked.request) ?? 0)).toBe(true)
    await world.clock.advance(60_000)
    world.dispatcher.pause(asked.id)
    await world.clock.advance(24 * 3600_000)
    expect(job(world, asked)?.state).toBe('paused')
    world.dispatcher.resume(asked.id)
    const before = job(world, asked)?.stored ?? 0
    await world.clock.advance(60_000)
    expect(job(world, asked)?.stored ?? 0).toBeGreaterThan(before + 20)
    world.dispatcher.cancel(asked.id)
  })
})
