import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../../shared/ids.ts'
import { UNKNOWN_ORIGIN } from '../../../shared/origin.ts'
import { plainText } from '../../../shared/words/catalogue.ts'
import { told } from '../../testing/told.ts'
import { TributaryError } from '../failure.ts'
import { expectSound, expectWhole, madeBy, notices, range, storedOf } from './testing/expectations.ts'
import type { Fault } from './testing/fault.ts'
import type { VirtualWorkerSpec } from './testing/virtual-fleet.ts'
import { requestFor, steady, type World, createUnwatchedWorld as worldOf } from './testing/world.ts'

/** Faults here are aimed at a first request of many images: a small one before it would take them. */
const createWorld: typeof worldOf = (specs, options = {}) =>
  worldOf(specs, { ...options, settings: { smallFirstRequests: false, ...options.settings } })
/** A worker that is well but for the faults of its first requests. */
const faulty = (name: string, ipm: number, ...faults: (Fault | null)[]): VirtualWorkerSpec => ({
  truth: steady(name, ipm),
  faults: (_, nth) => faults[nth] ?? null,
})
/** A worker that has the same fault every time. */
const always = (name: string, ipm: number, fault: Fault): VirtualWorkerSpec => ({
  truth: steady(name, ipm),
  faults: () => fault,
})
/** Large requests pay. */
const gainful = (b: number) => 0.5 + 0.5 / b

const well = (name: string, ipm: number): VirtualWorkerSpec => ({ truth: steady(name, ipm) })

async function run(world: World, images: number, more: Parameters<typeof requestFor>[1] = {}) {
  const job = world.dispatcher.submit(requestFor(images, more))
  return told(await world.clock.run(world.dispatcher.whenDone(job.id), 4 * 3_600_000))
}
const received = (world: World, name: string) => world.fleet.server(name).received
const failures = (world: World, name: string) =>
  world.fleet.facts.flatMap(({ id, fact }) =>
    id === name && fact.type === 'failed' ? [fact.failure.kind] : [],
  )

describe('refused, reset, DNS, TLS failure, 502-504', () => {
  for (const kind of ['unreachable', 'connection-reset', 'dns', 'tls', 'gateway', 'timeout'] as const) {
    it(`puts the images back at once, and the worker rejoins the job when it is back: ${kind}`, async () => {
      const world = createWorld([faulty('argon', 10, { type: 'fail', kind }), well('laptop', 10)])
      const job = world.dispatcher.submit(requestFor(24))
      await world.clock.advance(100)
      expect(world.fleet.state('argon')).toBe('unavailable')
      const done = await world.clock.run(world.dispatcher.whenDone(job.id))
      expectWhole(world, done)
      expect(failures(world, 'argon')).toEqual([kind])
      expect(madeBy(world, 'argon').length).toBeGreaterThan(6)
      expect(notices(world)[0]).toContain('argon stopped. Images 1-')
    })
  }

  it('is not asked for more than once while it is away', async () => {
    const world = createWorld([
      { truth: steady('argon', 30, { leavesAt: 10, joinsAt: 200 }) },
      well('laptop', 10),
    ])
    const done = await run(world, 60)
    expectWhole(world, done)
    const while_ = received(world, 'argon').filter(({ atMs }) => atMs > 10_000 && atMs < 200_000)
    expect(while_).toEqual([])
    expect(madeBy(world, 'argon').filter(({ seconds }) => seconds !== null).length).toBeGreaterThan(0)
  })

  it('keeps the images that had passed before the connection broke', async () => {
    const world = createWorld([faulty('argon', 60, { type: 'cut-short', images: 2 }), well('laptop', 6)])
    const done = await run(world, 8)
    expectWhole(world, done)
    expect(received(world, 'argon')[0]?.request.count).toBeGreaterThan(2)
    const twice = received(world, 'argon').flatMap(({ request }) => range(request.count, request.firstIndex))
    expect(twice.filter((index) => index === 0)).toHaveLength(1)
  })
})

describe('after a reset the server may still be computing the lost request', () => {
  it('is asked on its return and interrupted, and only then sent new work', async () => {
    const world = createWorld([faulty('argon', 6, { type: 'lost', afterShare: 0.1 }), well('laptop', 6)])
    const done = await run(world, 16)
    expectWhole(world, done)
    const server = world.fleet.server('argon')
    const [lost, next] = server.received
    expect(server.interrupts.map(({ taskId }) => taskId)).toEqual([lost?.request.taskId])
    expect(next?.atMs).toBeGreaterThan(server.interrupts[0]?.atMs ?? Number.POSITIVE_INFINITY)
    expect(server.mostAtOnce).toBeLessThanOrEqual(2)
  })

  it('is asked about every request that was lost, the one that waited too', async () => {
    const world = createWorld([well('argon', 3), well('laptop', 1)])
    const job = world.dispatcher.submit(requestFor(30))
    const server = world.fleet.server('argon')
    while (server.received.length < 2) await world.clock.advance(500)
    server.cutConnections()
    const done = await world.clock.run(world.dispatcher.whenDone(job.id))
    expectWhole(world, done)
    const lost = server.received.slice(0, 2).map(({ request }) => request.taskId)
    expect(server.interrupts.map(({ taskId }) => taskId).slice(0, 2)).toEqual(lost)
    expect(server.received[2]?.atMs).toBeGreaterThanOrEqual(server.interrupts[1]?.atMs ?? 0)
    expect(server.mostAtOnce).toBe(2)
  })

  it('is not interrupted when the request is over by then', async () => {
    const world = createWorld([faulty('argon', 60, { type: 'lost', afterShare: 0.9 }), well('laptop', 6)])
    expectWhole(world, await run(world, 16))
    expect(world.fleet.server('argon').interrupts).toEqual([])
    expect(madeBy(world, 'argon').length).toBeGreaterThan(0)
  })

  it("is not interrupted when what runs there is somebody else's", async () => {
    const world = createWorld([faulty('argon', 6, { type: 'lost', afterShare: 0.1 }), well('laptop', 30)])
    const job = world.dispatcher.submit(requestFor(12))
    const server = world.fleet.server('argon')
    await world.clock.advance(1)
    server.crash()
    const foreign = server.occupy(30)
    expectWhole(world, await world.clock.run(world.dispatcher.whenDone(job.id)))
    const interrupted = server.interrupts.map(({ taskId }) => taskId)
    expect(interrupted).not.toContain(foreign)
    expect(interrupted).not.toContain(server.received[0]?.request.taskId)
  })

  it('is waited for, not interrupted, where the server does not know task ids', async () => {
    const world = createWorld([
      {
        ...faulty('argon', 10, { type: 'lost', afterShare: 0.1 }),
        belief: { capabilities: { taskIds: false, queuesInOrder: false } },
        habits: { tellsTaskIds: false },
      },
      well('laptop', 6),
    ])
    const done = await run(world, 30)
    expectWhole(world, done)
    const server = world.fleet.server('argon')
    expect(server.interrupts).toEqual([])
    const [lost, next] = server.received
    const computes = (lost?.request.count ?? 0) * 6000
    expect((next?.atMs ?? 0) - (lost?.atMs ?? 0)).toBeGreaterThanOrEqual(computes)
    expect(server.mostAtOnce).toBe(1)
  })
})

describe('response cut short, invalid JSON, fewer images than asked', () => {
  for (const fault of [
    { type: 'cut-short', images: 1 },
    { type: 'fewer', images: 2 },
    { type: 'fail', kind: 'invalid-answer', afterShare: 1 },
  ] satisfies Fault[]) {
    it(`keeps every whole image and puts the rest back: ${fault.type}`, async () => {
      const world = createWorld([faulty('argon', 20, fault), well('laptop', 20)])
      const done = await run(world, 16)
      expectWhole(world, done)
      const tally = done.tallies.find(({ name }) => name === 'argon')
      expect(tally?.failures).toBe(1)
      expect(tally?.images).toBeGreaterThan(1)
    })

    it(`counts against the worker: the third time it is paused: ${fault.type}`, async () => {
      const world = createWorld([faulty('argon', 20, fault, fault, fault), well('laptop', 20)])
      const done = await run(world, 40)
      expectWhole(world, done)
      expect(world.fleet.state('argon')).toBe('paused')
      // The fourth was on its way when the third came back.
      expect(received(world, 'argon').length).toBeLessThanOrEqual(4)
    })
  }
})

