import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../../shared/ids.ts'
import { plainText, reason } from '../../../shared/words/catalogue.ts'
import { WorkerFailure } from '../../core/failure.ts'
import { told } from '../../testing/told.ts'
import { TestFleet } from '../testing/test-fleet.ts'

const id = WorkerId.parse('argon')
const refused = () =>
  new WorkerFailure('unreachable', 'Connection refused: nothing listens at argon.', 'Start it.')
const locked = () => new WorkerFailure('auth', 'argon asks for a password.', 'Give it.')
const without = () => new WorkerFailure('no-api', 'argon has no sdwui API at this address.')

/** Jitter in the middle: pauses are as written. */
const plain = () => new TestFleet({ random: () => 0.5 })

/** When the calls came, whole seconds after the first. */
const seconds = (world: TestFleet, call: string): number[] =>
  world.machine('argon').callTimes.flatMap((each) => (each.call === call ? [Math.round(each.at / 1000)] : []))

describe('an idle worker', () => {
  it('is looked at every 10 s, by the cheapest call, with its memory', async () => {
    const world = plain()
    await world.add('argon')
    await world.clock.advance(35_000)
    expect(seconds(world, 'ping')).toEqual([10, 20, 30])
    expect(seconds(world, 'memory')).toEqual([0, 10, 20, 30])
    expect(seconds(world, 'capabilities')).toEqual([0])
  })

  it('is looked at less often while nobody watches, and soon again when somebody does', async () => {
    const world = plain()
    await world.add('argon')
    world.fleet.setAttentive(false)
    await world.clock.advance(125_000)
    expect(seconds(world, 'ping')).toEqual([60, 120])
    world.fleet.setAttentive(true)
    await world.clock.advance(10_000)
    expect(seconds(world, 'ping')).toEqual([60, 120, 135])
  })

  it('has its lists read again every few minutes; the same lists are no news to dispatch', async () => {
    const world = plain()
    await world.add('argon')
    const before = world.fleet.worker(id)
    await world.clock.advance(320_000)
    expect(seconds(world, 'capabilities')).toEqual([0, 300])
    expect(world.fleet.worker(id)).toBe(before)
    world.machine('argon').capabilities.loras = ['new']
    await world.clock.advance(300_000)
    expect(world.fleet.worker(id)?.capabilities?.loras).toEqual(['new'])
  })

  it('shows how much memory it uses as it changes', async () => {
    const world = plain()
    await world.add('argon')
    world.machine('argon').memory = { usedBytes: 7, totalBytes: 8 }
    await world.clock.advance(10_000)
    expect(world.view('argon').memory).toEqual({ usedBytes: 7, totalBytes: 8 })
  })

  it('tells how much of its memory is left for a request, as last seen while nothing ran', async () => {
    const world = new TestFleet()
    await world.add('argon')
    const free = () => world.fleet.worker(world.view('argon').config.id)?.freeBytes
    world.machine('argon').memory = { usedBytes: 7, totalBytes: 8, cachedBytes: 2 }
    await world.clock.advance(11_000)
    expect(free()).toBe(3)
    world.machine('argon').activity = { busy: true, fromPage: true, fraction: 0.5, etaSeconds: 20 }
    world.machine('argon').memory = { usedBytes: 8, totalBytes: 8, cachedBytes: 0 }
    await world.clock.advance(11_000)
    expect(free()).toBe(3)
    world.machine('argon').activity = null
    world.machine('argon').memory = { usedBytes: 0, totalBytes: 0 }
    await world.clock.advance(40_000)
    expect(free()).toBe(3)
  })

  it('that cannot tell its memory is well all the same', async () => {
    const world = plain()
    await world.add('argon')
    world.machine('argon').memory = null
    world.machine('argon').activity = null
    await world.clock.advance(10_000)
    expect(world.view('argon')).toMatchObject({ state: 'idle', memory: null })
  })

  it('on a fast clock is not asked more often than four times a real second', async () => {
    const world = new TestFleet({ timeScale: 60, random: () => 0.5 })
    await world.add('argon')
    await world.clock.advance(60_000)
    expect(world.machine('argon').count('ping')).toBe(4)
  })
})

