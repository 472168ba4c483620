import { describe, expect, it } from 'vitest'
import type { JobView } from '../../../shared/job.ts'
import type { Origin } from '../../../shared/origin.ts'
import type { Priority } from '../../../shared/priority.ts'
import { expectWhole } from './testing/expectations.ts'
import { expectConsistent } from './testing/story.ts'
import type { VirtualWorkerSpec } from './testing/virtual-fleet.ts'
import { createUnwatchedWorld as createWorld, requestFor, steady, type World } from './testing/world.ts'

/** Twelve machines that make 20 images a minute, whatever the batch, as a benchmark has shown: one image takes 3 s. */
const twelve = (): VirtualWorkerSpec[] =>
  Array.from({ length: 12 }, (_, at) => ({
    truth: steady(`w${at}`, 20, { overheadSeconds: 0.1 }),
    belief: { gains: { 4: 1 } },
  }))
const done = (world: World, { id }: Pick<JobView, 'id'>) => world.clock.run(world.dispatcher.whenDone(id))
const prompts = (world: World) => world.dispatcher.jobs().map(({ request }) => request.prompt)
const named = (prompt: string, images = 8) => requestFor(images, { prompt })

/** Seconds from when it was submitted to its last image. */
const seconds = async (world: World, job: JobView): Promise<number> => {
  const from = world.clock.now()
  await done(world, job)
  return (world.clock.now() - from) / 1000
}

describe('a job that is first', () => {
  const alone = async () => {
    const world = createWorld(twelve())
    return seconds(world, world.dispatcher.submit(requestFor(4)))
  }

  it.each([5, 13, 20, 31])(
    'takes at most half as long again as alone, %i s after 200 images have begun',
    async (after) => {
      const undisturbed = createWorld(twelve())
      const without = await done(undisturbed, undisturbed.dispatcher.submit(requestFor(200)))

      const world = createWorld(twelve())
      const long = world.dispatcher.submit(requestFor(200))
      await world.clock.advance(after * 1000)
      const urgent = world.dispatcher.submit(requestFor(4, { seed: 7 }), { priority: 'first' })
      expect(await seconds(world, urgent)).toBeLessThanOrEqual(1.5 * (await alone()))
      const disturbed = await done(world, long)
      expectWhole(world, disturbed)
      // Its own 4 images take 1 s of the twelve machines; what it costs beyond that is at most 3 %.
      const most = 1.03 * ((without.makespanSeconds ?? 0) + 1)
      expect(disturbed.makespanSeconds).toBeLessThanOrEqual(most)
      expectConsistent(world.events)
    },
  )

  it('has no more machines stopped than it has images, however often it is looked at', async () => {
    const world = createWorld(twelve().map((spec) => ({ ...spec, belief: { gains: {} } })))
    world.dispatcher.submit(requestFor(400))
    await world.clock.advance(14_000)
    const urgent = world.dispatcher.submit(requestFor(2, { seed: 7 }), { priority: 'first' })
    // Machines are given out again and again while they stop.
    for (let at = 0; at < 20; at++) {
      world.dispatcher.resume(urgent.id)
      await world.clock.advance(50)
    }
    await done(world, urgent)
    const stopped = world.fleet.facts.filter(({ fact }) => fact.type === 'interrupted')
    expect(stopped.length).toBeGreaterThan(0)
    expect(stopped.length).toBeLessThanOrEqual(2)
  })

  it('waits for what runs where the server knows no task ids: nobody could tell what an interrupt would hit', async () => {
    const blind = twelve().map((spec) => ({
      ...spec,
      belief: { ...spec.belief, capabilities: { taskIds: false } },
    }))
    const world = createWorld(blind)
    world.dispatcher.submit(requestFor(200))
    await world.clock.advance(5_000)
    await done(world, world.dispatcher.submit(requestFor(4), { priority: 'first' }))
    expect(world.fleet.facts.filter(({ fact }) => fact.type === 'interrupted')).toEqual([])
  })

  it('stops nothing of jobs that are first themselves', async () => {
    const world = createWorld(twelve(), { settings: { spareCopies: false } })
    world.dispatcher.submit(requestFor(200), { priority: 'first' })
    await world.clock.advance(5_000)
    await done(world, world.dispatcher.submit(requestFor(4), { priority: 'first' }))
    expect(world.fleet.facts.filter(({ fact }) => fact.type === 'interrupted')).toEqual([])
  })

  it('costs a long job no more than its share, however many come', async () => {
    const undisturbed = createWorld(twelve())
    const without = await done(undisturbed, undisturbed.dispatcher.submit(requestFor(400)))
    const world = createWorld(twelve())
    const long = world.dispatcher.submit(requestFor(400))
    for (let at = 0; at < 12; at++) {
      await world.clock.advance(5_000)
      await done(world, world.dispatcher.submit(requestFor(4, { seed: 100 * at }), { priority: 'first' }))
    }
    const disturbed = await done(world, long)
    expectWhole(world, disturbed)
    expect(disturbed.makespanSeconds).toBeLessThanOrEqual(1.05 * ((without.makespanSeconds ?? 0) + 12))
  })
})