describe('no progress for 60 s and no answer', () => {
  it('puts the images back, and those that wait behind it, and marks the worker', async () => {
    const world = createWorld([faulty('argon', 20, { type: 'stall', afterShare: 0.95 }), well('laptop', 5)])
    const job = world.dispatcher.submit(requestFor(40))
    await world.clock.advance(82_000)
    expect(failures(world, 'argon')).toEqual([])
    expect(received(world, 'argon')).toHaveLength(2)
    await world.clock.advance(3000)
    expect(failures(world, 'argon')).toEqual(['hung'])
    const returned = world.dispatcher.batches(job.id).filter(({ state }) => state === 'returned')
    expect(told(returned.map(({ returnedBecause }) => returnedBecause)).sort()).toEqual([
      'argon has shown no progress for 60 s.',
      'it waited behind a request that hangs',
    ])
    const done = await world.clock.run(world.dispatcher.whenDone(job.id))
    expectWhole(world, done)
    expect(done.tallies.find(({ name }) => name === 'argon')).toMatchObject({ failures: 1 })
    expect(madeBy(world, 'argon').length).toBeGreaterThan(0)
  })

  it('asks for the hung request on its return, and never takes its half-done pictures for good', async () => {
    const world = createWorld([
      faulty('argon', 20, { type: 'hang', seconds: Number.POSITIVE_INFINITY }),
      well('laptop', 2),
    ])
    const done = await run(world, 40)
    expectWhole(world, done)
    const server = world.fleet.server('argon')
    expect(server.interrupts[0]?.taskId).toBe(server.received[0]?.request.taskId)
    expect(madeBy(world, 'argon').length).toBeGreaterThan(0)
  })

  it('uses the late answer for images that are still missing', async () => {
    // Away from the network when it would be asked, so that nobody interrupts it.
    const world = createWorld([
      { ...faulty('argon', 30, { type: 'dark', seconds: 100 }), habits: { tellsProgress: true } },
      well('laptop', 2),
    ])
    const done = await run(world, 8)
    expectWhole(world, done)
    expect(failures(world, 'argon')).toContain('unreachable')
    const late = world.events.filter(
      (event) => event.type === 'batchChanged' && event.batch.workerId === 'argon',
    )
    const states = late.map((event) => (event.type === 'batchChanged' ? event.batch.state : null))
    expect(states).toContain('returned')
    expect(states.at(-1)).toBe('stored')
    expect(madeBy(world, 'argon').length).toBeGreaterThan(0)
  })

  it('does not call a worker hung that takes minutes but moves', async () => {
    const world = createWorld([well('argon', 0.2)])
    const done = await run(world, 4)
    expectWhole(world, done)
    expect(failures(world, 'argon')).toEqual([])
    expect(done.makespanSeconds).toBeGreaterThan(1100)
  })

  it.each([
    { step: 100, images: 2 },
    { step: 200, images: 2 },
    { step: 600, images: 1 },
    { step: 1200, images: 1 },
  ])(
    'lets a machine work whose steps take $step s an image where less than one was forecast',
    async ({ step, images }) => {
      const world = createWorld([{ truth: steady('argon', 60 / (20 * step)), belief: { ipm: null } }])
      const job = world.dispatcher.submit(requestFor(images))
      const done = told(await world.clock.run(world.dispatcher.whenDone(job.id), 24 * 3_600_000))
      expectWhole(world, done)
      // It takes so long to find out, and not for each image again.
      expect(failures(world, 'argon').length).toBeLessThanOrEqual(2)
      expect(done.makespanSeconds).toBeLessThan(20 * step * images + 1500)
      expect(world.fleet.state('argon')).toBe('idle')
    },
  )

  it('lets a machine work whose batch of two takes 1200 s a step where seconds were forecast', async () => {
    const world = createWorld([{ truth: steady('argon', 60 / (20 * 600)), belief: { ipm: 5 } }], {
      settings: { smallFirstRequests: false },
    })
    const job = world.dispatcher.submit(requestFor(2))
    const done = told(await world.clock.run(world.dispatcher.whenDone(job.id), 24 * 3_600_000))
    expectWhole(world, done)
    expect(world.fleet.server('argon').received.map(({ request }) => request.count)).toContain(2)
    expect(failures(world, 'argon').length).toBeLessThanOrEqual(2)
    expect(world.fleet.state('argon')).toBe('idle')
  })

  const noStep = () => [
    { truth: steady('argon', 60), faults: () => ({ type: 'hang', seconds: 1e7 }) as const },
    well('laptop', 0.5),
  ]

  it('pauses one that makes no step at all within 36 minutes', async () => {
    const world = createWorld(noStep())
    const job = world.dispatcher.submit(requestFor(32))
    await world.clock.advance(36 * 60_000)
    expect(world.fleet.state('argon')).toBe('paused')
    expectWhole(world, told(await world.clock.run(world.dispatcher.whenDone(job.id), 48 * 3_600_000)))
    expect(madeBy(world, 'argon')).toEqual([])
  })

  it('makes the images of such a one elsewhere long before', async () => {
    const world = createWorld(noStep())
    const job = world.dispatcher.submit(requestFor(2))
    const done = told(await world.clock.run(world.dispatcher.whenDone(job.id), 48 * 3_600_000))
    expectWhole(world, done)
    // Two minutes for each, one after the other, by laptop alone.
    expect(done.makespanSeconds).toBeLessThan(5 * 60)
    expect(world.fleet.state('argon')).not.toBe('paused')
  })

  it('still finds one that hangs for good after it has made steps of minutes', async () => {
    const world = createWorld([
      { ...faulty('argon', 0.03, null, { type: 'stall', afterShare: 0.5 }), belief: { ipm: null } },
      well('laptop', 0.01),
    ])
    const job = world.dispatcher.submit(requestFor(3))
    const done = told(await world.clock.run(world.dispatcher.whenDone(job.id), 48 * 3_600_000))
    expectWhole(world, done)
    expect(failures(world, 'argon')).toContain('hung')
  })

  it('does not call a worker hung that loads a checkpoint for minutes', async () => {
    const world = createWorld([
      { truth: steady('argon', 20, { warm: false, loadSeconds: 400 }), belief: { loadSeconds: 20 } },
    ])
    expectWhole(world, await run(world, 2))
    expect(failures(world, 'argon')).toEqual([])
  })

  it('does not call a server hung that tells no progress, before ten minutes', async () => {
    const world = createWorld([
      {
        truth: steady('argon', 0.3),
        belief: { ipm: 3, capabilities: { taskIds: false, queuesInOrder: false } },
        habits: { tellsProgress: false, withInfo: false, withInfotexts: false },
      },
    ])
    expectWhole(world, await run(world, 2))
    expect(failures(world, 'argon')).toEqual([])
  })

  it('does not call a request hung that waits behind another one of ours', async () => {
    const world = createWorld([{ truth: steady('argon', 0.5), belief: { ipm: 30 } }])
    expectWhole(world, await run(world, 16))
    expect(failures(world, 'argon')).toEqual([])
  })

  it('does not call a request hung whose answer waits for a full disk', async () => {
    const world = createWorld([well('argon', 20)])
    const job = world.dispatcher.submit(requestFor(8))
    world.sink.trouble = new TributaryError('storage-full', 'The disk is full.')
    await world.clock.advance(3_600_000)
    world.sink.trouble = null
    expectWhole(world, await world.clock.run(world.dispatcher.whenDone(job.id)))
    expect(failures(world, 'argon')).toEqual([])
  })

  it('does not call a request hung whose pictures keep coming, however slowly', async () => {
    const world = createWorld([well('argon', 20)])
    world.sink.busy = () => new Promise((resolve) => world.clock.after(200_000, resolve))
    expectWhole(world, await run(world, 8))
    expect(failures(world, 'argon')).toEqual([])
  })

  it('stops after three hangs: the worker is paused, never with more than two of our requests', async () => {
    const world = createWorld([
      always('argon', 20, { type: 'hang', seconds: Number.POSITIVE_INFINITY }),
      well('laptop', 2),
    ])
    // It has eight times as long each time: the third is found after 73 minutes.
    const done = await run(world, 200)
    expectWhole(world, done)
    expect(world.fleet.state('argon')).toBe('paused')
    expect(world.fleet.server('argon').mostAtOnce).toBeLessThanOrEqual(2)
  })
})