describe('a worker that is away', () => {
  it('is tried soon and then ever more rarely, at least every 60 s, and says when the next try is', async () => {
    const world = plain()
    world.machine('argon').failure = refused()
    await world.add('argon')
    expect(world.view('argon')).toMatchObject({
      state: 'unavailable',
      problem: { kind: 'unreachable', remedy: plainText('Start it.') },
      nextTryAt: world.clock.wall() + 249,
    })
    expect(world.fleet.worker(id)).toMatchObject({
      available: false,
      unavailableReason: reason('fleet.unusable', {
        problem: plainText('Connection refused: nothing listens at argon.'),
      }),
    })
    await world.clock.advance(400_000)
    const tries = seconds(world, 'capabilities')
    expect(tries.filter((at) => at < 10).length).toBeGreaterThanOrEqual(8)
    expect(tries.filter((at) => at >= 100).length).toBeLessThanOrEqual(10)
    for (const [nth, at] of tries.entries()) expect((tries[nth + 1] ?? 400) - at).toBeLessThanOrEqual(60)
  })

  it('is back with the first answer, its lists read anew', async () => {
    const world = plain()
    await world.add('argon')
    const heard: WorkerId[] = []
    world.fleet.onChange((changed) => heard.push(changed))
    world.machine('argon').failure = refused()
    await world.clock.advance(10_000)
    expect(world.view('argon').state).toBe('unavailable')
    world.machine('argon').failure = null
    world.machine('argon').capabilities.loadedCheckpoint = 'other'
    await world.clock.advance(1_000)
    expect(world.view('argon')).toMatchObject({
      state: 'idle',
      problem: null,
      nextTryAt: null,
      capabilities: { loadedCheckpoint: 'other' },
    })
    expect(heard).toContain(id)
  })

  it('that comes and goes is tried with growing pauses until it has proven itself', async () => {
    const world = plain()
    await world.add('argon')
    const pauses: number[] = []
    for (let round = 0; round < 4; round++) {
      world.fleet.report(id, { type: 'batch-started' })
      world.fleet.report(id, {
        type: 'failed',
        failure: new WorkerFailure('gateway', 'The gateway answered 504.'),
      })
      pauses.push((world.view('argon').nextTryAt ?? 0) - world.clock.wall())
      await world.clock.advance(70_000 * Number(round === 2) + 5_000)
      expect(world.view('argon').state).toBe('idle')
    }
    for (const [nth, ms] of [250, 312, 391, 250].entries())
      expect(Math.abs((pauses[nth] ?? 0) - ms)).toBeLessThanOrEqual(2)
  })

  it('is asked nothing while a look is under way, however long it takes', async () => {
    const world = plain()
    world.machine('argon').silent = true
    await world.add('argon')
    await world.clock.advance(40_000)
    expect(world.machine('argon').calls).toEqual(['capabilities'])
    await world.clock.advance(6_000)
    expect(world.view('argon')).toMatchObject({ state: 'unavailable', problem: { kind: 'timeout' } })
  })
})

describe('a worker that takes no more requests for now', () => {
  const tooMany = (retryAfterSeconds?: number) =>
    new WorkerFailure('rate-limited', 'argon accepts no more requests for now.', null, {
      status: 429,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    })
  /** Fleet seconds from the refusal of a request to the next look. */
  const lookedAtAfter = async (world: TestFleet, failure: WorkerFailure) => {
    const from = world.clock.now()
    const looks = () => seconds(world, 'capabilities').length
    const before = looks()
    const id = world.view('argon').config.id
    world.fleet.report(id, { type: 'batch-started' })
    world.fleet.report(id, { type: 'failed', failure })
    expect(world.view('argon').state).toBe('unavailable')
    while (looks() === before && world.clock.now() - from < 3_600_000) await world.clock.advance(250)
    return (world.clock.now() - from) / 1000
  }

  it('is left alone as long as it asks for', async () => {
    const world = plain()
    await world.add('argon')
    expect(await lookedAtAfter(world, tooMany(90))).toBe(90)
    expect(world.view('argon').state).toBe('idle')
  })

  it('is left alone for 5 s, longer each time, where it does not say', async () => {
    const world = plain()
    await world.add('argon')
    const pauses: number[] = []
    for (let times = 0; times < 5; times++) pauses.push(await lookedAtAfter(world, tooMany()))
    expect(pauses).toEqual([5, 10, 20, 40, 60])
  })
})