describe('jobs in the background', () => {
  it('are sent in short requests, so that others begin soon', async () => {
    const world = createWorld(twelve())
    world.dispatcher.submit(requestFor(200), { priority: 'background' })
    await world.clock.advance(13_000)
    const next = world.dispatcher.submit(requestFor(12))
    // 12 images on 12 machines take 3.1 s; none waits longer than for one image of the other job.
    expect(await seconds(world, next)).toBeLessThanOrEqual(3.1 + 3 + 0.2)
  })

  it('are sent in short requests of bonus images, too', async () => {
    const fleet = [20, 20, 3].map((ipm, at) => ({ truth: steady(`w${at}`, ipm) }))
    const largest = async (priority: Priority) => {
      const world = createWorld(fleet, { settings: { smallFirstRequests: false } })
      await done(world, world.dispatcher.submit(requestFor(80, { mode: 'bonus' }), { priority }))
      return Math.max(...world.fleet.server('w2').received.map(({ request }) => request.count))
    }
    expect(await largest('normal')).toBeGreaterThan(1)
    expect(await largest('background')).toBe(1)
  })

  it('take what nobody else wants', async () => {
    const world = createWorld(twelve())
    const background = world.dispatcher.submit(requestFor(24), { priority: 'background' })
    const normal = world.dispatcher.submit(requestFor(96))
    await done(world, normal)
    const after = world.dispatcher.job(background.id)
    expect(after?.state).toBe('running')
    expectWhole(world, await done(world, background))
  })
})

describe('the queue', () => {
  it('is in the order of the priorities, and within one in that of coming', () => {
    const { dispatcher, events } = createWorld([])
    const world = { dispatcher } as World
    dispatcher.submit(named('normal'))
    dispatcher.submit(named('background'), { priority: 'background' })
    dispatcher.submit(named('second'))
    const first = dispatcher.submit(named('first'), { priority: 'first' })
    expect(prompts(world)).toEqual(['first', 'normal', 'second', 'background'])
    const arranged = events.filter(({ type }) => type === 'queueArranged')
    expect(arranged.at(-1)).toMatchObject({
      order: [first.id, expect.any(String), expect.any(String), expect.any(String)],
    })
  })

  it('gives a job that is moved the priority that fits its new place, and no other', () => {
    const { dispatcher } = createWorld([])
    const normal = dispatcher.submit(named('normal'))
    const second = dispatcher.submit(named('second'))
    const background = dispatcher.submit(named('background'), { priority: 'background' })
    const priorityOf = ({ id }: JobView) => dispatcher.job(id)?.priority
    dispatcher.move(second.id, normal.id)
    expect([priorityOf(second), priorityOf(normal)]).toEqual(['normal', 'normal'])
    dispatcher.move(background.id, normal.id)
    expect(priorityOf(background)).toBe('normal')
    dispatcher.prioritize(second.id, 'first')
    dispatcher.move(normal.id, second.id)
    expect(priorityOf(normal)).toBe('first')
    dispatcher.move(normal.id, null)
    expect(priorityOf(normal)).toBe('normal')
  })

  it('puts a job with a new priority behind the others that have it, and writes it down', () => {
    const { dispatcher, journal } = createWorld([])
    const world = { dispatcher } as World
    const one = dispatcher.submit(named('one'))
    dispatcher.submit(named('urgent'), { priority: 'first' })
    dispatcher.submit(named('two'))
    dispatcher.prioritize(one.id, 'first')
    expect(prompts(world)).toEqual(['urgent', 'one', 'two'])
    expect(journal.records.get(one.id)?.priority).toBe('first')
    dispatcher.cancel(one.id)
    expect(() => dispatcher.prioritize(one.id, 'normal')).toThrow('has ended')
  })

  it('is what a plan counts with: a request that would be first has only those that are first ahead of it', () => {
    const { dispatcher } = createWorld(twelve())
    dispatcher.submit(requestFor(120))
    const behind = dispatcher.plan(requestFor(12)).makespanSeconds ?? 0
    const ahead = dispatcher.plan(requestFor(12), 'first').makespanSeconds ?? 0
    expect(behind).toBeGreaterThan(30)
    expect(ahead).toBeLessThan(behind / 2)
  })
})