describe('a machine that is started anew while it makes an image', () => {
  it('is not taken for one behind a gateway that ends requests, though it happens twice at the same age', async () => {
    const absences = [
      { from: 41, to: 42 },
      { from: 83.4, to: 84 },
    ]
    const world = createWorld([{ truth: steady('argon', 60 / 52, { absences }) }])
    const done = await run(world, 1)
    expectWhole(world, done)
    expect(failures(world, 'argon')).toEqual(['connection-reset', 'connection-reset'])
    expect(world.fleet.worker(WorkerId.parse('argon'))?.speed.longestRequestSeconds).toBeUndefined()
  })
})

describe('progress that stands still while the server works', () => {
  for (const constantFraction of [0, 0.01, 1])
    it(`is no sign where it never moved: nothing is interrupted or made twice (${constantFraction})`, async () => {
      const world = createWorld(
        [
          { ...well('argon', 2), habits: { constantFraction } },
          { ...well('laptop', 2.5), habits: { constantFraction } },
        ],
        { settings: { spareCopies: false } },
      )
      const done = await run(world, 12)
      expectWhole(world, done)
      for (const name of ['argon', 'laptop']) {
        expect(failures(world, name)).toEqual([])
        expect(world.fleet.server(name).interrupts).toEqual([])
      }
      expect(madeBy(world, 'argon').length + madeBy(world, 'laptop').length).toBe(12)
      const computed = ['argon', 'laptop'].map((name) => world.fleet.server(name).imagesComputed)
      expect(computed.reduce((sum, each) => sum + each, 0)).toBe(12)
    })

  it('is one all the same after several times the forecast', async () => {
    const world = createWorld([
      {
        ...faulty('argon', 20, { type: 'hang', seconds: Number.POSITIVE_INFINITY }),
        habits: { constantFraction: 0.01 },
      },
    ])
    expectWhole(world, await run(world, 8))
    expect(failures(world, 'argon')).toContain('hung')
  })
})

describe('an answer that never comes although the server has finished', () => {
  for (const habits of [{}, { tellsTaskIds: false }])
    it(`is given up within seconds, its connection is closed and its images are made again: ${JSON.stringify(habits)}`, async () => {
      const world = createWorld([
        {
          ...faulty('argon', 20, { type: 'no-answer' }),
          habits,
          belief: { capabilities: { taskIds: habits.tellsTaskIds ?? true } },
        },
      ])
      const job = world.dispatcher.submit(requestFor(4))
      await world.clock.advance(12_000 + 15_000)
      expect(told(world.dispatcher.batches(job.id)[0]?.returnedBecause)).toMatch(
        /^argon finished the request, but no answer arrived for \d+ s\.$/,
      )
      const done = await world.clock.run(world.dispatcher.whenDone(job.id))
      expectWhole(world, done)
      expect(world.clock.now()).toBeLessThan(45_000)
      expect(world.fleet.server('argon').interrupts).toEqual([])
      expect(world.fleet.state('argon')).toBe('idle')
    })

  it('is counted: the third in a row pauses the worker', async () => {
    const world = createWorld([always('argon', 20, { type: 'no-answer' }), well('laptop', 2)])
    expectWhole(world, await run(world, 24))
    expect(world.fleet.state('argon')).toBe('paused')
    expect(received(world, 'argon').length).toBeLessThanOrEqual(4)
  })
})

describe('requests that a gateway fails every time while probes pass', () => {
  for (const kind of ['gateway', 'timeout', 'connection-reset'] as const)
    it(`pause the worker after three in a row, and the others make its images: ${kind}`, async () => {
      const world = createWorld([always('argon', 20, { type: 'fail', kind }), well('laptop', 4)])
      expectWhole(world, await run(world, 24))
      expect(world.fleet.state('argon')).toBe('paused')
      expect(received(world, 'argon').length).toBeLessThanOrEqual(6)
    })

  it('let a job of theirs alone wait in words', async () => {
    const world = createWorld([always('argon', 20, { type: 'fail', kind: 'gateway' })])
    const job = world.dispatcher.submit(requestFor(24))
    await world.clock.advance(3_600_000)
    expect(world.fleet.state('argon')).toBe('paused')
    expect(received(world, 'argon').length).toBeLessThanOrEqual(6)
    expect(told(world.dispatcher.job(job.id))).toMatchObject({
      state: 'waiting',
      problem: { message: 'No machine is available. argon: paused after three failures.' },
    })
  })

  it('cost a worker nothing that answers in between', async () => {
    let turn = 0
    const world = createWorld([
      {
        truth: steady('argon', 20),
        faults: () => (turn++ % 2 === 0 ? { type: 'fail', kind: 'gateway' } : null),
      },
    ])
    expectWhole(world, await run(world, 80))
    expect(world.fleet.facts.map(({ fact }) => fact.type)).not.toContain('failed-too-often')
  })
})

describe('requests that a server turns away every time while it is well in all else', () => {
  const limits = { 'no-api': 3, 'not-sdwui': 3, 'rate-limited': 5 } as const
  for (const [kind, most] of Object.entries(limits) as [keyof typeof limits, number][]) {
    it(`leave its images to the others after ${most} in a row: ${kind}`, async () => {
      const world = createWorld([always('argon', 20, { type: 'fail', kind }), well('laptop', 2)])
      expectWhole(world, await run(world, 24))
      expect(received(world, 'argon')).toHaveLength(most)
      expect(world.fleet.state('argon')).toBe(kind === 'rate-limited' ? 'idle' : 'paused')
    })

    it(`end a job of theirs alone, in words: ${kind}`, async () => {
      const world = createWorld([always('argon', 20, { type: 'fail', kind, words: 'Not now.' })])
      const done = await run(world, 24)
      expect(done).toMatchObject({ state: 'failed', problem: { kind } })
      expect(done.problem?.message).toContain(`it answered ${most} requests in a row like this: Not now.`)
      expect(received(world, 'argon')).toHaveLength(most)
    })
  }

  it('cost a worker nothing that answers in between', async () => {
    let turn = 0
    const world = createWorld([
      {
        truth: steady('argon', 20),
        faults: () => (turn++ % 2 === 0 ? { type: 'fail', kind: 'no-api' } : null),
      },
    ])
    expectWhole(world, await run(world, 80))
  })
})