describe('a worker that starts', () => {
  it('and answers 404 is not ready yet for 30 s, then without its API', async () => {
    const world = plain()
    world.machine('argon').failure = refused()
    await world.add('argon')
    world.machine('argon').failure = without()
    await world.clock.advance(1_000)
    expect(world.view('argon').problem).toMatchObject({ kind: 'not-ready' })
    await world.clock.advance(28_000)
    expect(world.view('argon').problem?.kind).toBe('not-ready')
    expect(seconds(world, 'capabilities').slice(0, 5)).toEqual([0, 0, 2, 4, 6])
    await world.clock.advance(5_000)
    expect(world.view('argon').problem?.kind).toBe('no-api')
  })

  it('anew after it was away is not ready either, however long it had been there before', async () => {
    const world = plain()
    await world.add('argon')
    await world.clock.advance(120_000)
    world.machine('argon').failure = refused()
    await world.clock.advance(12_000)
    world.machine('argon').failure = without()
    await world.clock.advance(5_000)
    expect(world.view('argon').problem?.kind).toBe('not-ready')
  })

  it('is taken as soon as its API is there', async () => {
    const world = plain()
    world.machine('argon').failure = without()
    await world.add('argon')
    world.machine('argon').failure = null
    await world.clock.advance(2_000)
    expect(world.view('argon').state).toBe('idle')
  })
})

describe('a worker that asks for a password', () => {
  it('is not asked again until the user did something', async () => {
    const world = plain()
    world.machine('argon').failure = locked()
    await world.add('argon')
    expect(world.view('argon')).toMatchObject({
      state: 'needs-sign-in',
      problem: { kind: 'auth', message: plainText('argon asks for a password.') },
      nextTryAt: null,
    })
    await world.clock.advance(3_600_000)
    expect(world.machine('argon').count('capabilities')).toBe(1)
    world.machine('argon').failure = null
    await world.fleet.update(id, { url: 'http://argon:7860', user: 'tom', password: 'secret' })
    await world.clock.advance(1)
    expect(world.view('argon')).toMatchObject({ state: 'idle', problem: null, hasPassword: true })
    expect(world.connected.at(-1)).toMatchObject({ user: 'tom', password: 'secret' })
  })

  it('is tried once more on "Try now"', async () => {
    const world = plain()
    world.machine('argon').failure = locked()
    await world.add('argon')
    expect(await world.clock.run(world.fleet.refresh(id))).toMatchObject({ state: 'needs-sign-in' })
    world.machine('argon').failure = null
    expect(await world.clock.run(world.fleet.refresh(id))).toMatchObject({ state: 'idle' })
  })
})

describe('a worker behind a sign-in page', () => {
  const page = () =>
    new WorkerFailure('sign-in-page', 'A sign-in page stands before argon.', 'Sign in there.')

  it('is tried with growing pauses, says when, and is back by itself', async () => {
    const world = plain()
    world.machine('argon').failure = page()
    await world.add('argon')
    expect(world.view('argon')).toMatchObject({
      state: 'needs-sign-in',
      problem: { kind: 'sign-in-page' },
      nextTryAt: world.clock.wall() + 999,
    })
    expect(world.fleet.worker(id)).toMatchObject({
      unavailableReason: reason('fleet.unusable', {
        problem: plainText('A sign-in page stands before argon.'),
      }),
    })
    await world.clock.advance(70_000)
    expect(seconds(world, 'capabilities')).toEqual([0, 1, 3, 7, 15, 31, 63])
    world.machine('argon').failure = null
    await world.clock.advance(60_000)
    expect(world.view('argon')).toMatchObject({ state: 'idle', problem: null, nextTryAt: null })
  })
})

describe('a changed certificate', () => {
  it('is refused and explained, and what follows a new trust is a new connection', async () => {
    const world = plain()
    world.machine('argon').failure = new WorkerFailure(
      'tls-changed',
      'The certificate of argon is another one than the one you trusted.',
      'Trust the new one only if you know why it changed.',
    )
    await world.add('argon')
    expect(world.view('argon')).toMatchObject({ state: 'unavailable', problem: { kind: 'tls-changed' } })
    expect(world.fleet.worker(id)?.available).toBe(false)
    world.machine('argon').failure = null
    const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':')
    await world.fleet.update(id, { url: 'http://argon:7860', tls: { kind: 'pinned', fingerprint } })
    await world.clock.advance(1)
    expect(world.connected.at(-1)?.tls).toBe('pinned')
    expect(world.view('argon').state).toBe('idle')
  })
})