describe('sources of jobs', () => {
  const client = (name: string): Origin => ({ kind: 'client', name })

  it.each([
    { one: 96, other: 48 },
    { one: 48, other: 96 },
    { one: 60, other: 60 },
    { one: 200, other: 12 },
  ])('are forecast to share the machines: $one images of one, $other of another', async ({ one, other }) => {
    const world = createWorld(twelve())
    const jobs = [one, other].map((images, at) =>
      world.dispatcher.submit(requestFor(images, { seed: at * 1000 }), { origin: client(`${at}`) }),
    )
    const told: { job: number; at: number; end: number }[] = []
    for (let at = 0; at < 5; at++) {
      for (const [nth, { id }] of jobs.entries()) {
        const eta = world.dispatcher.job(id)?.etaSeconds ?? null
        if (eta !== null) told.push({ job: nth, at, end: world.clock.now() / 1000 + eta })
      }
      await world.clock.advance(2000)
    }
    const ends: number[] = []
    for (const job of jobs) {
      const { finishedAt, submittedAt } = await done(world, job)
      ends.push(((finishedAt ?? 0) - submittedAt) / 1000)
    }
    expect(told.length).toBeGreaterThan(5)
    for (const { job, end } of told) {
      const truth = ends[job] ?? 0
      // One image takes 3 s, and machines that are free together are all given to one: 4 s are its turn.
      expect(Math.abs(end - truth)).toBeLessThanOrEqual(4)
    }
  })

  it('share the machines by work: one with many jobs does not starve one with few', async () => {
    const world = createWorld(twelve())
    const many = Array.from({ length: 10 }, (_, at) =>
      world.dispatcher.submit(requestFor(24, { seed: at * 1000 }), { origin: client('many') }),
    )
    const few = world.dispatcher.submit(requestFor(24, { seed: 77 }), { origin: client('few') })
    await done(world, few)
    // 24 images take 6 s of the twelve machines. With an equal share it is done when the other has had as much.
    const had = many.reduce((sum, { id }) => sum + (world.dispatcher.job(id)?.stored ?? 0), 0)
    expect(had).toBeGreaterThanOrEqual(12)
    expect(had).toBeLessThanOrEqual(60)
    for (const job of many) expectWhole(world, await done(world, job))
  })

  it('are served in the order of the queue where there is only one', async () => {
    const world = createWorld(twelve())
    const first = world.dispatcher.submit(requestFor(48), { origin: client('one') })
    const second = world.dispatcher.submit(requestFor(48), { origin: client('one') })
    await done(world, first)
    expect(world.dispatcher.job(second.id)?.stored).toBeLessThanOrEqual(12)
  })
})