describe('a limit on how long a request may take', () => {
  for (const kind of ['gateway', 'connection-reset'] as const)
    it(`is learned after two cuts at the same age, and batches stay below it: ${kind}`, async () => {
      // Eight images take it 96 s.
      const world = createWorld([always('argon', 5, { type: 'cut-at', seconds: 60, kind })])
      const done = await run(world, 60)
      expectWhole(world, done)
      const sizes = received(world, 'argon').map(({ request }) => request.count)
      expect(sizes.slice(0, 2)).toEqual([8, 8])
      expect(sizes.slice(2).every((size) => size <= 4)).toBe(true)
      expect(failures(world, 'argon')).toEqual([kind, kind])
      // What the server was still at is withdrawn before the next is sent.
      const { interrupts, received: got } = world.fleet.server('argon')
      for (const cut of [0, 1]) {
        expect(interrupts[cut]?.taskId).toBe(got[cut]?.request.taskId)
        expect(got[cut + 1]?.atMs).toBeGreaterThanOrEqual(interrupts[cut]?.atMs ?? Number.POSITIVE_INFINITY)
      }
      expect(world.fleet.workers()[0]?.speed.longestRequestSeconds).toBeCloseTo(60, 0)
    })

  it('is known of the worker after a restart, and counted with in the plan', async () => {
    const world = createWorld([always('argon', 5, { type: 'cut-at', seconds: 60 })])
    const [argon] = world.fleet.workers()
    if (argon === undefined) throw new Error('no worker')
    world.fleet.change('argon', { speed: { ...argon.speed, longestRequestSeconds: 60 } })
    const [share] = world.dispatcher.preview(requestFor(20)).shares
    expect(Math.max(...(share?.batches ?? [9]))).toBeLessThanOrEqual(4)
    expectWhole(world, await run(world, 20))
    expect(failures(world, 'argon')).toEqual([])
  })

  it('leaves a worker out in words for which one image takes longer; the job goes on elsewhere, or fails', async () => {
    const slow = always('argon', 0.8, { type: 'cut-at', seconds: 60 })
    const world = createWorld([slow, well('laptop', 4)])
    expectWhole(world, await run(world, 24))
    expect(received(world, 'argon').length).toBeLessThanOrEqual(2)
    const done = await run(createWorld([slow]), 4)
    expect([done.state, done.problem?.message]).toEqual([
      'failed',
      expect.stringMatching(
        /argon: requests are cut off after 60 s there, and one image (takes longer|would take 7\d s)/,
      ),
    ])
  })

  it('is tried again with longer requests, rarely, and forgotten when those pass', async () => {
    let cuts = true
    const world = createWorld(
      [
        {
          truth: steady('argon', 3, { gain: gainful }),
          faults: () => (cuts ? { type: 'cut-at', seconds: 60 } : null),
        },
      ],
      { settings: { progressEveryMs: 10_000, eventsEveryMs: 0 } },
    )
    expectWhole(world, await run(world, 140))
    expect(failures(world, 'argon').length).toBeLessThanOrEqual(4)
    cuts = false
    expectWhole(world, await run(world, 140))
    expect(world.fleet.workers()[0]?.speed.longestRequestSeconds).toBeUndefined()
  })

  it('is not taken from cuts at different ages, nor from a machine that was away twice', async () => {
    const at = (seconds: number): Fault => ({ type: 'cut-at', seconds })
    const world = createWorld([faulty('argon', 5, at(20), at(50), null, null, at(1), at(1))])
    expectWhole(world, await run(world, 40))
    expect(world.fleet.workers()[0]?.speed.longestRequestSeconds).toBeUndefined()
  })
})

describe('401 and 403', () => {
  it('puts the images back and tries no more until somebody signs in', async () => {
    const world = createWorld([faulty('argon', 20, { type: 'fail', kind: 'auth' }), well('laptop', 5)])
    const job = world.dispatcher.submit(requestFor(40))
    await world.clock.advance(100_000)
    expect(world.fleet.state('argon')).toBe('needs-sign-in')
    expect(received(world, 'argon')).toHaveLength(1)
    world.fleet.change('argon', { available: true, unavailableReason: null })
    expectWhole(world, await world.clock.run(world.dispatcher.whenDone(job.id)))
    expect(madeBy(world, 'argon').length).toBeGreaterThan(0)
  })
})

describe('a sampler or schedule the worker lacks', () => {
  it('is seen in its lists: nothing is sent there', async () => {
    const world = createWorld([
      { ...well('argon', 60), belief: { capabilities: { samplers: ['Euler'] } } },
      { ...well('laptop', 10), belief: { capabilities: { samplers: ['Euler', 'Euler a'] } } },
    ])
    expectWhole(world, await run(world, 6))
    expect(received(world, 'argon')).toEqual([])
  })

  it('is seen in the answer: the pictures are flagged, their indexes go back, the worker is left out', async () => {
    const world = createWorld([
      always('argon', 60, { type: 'other-sampler', sampler: 'DPM++ 2M' }),
      well('laptop', 10),
    ])
    const done = await run(world, 12)
    expectWhole(world, done)
    // The second was on its way when the first came back.
    expect(received(world, 'argon').length).toBeLessThanOrEqual(2)
    expect(madeBy(world, 'argon').length).toBeGreaterThan(0)
    expect(madeBy(world, 'argon').every(({ flags }) => flags.includes('other-sampler'))).toBe(true)
    expect(notices(world).join()).toContain('it used sampler DPM++ 2M instead of Euler a')
  })

  it('is said by older servers with 404: the worker is left out until its lists are read again', async () => {
    const world = createWorld([
      faulty('argon', 30, { type: 'fail', kind: 'unknown-sampler', words: 'Sampler not found.' }),
      well('laptop', 3),
    ])
    const job = world.dispatcher.submit(requestFor(30))
    await world.clock.advance(60_000)
    expect(received(world, 'argon')).toHaveLength(1)
    expect(world.fleet.state('argon')).toBe('idle')
    const known = world.fleet.workers()[0]?.capabilities
    if (!known) throw new Error('no capabilities')
    world.fleet.change('argon', { capabilities: { ...known, samplers: ['Euler a'] } })
    expectWhole(world, await world.clock.run(world.dispatcher.whenDone(job.id)))
    expect(madeBy(world, 'argon').length).toBeGreaterThan(0)
  })

  it('fails the job, with the reason, when nobody has it', async () => {
    const world = createWorld([always('argon', 60, { type: 'other-sampler', sampler: 'DPM++ 2M' })])
    const done = await run(world, 12)
    expect(done.state).toBe('failed')
    expect(done.problem?.message).toContain('argon: it used sampler DPM++ 2M instead of Euler a')
    expectSound(world, done)
  })

  it('fails the job at once when no list of any machine has it, and asks nobody', async () => {
    const world = createWorld([
      { ...well('argon', 60), belief: { capabilities: { samplers: ['Euler'] } } },
      { ...well('laptop', 60), belief: { capabilities: { samplers: ['Heun'] } } },
    ])
    const done = await run(world, 4)
    expect([done.state, world.clock.now()]).toEqual(['failed', 0])
    expect(done.problem?.message).toBe(
      'No machine can make these images. argon and laptop: sampler Euler a is missing.',
    )
    expect(received(world, 'argon')).toEqual([])
  })

  for (const [what, patch] of [
    ['away', { available: false, unavailableReason: plainText('not reachable') }],
    ['switched off', { lane: 'off' }],
  ] as const)
    it(`waits for a machine that has it and is ${what}`, async () => {
      const world = createWorld([
        { ...well('argon', 60), belief: { capabilities: { samplers: ['Euler'] } } },
        well('laptop', 60),
      ])
      const [, laptop] = world.fleet.workers()
      world.fleet.change('laptop', patch)
      const job = world.dispatcher.submit(requestFor(4))
      await world.clock.advance(60_000)
      expect(world.dispatcher.job(job.id)?.state).toBe('waiting')
      world.fleet.change('laptop', { ...laptop })
      expectWhole(world, await world.clock.run(world.dispatcher.whenDone(job.id)))
    })

  it('asks nothing of a server without any checkpoint', async () => {
    const bare = { capabilities: { checkpoints: [], loadedCheckpoint: null } }
    const world = createWorld([{ ...well('argon', 60), belief: bare }, well('laptop', 10)])
    expectWhole(world, await run(world, 4, { checkpoint: null }))
    expect(received(world, 'argon')).toEqual([])
    const alone = createWorld([{ ...well('argon', 60), belief: bare }])
    const done = await run(alone, 4, { checkpoint: null })
    expect([done.state, done.problem?.message]).toEqual([
      'failed',
      'No machine can make these images. argon: it has no checkpoint.',
    ])
  })
})