describe('a worker that works for us', () => {
  it('is left alone until it is done', async () => {
    const world = plain()
    await world.add('argon')
    world.fleet.report(id, { type: 'batch-started' })
    await world.clock.advance(120_000)
    expect(world.machine('argon').count('ping')).toBe(0)
    world.fleet.report(id, { type: 'batch-ended' })
    await world.clock.advance(10_000)
    expect(world.machine('argon').count('ping')).toBe(1)
  })

  it('is not taken for lost by a look that was under way when its work began', async () => {
    const world = plain()
    await world.add('argon')
    world.machine('argon').silent = true
    await world.clock.advance(10_000)
    world.fleet.report(id, { type: 'batch-started' })
    await world.clock.advance(60_000)
    expect(world.view('argon')).toMatchObject({ state: 'working', problem: null })
  })
})

describe("somebody else's work", () => {
  it('is shown, counts for planning, and is watched closely', async () => {
    const world = plain()
    await world.add('argon')
    const machine = world.machine('argon')
    machine.activity = { busy: true, fromPage: true, fraction: 0.5, etaSeconds: 20 }
    await world.clock.advance(10_000)
    expect(told(world.view('argon'))).toMatchObject({
      state: 'idle',
      busyElsewhere: {
        text: 'Somebody is using its web page, 50 % done',
        untilAt: world.clock.wall() + 19_999,
      },
    })
    expect(world.fleet.worker(id)).toMatchObject({ available: true, busyElsewhereMs: 20_000 })
    machine.activity = { busy: false, fromPage: false, fraction: null, etaSeconds: null }
    await world.clock.advance(2_000)
    expect(world.view('argon').busyElsewhere).toBeNull()
    expect(world.fleet.worker(id)?.busyElsewhereMs).toBe(0)
  })

  it('that has not moved for minutes is what a failed job left behind, and holds up nobody', async () => {
    const world = plain()
    await world.add('argon')
    world.machine('argon').activity = { busy: true, fromPage: false, fraction: 0.01, etaSeconds: null }
    await world.clock.advance(180_000)
    expect(world.view('argon').busyElsewhere).not.toBeNull()
    await world.clock.advance(15_000)
    expect(world.view('argon').busyElsewhere).toBeNull()
    world.machine('argon').activity = { busy: true, fromPage: false, fraction: 0.5, etaSeconds: null }
    await world.clock.advance(10_000)
    expect(world.view('argon').busyElsewhere).not.toBeNull()
  })

  it('is called ours when the connection to a request of ours broke', async () => {
    const world = plain()
    await world.add('argon')
    world.fleet.report(id, { type: 'batch-started' })
    world.machine('argon').activity = { busy: true, fromPage: false, fraction: null, etaSeconds: null }
    world.fleet.report(id, { type: 'failed', failure: new WorkerFailure('connection-reset', 'It broke.') })
    await world.clock.advance(1_000)
    expect(told(world.view('argon').busyElsewhere?.text)).toBe('Still computing a request that was lost')
  })
})

describe('waiting for the first looks', () => {
  it('ends when every worker was seen, reachable or not', async () => {
    const world = plain()
    world.machine('neon').failure = refused()
    world.fleet.start()
    await world.fleet.add({ url: 'http://argon:7860' })
    await world.fleet.add({ url: 'http://neon:7860' })
    await world.fleet.add({ url: 'http://off:7860', lane: 'off' })
    const began = world.clock.now()
    await world.clock.run(world.fleet.settled(5_000))
    expect(world.clock.now() - began).toBe(0)
    expect(world.fleet.views().map(({ state }) => state)).toEqual(['idle', 'unavailable', 'off'])
  })

  it('ends after its time when one does not answer', async () => {
    const world = plain()
    world.machine('argon').silent = true
    world.fleet.start()
    await world.fleet.add({ url: 'http://argon:7860' })
    const began = world.clock.now()
    await world.clock.run(world.fleet.settled(5_000))
    expect(world.clock.now() - began).toBe(5_000)
  })
})