describe('422, or 500 that is not memory', () => {
  for (const kind of ['validation', 'server-error'] as const) {
    it(`has the images made elsewhere: ${kind}`, async () => {
      const world = createWorld([
        always('argon', 60, { type: 'fail', kind, words: 'no' }),
        well('laptop', 10),
      ])
      const done = await run(world, 12)
      expectWhole(world, done)
      expect(received(world, 'argon').length).toBeLessThanOrEqual(2)
      expect(done.tallies.find(({ name }) => name === 'laptop')?.images).toBe(12)
    })

    it(`does not give a refused image to the same worker while another one can take it: ${kind}`, async () => {
      const world = createWorld([faulty('argon', 60, { type: 'fail', kind, words: 'no' }), well('laptop', 2)])
      const done = await run(world, 12)
      expectWhole(world, done)
      const [refused, ...later] = received(world, 'argon').map(({ request }) =>
        range(request.count, request.firstIndex),
      )
      const again = new Set(later.flat())
      expect(refused?.filter((index) => again.has(index))).toEqual([])
    })

    it(`fails the job with the server's own words when everybody answers so; what arrived stays: ${kind}`, async () => {
      const fault: Fault = { type: 'fail', kind, words: 'Could not find upscaler named x' }
      const world = createWorld([
        { truth: steady('argon', 20), faults: (_, nth) => (nth < 2 ? null : fault) },
        always('laptop', 20, fault),
      ])
      const done = await run(world, 40)
      expect(done.state).toBe('failed')
      expect(done.problem?.message).toMatch(/ and [a-z]+ say: Could not find upscaler named x/)
      expect(storedOf(world, done).length).toBeGreaterThan(0)
      expect(done.stored).toBe(storedOf(world, done).length)
      expect(done.failed).toBe(40 - done.stored)
      expectSound(world, done)
    })
  }

  it('is an accident when answers come between, however many a long job collects', async () => {
    for (const every of [4, 40]) {
      const rare: VirtualWorkerSpec = {
        truth: steady('argon', 60),
        belief: { maxBatch: 1 },
        faults: (_, nth) =>
          nth % every === every - 1 ? { type: 'fail', kind: 'server-error', words: 'once' } : null,
      }
      const done = await run(createWorld([rare]), 120)
      expect([every, done.state, done.stored]).toEqual([every, 'finished', 120])
    }
  })

  it('leaves a worker out that made images and then refuses all: three in a row', async () => {
    const fault: Fault = { type: 'fail', kind: 'validation', words: 'no' }
    const world = createWorld([
      { truth: steady('argon', 20), faults: (_, nth) => (nth < 2 ? null : fault) },
      well('laptop', 20),
    ])
    const done = await run(world, 200)
    expectWhole(world, done)
    expect(received(world, 'argon').length).toBeLessThanOrEqual(2 + 3 + 1)
  })

  it('fails the job with what each said when all refuse, one by its memory', async () => {
    const world = createWorld([
      always('argon', 20, { type: 'fail', kind: 'server-error', words: 'NansException' }),
      { truth: steady('laptop', 20, { vramCap: 0 }) },
      well('master', 20),
    ])
    world.fleet.change('master', { lane: 'off' })
    const done = await run(world, 8)
    expect(done.state).toBe('failed')
    expect(done.problem?.message).toContain('argon: it refused: NansException')
    expect(done.problem?.message).toContain(
      'laptop: one image of 512x512 does not fit into memory (CUDA out of memory)',
    )
  })

  it('tries the only worker twice, then fails', async () => {
    const world = createWorld([always('argon', 20, { type: 'fail', kind: 'validation', words: 'bad steps' })])
    const done = await run(world, 4)
    expect([done.state, received(world, 'argon').length]).toEqual(['failed', 2])
    expect(done.problem?.message).toBe('argon says: bad steps')
  })

  it('names machines together that refused in the same words', async () => {
    const world = createWorld(
      ['argon', 'laptop', 'master'].map((name) =>
        always(name, 20, { type: 'fail', kind: 'validation', words: 'bad steps' }),
      ),
    )
    const { problem } = await run(world, 4)
    expect(problem?.message).toMatch(/^[a-z]+(, [a-z]+)?,? and [a-z]+ say: bad steps$/)
  })

  it('does not wait for workers that could never make it', async () => {
    const world = createWorld([
      always('argon', 20, { type: 'fail', kind: 'validation', words: 'bad steps' }),
      { ...well('laptop', 20), belief: { capabilities: { samplers: ['Euler'] } } },
      { ...well('master', 20), belief: { lane: 'off' } },
    ])
    expect((await run(world, 4)).state).toBe('failed')
  })
})

describe('checkpoint, VAE or LoRA differ from what was asked', () => {
  it('keeps the picture flagged, puts its index back and leaves the worker out', async () => {
    const world = createWorld([
      always('argon', 60, { type: 'other-checkpoint', checkpoint: 'other' }),
      well('laptop', 10),
    ])
    const done = await run(world, 12)
    expectWhole(world, done)
    // The second was on its way when the first came back.
    expect(received(world, 'argon').length).toBeLessThanOrEqual(2)
    expect(madeBy(world, 'argon').length).toBeGreaterThan(0)
    expect(madeBy(world, 'argon').every(({ flags }) => flags.includes('other-checkpoint'))).toBe(true)
    expect(done.tallies.find(({ name }) => name === 'argon')?.images).toBe(0)
  })

  it('lets the worker join again when its lists were read, but not for ever', async () => {
    const world = createWorld([
      always('argon', 60, { type: 'other-checkpoint', checkpoint: 'other' }),
      well('laptop', 1),
    ])
    const job = world.dispatcher.submit(requestFor(12))
    for (let time = 0; time < 8; time++) {
      await world.clock.advance(20_000)
      const known = world.fleet.workers()[0]?.capabilities
      if (!known) throw new Error('no capabilities')
      world.fleet.change('argon', { capabilities: { ...known, samplers: ['Euler a'] } })
    }
    expect(received(world, 'argon')).toHaveLength(4)
    expectWhole(world, await world.clock.run(world.dispatcher.whenDone(job.id)))
  })
})

describe('image count differs', () => {
  for (const fault of [{ type: 'grid-first' }, { type: 'extras', count: 2 }] satisfies Fault[]) {
    it(`matches by text and seed, and stores no extra for an image: ${fault.type}`, async () => {
      const world = createWorld([always('argon', 20, fault)])
      const done = await run(world, 9)
      expectWhole(world, done)
      expect(world.sink.stored).toHaveLength(9)
      expect(done.tallies[0]?.failures).toBe(0)
    })
  }

  it('goes by place where the server writes no text and sends no info', async () => {
    const world = createWorld([
      { ...well('argon', 20), habits: { withInfo: false, withInfotexts: false } },
      { ...always('laptop', 20, { type: 'fewer', images: 1 }), habits: { withInfotexts: false } },
    ])
    expectWhole(world, await run(world, 12))
  })
})

describe('seeds in the answer', () => {
  it('that name one seed for all pictures: they count by place, flagged, and nothing is held against the worker', async () => {
    const world = createWorld([always('argon', 20, { type: 'same-seed-label' })])
    const done = await run(world, 16)
    expectWhole(world, done)
    expect(
      world.fleet
        .server('argon')
        .received.flatMap(({ request }) => request.count)
        .reduce((a, b) => a + b),
    ).toBe(16)
    const flags = new Set(world.sink.stored.flatMap((image) => image.flags))
    expect(flags).toEqual(new Set(['seed-not-confirmed']))
    expect(done.tallies[0]).toMatchObject({ images: 16, failures: 0 })
    expect(world.fleet.state('argon')).toBe('idle')
  })

  it('that are others than asked: nothing of it is stored, and the worker is left out, in words, and no failure is counted', async () => {
    const world = createWorld([
      always('sdcpp', 60, { type: 'other-seeds', first: 705_032_704 }),
      well('laptop', 20),
    ])
    const done = await run(world, 12, { seed: 5_000_000_000 })
    expectWhole(world, done)
    const words = /^It made other seeds than asked \(\d+ instead of 500000000\d\)\.$/
    const tally = done.tallies.find(({ name }) => name === 'sdcpp')
    expect(tally?.images).toBe(0)
    expect(tally?.lastProblem?.message).toMatch(words)
    expect(tally?.lastProblem?.remedy).toBe('Use a seed below 2147483648.')
    // A second request may have been on its way when the first was answered.
    expect(world.fleet.server('sdcpp').received.length).toBeLessThanOrEqual(2)
    expect(world.fleet.state('sdcpp')).toBe('idle')
  })
})

describe('404 in the first 30 s after a start', () => {
  it('is "not ready yet": images go elsewhere, the worker joins when it is', async () => {
    const fault: Fault = { type: 'fail', kind: 'not-ready' }
    const world = createWorld([faulty('argon', 20, fault, fault), well('laptop', 5)])
    const done = await run(world, 30)
    expectWhole(world, done)
    expect(failures(world, 'argon')).toEqual(['not-ready', 'not-ready'])
    expect(world.fleet.state('argon')).toBe('idle')
    expect(madeBy(world, 'argon').length).toBeGreaterThan(10)
  })
})

describe('three failures in five minutes', () => {
  it('are not what two outages are that break four requests each', async () => {
    const absences = [
      { from: 20, to: 25 },
      { from: 40, to: 45 },
    ]
    const flickering = {
      truth: steady('argon', 20, { overheadSeconds: 6, absences }),
      belief: { maxBatch: 1 },
    }
    const world = createWorld([flickering, well('laptop', 2)])
    const done = await run(world, 40)
    expectWhole(world, done)
    expect(done.tallies.find(({ name }) => name === 'argon')?.failures).toBe(8)
    expect(world.fleet.state('argon')).not.toBe('paused')
  })

  it('pause the worker, visibly, until a person resumes it', async () => {
    const reset: Fault = { type: 'fail', kind: 'connection-reset', afterShare: 0.5 }
    const world = createWorld([faulty('argon', 20, reset, reset, reset), well('laptop', 2)])
    const job = world.dispatcher.submit(requestFor(60))
    await world.clock.advance(240_000)
    expect(world.fleet.state('argon')).toBe('paused')
    expect(received(world, 'argon')).toHaveLength(3)
    world.fleet.change('argon', { available: true, unavailableReason: null })
    expectWhole(world, await world.clock.run(world.dispatcher.whenDone(job.id)))
    expect(received(world, 'argon').length).toBeGreaterThan(3)
  })
})

describe('a server that cannot tell what it does', () => {
  it('is paused when two requests hang there, and works again when it was restarted and resumed', async () => {
    const world = createWorld([
      {
        truth: steady('argon', 20),
        faults: (_, nth) => (nth < 2 ? { type: 'hang', seconds: Number.POSITIVE_INFINITY } : null),
        belief: { capabilities: { taskIds: false, queuesInOrder: false } },
        habits: { tellsProgress: false },
      },
    ])
    const job = world.dispatcher.submit(requestFor(12))
    await world.clock.advance(1_400_000)
    expect(world.fleet.state('argon')).toBe('paused')
    expect(world.fleet.server('argon').mostAtOnce).toBe(2)
    world.fleet.server('argon').crash()
    world.fleet.change('argon', { available: true, unavailableReason: null })
    expectWhole(world, await world.clock.run(world.dispatcher.whenDone(job.id)))
  })
})

describe('every worker gone', () => {
  it('leaves the job waiting, and says so; it goes on when one returns', async () => {
    const world = createWorld([
      { truth: steady('argon', 20, { leavesAt: 10, joinsAt: 1000 }) },
      { truth: steady('laptop', 20, { leavesAt: 15 }) },
    ])
    const job = world.dispatcher.submit(requestFor(30))
    await world.clock.advance(60_000)
    const waiting = world.dispatcher.job(job.id)
    expect(waiting?.state).toBe('waiting')
    expect(told(waiting?.problem?.message)).toMatch(/No machine is available\. argon and laptop: /)
    expect(waiting?.etaSeconds).toBeNull()
    const done = await world.clock.run(world.dispatcher.whenDone(job.id))
    expectWhole(world, done)
    expect(done.problem).toBeNull()
    const states = world.events.flatMap((event) => (event.type === 'jobChanged' ? [event.job.state] : []))
    expect(states.filter((state, at) => state !== states[at - 1])).toEqual([
      'queued',
      'running',
      'waiting',
      'running',
      'finished',
    ])
  })

  it('says so as well when there never was one', async () => {
    const world = createWorld([])
    const job = world.dispatcher.submit(requestFor(3))
    await world.clock.advance(1)
    expect(told(world.dispatcher.job(job.id))).toMatchObject({
      state: 'waiting',
      problem: { message: 'There are no machines for this job.' },
    })
  })
})

describe('the user cancels', () => {
  it('drops what is not assigned, interrupts what runs and keeps what arrived', async () => {
    const world = createWorld([well('argon', 6), well('laptop', 20)])
    const job = world.dispatcher.submit(requestFor(60))
    await world.clock.advance(61_000)
    const before = storedOf(world, job)
    expect(before.length).toBeGreaterThan(0)
    const running = world.dispatcher
      .batches(job.id)
      .filter(({ state }) => /sent|computing/.test(state)).length
    expect(world.dispatcher.cancel(job.id).state).toBe('cancelled')
    const done = await world.clock.run(world.dispatcher.whenDone(job.id))
    expect(world.clock.now()).toBeLessThan(65_000)
    expect(storedOf(world, done)).toEqual(before)
    expect(done).toMatchObject({ state: 'cancelled', stored: before.length, failed: 60 - before.length })
    const interrupted = ['argon', 'laptop'].flatMap((name) => world.fleet.server(name).interrupts)
    expect(interrupted).toHaveLength(running)
    expect(interrupted.every(({ taskId }) => taskId?.startsWith('tributary-'))).toBe(true)
    expect(done.tallies.map(({ failures: count }) => count)).toEqual([0, 0])
    expect(received(world, 'argon').every(({ atMs }) => atMs <= 61_000)).toBe(true)
    expectSound(world, done)
  })

  it('keeps whole pictures that were on the way back, but none that are not what was asked', async () => {
    for (const fault of [null, { type: 'other-sampler', sampler: 'DPM++ 2M' }] satisfies (Fault | null)[]) {
      const world = createWorld([
        { truth: steady('argon', 60, { overheadSeconds: 10 }), faults: () => fault },
      ])
      const job = world.dispatcher.submit(requestFor(4))
      await world.clock.advance(6000)
      world.dispatcher.cancel(job.id)
      const done = await world.clock.run(world.dispatcher.whenDone(job.id))
      expect(world.sink.stored.length).toBe(fault === null ? 4 : 0)
      expect(done.stored).toBe(fault === null ? 4 : 0)
      expectSound(world, done)
    }
  })

  it('and does not wait for a machine that has gone dark: it can be left, and the others are not', async () => {
    const world = createWorld([
      { truth: steady('argon', 6), faults: () => ({ type: 'dark', seconds: 3_600 }) },
      well('laptop', 20),
    ])
    const job = world.dispatcher.submit(requestFor(60))
    expect(() => world.dispatcher.leave(job.id, () => true)).toThrow('Job 1 has not ended yet.')
    await world.clock.advance(20_000)
    world.dispatcher.cancel(job.id)
    await world.clock.advance(5_000)
    const { workerId } =
      world.dispatcher.batches(job.id).find(({ state }) => /sent|computing/.test(state)) ?? {}
    expect(workerId).toBe('argon')
    world.dispatcher.leave(job.id, (id) => id === workerId)
    const done = await world.clock.run(world.dispatcher.whenDone(job.id))
    expect(world.clock.now()).toBeLessThan(26_000)
    expect(done).toMatchObject({ state: 'cancelled', stored: storedOf(world, job).length })
  })

  it('and does not wait for a disk that takes no pictures any more', async () => {
    const world = createWorld([{ truth: steady('argon', 60, { overheadSeconds: 10 }) }])
    const job = world.dispatcher.submit(requestFor(4))
    await world.clock.advance(6000)
    world.dispatcher.cancel(job.id)
    world.sink.trouble = new TributaryError('storage-full', 'The disk is full.')
    while (world.dispatcher.storageProblem === null) await world.clock.advance(1000)
    world.dispatcher.leave(job.id, () => true)
    expect(await world.clock.run(world.dispatcher.whenDone(job.id))).toMatchObject({
      state: 'cancelled',
      stored: 0,
    })
    expect(world.clock.now()).toBeLessThan(60_000)
  })

  it('keeps half-done pictures, marked as partial, when the user asked for them', async () => {
    const world = createWorld([well('argon', 6)], { settings: { keepPartials: true } })
    const job = world.dispatcher.submit(requestFor(4))
    await world.clock.advance(5000)
    world.dispatcher.cancel(job.id)
    const done = await world.clock.run(world.dispatcher.whenDone(job.id))
    expect(done.stored).toBe(0)
    expect(world.sink.stored.length).toBeGreaterThan(0)
    expect(world.sink.stored.every(({ flags }) => flags.includes('partial'))).toBe(true)
    expectSound(world, done)
  })

  it("never stops somebody else's request: ours that waits is interrupted when its turn comes", async () => {
    const world = createWorld([well('argon', 6)])
    const server = world.fleet.server('argon')
    server.occupy(30)
    const job = world.dispatcher.submit(requestFor(4))
    await world.clock.advance(5000)
    world.dispatcher.cancel(job.id)
    const done = await world.clock.run(world.dispatcher.whenDone(job.id))
    expect(world.clock.now()).toBeGreaterThan(29_000)
    expect(world.clock.now()).toBeLessThan(33_000)
    expect(server.interrupts.map(({ taskId }) => taskId)).toEqual([server.received[0]?.request.taskId])
    expectSound(world, done)
  })

  it('stops at once what a server without task ids is at: no second request hides there for little', async () => {
    const world = createWorld([
      {
        truth: steady('argon', 6, { overheadSeconds: 1 }),
        belief: { capabilities: { taskIds: false } },
        habits: { tellsTaskIds: false },
      },
    ])
    const server = world.fleet.server('argon')
    const job = world.dispatcher.submit(requestFor(40))
    // The end of the first request is near: where task ids are known, the second waits behind it by now.
    await world.clock.advance(75_000)
    expect(server.mostAtOnce).toBe(1)
    world.dispatcher.cancel(job.id)
    const done = await world.clock.run(world.dispatcher.whenDone(job.id))
    expect(world.clock.now()).toBeLessThan(80_000)
    expect(server.interrupts).toHaveLength(1)
    expectSound(world, done)
  })

  it('sends two to a server without task ids where that hides much, and interrupts neither', async () => {
    const world = createWorld([
      {
        truth: steady('argon', 60, { overheadSeconds: 5 }),
        belief: { capabilities: { taskIds: false } },
        habits: { tellsTaskIds: false },
      },
    ])
    const server = world.fleet.server('argon')
    const job = world.dispatcher.submit(requestFor(40))
    await world.clock.advance(8_000)
    expect(server.mostAtOnce).toBe(2)
    world.dispatcher.cancel(job.id)
    const done = await world.clock.run(world.dispatcher.whenDone(job.id))
    expect(server.interrupts).toEqual([])
    expectSound(world, done)
  })

  it('trusts no picture of a request that an interrupt may have hit by accident', async () => {
    // The interrupt takes its time: the cancelled request ends by itself and the next one, of another job, is hit.
    for (let late = 0; late < 12; late++) {
      const world = createWorld([{ ...well('argon', 60), habits: { latencyMs: 200 } }])
      const first = world.dispatcher.submit(requestFor(4))
      const second = world.dispatcher.submit(requestFor(8, { seed: 5000 }))
      await world.clock.advance(3300 + 60 * late)
      world.dispatcher.cancel(first.id)
      const done = await world.clock.run(world.dispatcher.whenDone(second.id))
      expectWhole(world, done)
      expectSound(world, await world.clock.run(world.dispatcher.whenDone(first.id)))
    }
  })

  it('of a job that waits is at once', async () => {
    const world = createWorld([well('argon', 6)])
    const first = world.dispatcher.submit(requestFor(4))
    const second = world.dispatcher.submit(requestFor(4))
    await world.clock.advance(1000)
    world.dispatcher.cancel(second.id)
    expect((await world.clock.run(world.dispatcher.whenDone(second.id))).state).toBe('cancelled')
    expect(world.clock.now()).toBe(1000)
    expectWhole(world, await world.clock.run(world.dispatcher.whenDone(first.id)))
  })
})

describe('the app quits or crashes', () => {
  const trio = () => [well('argon', 5), well('master', 15), well('laptop', 20)]

  it('interrupts what runs, keeps what arrived, and goes on later with the same seeds', async () => {
    const before = createWorld(trio())
    const job = before.dispatcher.submit(requestFor(40, { seed: -1, subseed: -1 }))
    await before.clock.advance(30_000)
    await before.clock.run(before.dispatcher.stop())
    expect(before.clock.now()).toBeLessThan(36_000)
    expect(() => before.dispatcher.submit(requestFor(1))).toThrow('The app is closing')
    expectSound(before, job)
    const stored = storedOf(before, job)
    expect(stored.length).toBeGreaterThan(0)
    expect(stored.length).toBeLessThan(40)

    const record = before.journal.records.get(job.id)
    if (record === undefined) throw new Error('not in the journal')
    expect(record.state).toBe('running')
    const after = createWorld(trio(), { seed: 99 })
    const resumed = after.dispatcher.submit(record.request, { record, storedIndexes: stored })
    expect(resumed).toMatchObject({ id: job.id, number: job.number, seed: job.seed, stored: stored.length })
    const done = await after.clock.run(after.dispatcher.whenDone(resumed.id))
    expect(done.state).toBe('finished')
    expectSound(after, done)
    expect([...stored, ...storedOf(after, done)].sort((a, b) => a - b)).toEqual(range(40))
  })

  it('in the middle of it loses at most what was on its way', async () => {
    const before = createWorld(trio())
    const job = before.dispatcher.submit(requestFor(40))
    await before.clock.advance(45_000)
    // Nothing more is heard of that world.
    const record = before.journal.records.get(job.id)
    if (record === undefined) throw new Error('not in the journal')
    const after = createWorld(trio())
    after.dispatcher.submit(record.request, { record, storedIndexes: storedOf(before, job) })
    await after.clock.run(after.dispatcher.whenDone(job.id))
    expect([...storedOf(before, job), ...storedOf(after, job)].sort((a, b) => a - b)).toEqual(range(40))
  })

  it('comes back paused when it was paused, and finished when nothing is missing', async () => {
    const world = createWorld(trio())
    const record = {
      ...{ bonusPlanned: 0, submittedAt: 1, finishedAt: null, makespanSeconds: null, predictedSeconds: null },
      ...{
        request: requestFor(3),
        seed: 7,
        subseed: 8,
        number: 3,
        origin: UNKNOWN_ORIGIN,
        priority: 'normal' as const,
      },
    }
    const { id } = world.dispatcher.submit(requestFor(1))
    await world.clock.run(world.dispatcher.whenDone(id))
    world.dispatcher.forgetEnded()
    const paused = world.dispatcher.submit(record.request, { record: { ...record, id, state: 'paused' } })
    await world.clock.advance(60_000)
    expect([paused.state, world.sink.stored.length]).toEqual(['paused', 1])
    expect(() =>
      world.dispatcher.submit(record.request, { record: { ...record, id, state: 'paused' } }),
    ).toThrow('This job is still running.')
    world.dispatcher.cancel(id)
    world.dispatcher.forgetEnded()
    const whole = world.dispatcher.submit(record.request, {
      record: { ...record, id, state: 'running' },
      storedIndexes: [0, 1, 2],
    })
    expect(whole.state).toBe('finished')
  })

  it('does not wait for requests that were given up on', async () => {
    const world = createWorld([
      always('argon', 20, { type: 'stall', afterShare: 0.5 }),
      { truth: steady('laptop', 1), belief: { ipm: 20 } },
    ])
    const job = world.dispatcher.submit(requestFor(4))
    await world.clock.advance(200_000)
    expect(failures(world, 'argon')).toContain('hung')
    world.dispatcher.pause(job.id)
    const before = world.clock.now()
    await world.clock.run(world.dispatcher.stop(60_000))
    expect(world.clock.now() - before).toBeLessThan(3000)
    expectSound(world, job)
  })

  it('does not wait for a server that does not answer, and closes its connection', async () => {
    const world = createWorld([always('argon', 20, { type: 'dark', seconds: 1e6 })])
    const job = world.dispatcher.submit(requestFor(4))
    await world.clock.advance(10_000)
    await world.clock.run(world.dispatcher.stop(5000))
    expect(world.clock.now()).toBeLessThanOrEqual(20_000)
    const last = world.events.findLast((event) => event.type === 'batchChanged')
    expect(last?.type === 'batchChanged' && last.batch.state).toBe('returned')
    expect(world.fleet.requestsOut('argon')).toBe(0)
    expectSound(world, job)
  })

  it('leaves nothing half taken in on the disk', async () => {
    for (const at of [24_500, 25_500, 26_500, 30_500]) {
      const world = createWorld([well('argon', 20)])
      world.sink.busy = () => new Promise((resolve) => world.clock.after(1000, resolve))
      const job = world.dispatcher.submit(requestFor(8))
      await world.clock.advance(at)
      await world.clock.run(world.dispatcher.stop(100))
      await world.clock.advance(60_000)
      expectSound(world, job)
    }
  })
})

describe('out of memory', () => {
  it('halves the batch, puts the images back and goes on', async () => {
    const world = createWorld([{ truth: steady('argon', 60, { vramCap: 2 }) }, well('laptop', 10)])
    const done = await run(world, 60)
    expectWhole(world, done)
    const sizes = received(world, 'argon').map(({ request }) => request.count)
    expect(sizes[0]).toBeGreaterThan(2)
    expect(sizes.slice(4).every((size) => size <= 3)).toBe(true)
    expect(world.fleet.state('argon')).toBe('idle')
    expect(done.tallies.find(({ name }) => name === 'argon')?.images).toBeGreaterThan(20)
  })

  it('leaves a worker out of the job that cannot hold one image, and says so', async () => {
    const world = createWorld([{ truth: steady('argon', 60, { vramCap: 0 }) }, well('laptop', 10)])
    const done = await run(world, 12)
    expectWhole(world, done)
    const tried = received(world, 'argon').length
    expect(tried).toBeLessThanOrEqual(6)
    await run(world, 2)
    expect(received(world, 'argon').length - tried).toBeLessThanOrEqual(1)

    const alone = createWorld([{ truth: steady('argon', 60, { vramCap: 0 }) }])
    const failed = await run(alone, 4)
    expect([failed.state, failed.problem?.kind, failed.problem?.message]).toEqual([
      'failed',
      'out-of-memory',
      'No machine can make these images. argon: one image of 512x512 does not fit into memory (CUDA out of memory).',
    ])
  })
})

describe('a disk that refuses pictures', () => {
  it('pauses storing, says so, loses nothing and goes on when it is free', async () => {
    const world = createWorld([well('argon', 20), well('laptop', 10)])
    const job = world.dispatcher.submit(requestFor(30))
    await world.clock.advance(15_000)
    world.sink.trouble = new TributaryError('storage-full', 'The disk is full.', 'Make room.')
    await world.clock.advance(120_000)
    expect(world.dispatcher.job(job.id)).toMatchObject({
      state: 'storing-paused',
      problem: { kind: 'storage-full' },
    })
    const sent = received(world, 'argon').length
    await world.clock.advance(120_000)
    expect(received(world, 'argon')).toHaveLength(sent)
    world.sink.trouble = null
    world.dispatcher.resume(job.id)
    const done = await world.clock.run(world.dispatcher.whenDone(job.id))
    expectWhole(world, done)
    expect(done.problem).toBeNull()
  })

  it('tells a job that comes meanwhile why it does not start, and sends nothing of it', async () => {
    const world = createWorld([well('argon', 20)])
    const first = world.dispatcher.submit(requestFor(2))
    world.sink.trouble = new TributaryError('storage-full', 'The disk is full.')
    await world.clock.advance(60_000)
    const paused = world.dispatcher.submit(requestFor(2))
    world.dispatcher.pause(paused.id)
    const second = world.dispatcher.submit(requestFor(2))
    world.dispatcher.resume(paused.id)
    await world.clock.advance(60_000)
    for (const { id } of [second, paused])
      expect(world.dispatcher.job(id)).toMatchObject({
        state: 'storing-paused',
        problem: { message: plainText('The disk is full.') },
      })
    expect(received(world, 'argon')).toHaveLength(1)
    world.sink.trouble = null
    for (const { id } of [first, paused, second])
      expectWhole(world, await world.clock.run(world.dispatcher.whenDone(id)))
    const states = world.events.flatMap((event) =>
      event.type === 'jobChanged' && event.job.id === first.id ? [event.job.state] : [],
    )
    expect(states.filter((state, at) => state !== states[at - 1])).toEqual([
      'queued',
      'running',
      'storing-paused',
      'running',
      'finished',
    ])
  })

  it('does not take the job down for a picture that cannot be stored for another reason, but does in the end', async () => {
    const world = createWorld([{ truth: steady('argon', 20, { gain: gainful }) }])
    const commit = world.sink.commit.bind(world.sink)
    let broken = 1
    world.sink.commit = (spooled, meta) =>
      meta.index === 2 && broken-- > 0
        ? Promise.reject(new TributaryError('internal', 'The index is broken.'))
        : commit(spooled, meta)
    const done = await run(world, 6)
    expect(done.state).toBe('finished')
    expect(storedOf(world, done)).toEqual(range(6))

    broken = Number.POSITIVE_INFINITY
    const failed = await run(world, 6)
    expect([failed.state, failed.problem?.message]).toEqual(['failed', 'The index is broken.'])
    expect(storedOf(world, failed)).toEqual([0, 1, 3, 4, 5])
    expect(world.fleet.state('argon')).toBe('idle')
    expect(failures(world, 'argon')).toEqual([])
  })

  it('does not blame the worker for pictures that cannot be taken in here', async () => {
    const world = createWorld([well('argon', 20)])
    const spool = world.sink.spool.bind(world.sink)
    let broken = 1
    world.sink.spool = (image) =>
      broken-- > 0 ? Promise.reject(new TributaryError('internal', 'No folder for it.')) : spool(image)
    expectWhole(world, await run(world, 6))
    expect(notices(world).join()).toContain('could not be stored: No folder for it.')

    broken = Number.POSITIVE_INFINITY
    const failed = await run(world, 6)
    expect([failed.state, failed.problem?.message]).toEqual(['failed', 'No folder for it.'])
    expect([failures(world, 'argon'), world.fleet.state('argon')]).toEqual([[], 'interrupted'])
    expectSound(world, failed)
  })
})
