import { beforeEach, describe, expect, it } from 'vitest'
import { WorkerId } from '../../shared/ids.ts'
import { WorkerFailure } from '../core/failure.ts'
import { told } from '../testing/told.ts'
import { TestFleet } from './testing/test-fleet.ts'

const id = WorkerId.parse('argon')
let world: TestFleet
beforeEach(async () => {
  world = new TestFleet({ random: () => 0.5 })
  await world.add('argon')
})

/** How a call ended, once time allows. */
const ended = async (call: Promise<unknown>) => {
  const outcome = call.then(
    () => 'done',
    (error: Error) => error.message,
  )
  return world.clock.run(outcome)
}

describe('restarting a worker', () => {
  it('waits until it is back, and tells the state meanwhile', async () => {
    const machine = world.machine('argon')
    const back = world.fleet.restart(id)
    await world.clock.advance(1)
    expect(told(world.view('argon'))).toMatchObject({
      state: 'unavailable',
      problem: { kind: 'not-ready', message: 'argon is restarting.' },
    })
    expect(world.fleet.worker(id)?.available).toBe(false)
    machine.failure = new WorkerFailure('unreachable', 'Nothing listens.')
    await world.clock.advance(20_000)
    machine.failure = new WorkerFailure('no-api', 'There is no API.')
    await world.clock.advance(10_000)
    expect(world.view('argon').problem?.kind).toBe('not-ready')
    machine.failure = null
    expect(await world.clock.run(back)).toMatchObject({ state: 'idle', problem: null })
  })

  it('does not take a server that is still going down for one that is back', async () => {
    const back = world.fleet.restart(id)
    await world.clock.advance(2_500)
    expect(world.view('argon').state).toBe('unavailable')
    world.machine('argon').failure = new WorkerFailure('unreachable', 'Nothing listens.')
    await world.clock.advance(5_000)
    world.machine('argon').failure = null
    await world.clock.run(back)
    expect(world.view('argon').state).toBe('idle')
  })

  it('gives up waiting after five minutes, in words; the looks go on', async () => {
    const back = ended(world.fleet.restart(id))
    await world.clock.advance(1)
    world.machine('argon').failure = new WorkerFailure('unreachable', 'Nothing listens.')
    expect(await world.clock.run(back)).toBe('argon was restarted and has not answered for five minutes.')
    world.machine('argon').failure = null
    await world.clock.advance(61_000)
    expect(world.view('argon').state).toBe('idle')
  })

  it('is refused by a server that cannot, and changes nothing', async () => {
    world.machine('argon').restartFailure = new WorkerFailure(
      'no-api',
      'argon was not started with --api-server-stop.',
    )
    expect(await ended(world.fleet.restart(id))).toBe('argon was not started with --api-server-stop.')
    expect(world.view('argon').state).toBe('idle')
  })

  it('is refused while it is working on a job', async () => {
    world.fleet.report(id, { type: 'batch-started' })
    expect(await ended(world.fleet.restart(id))).toBe('argon is working on a job.')
    expect(world.machine('argon').count('restart')).toBe(0)
  })

  it('ends when the fleet stops or the worker is removed', async () => {
    const back = ended(world.fleet.restart(id))
    await world.clock.advance(1)
    world.machine('argon').failure = new WorkerFailure('unreachable', 'Nothing listens.')
    await world.fleet.remove(id)
    expect(await back).toBe('This machine is no longer on the board.')
  })
})

describe('interrupting a worker', () => {
  it('stops whatever runs there, and shows at once that it is free', async () => {
    world.machine('argon').activity = { busy: true, fromPage: true, fraction: null, etaSeconds: null }
    await world.clock.advance(10_000)
    expect(world.view('argon').busyElsewhere).not.toBeNull()
    world.machine('argon').activity = { busy: false, fromPage: false, fraction: null, etaSeconds: null }
    await world.clock.run(world.fleet.interrupt(id))
    expect(world.machine('argon').count('interrupt')).toBe(1)
    expect(world.view('argon')).toMatchObject({ state: 'idle', busyElsewhere: null })
  })

  it('that works is interrupted until its answer is there', async () => {
    world.fleet.report(id, { type: 'batch-started' })
    await world.clock.run(world.fleet.interrupt(id))
    expect(world.view('argon').state).toBe('interrupted')
    await world.clock.advance(5_000)
    expect(world.view('argon').state).toBe('interrupted')
    world.fleet.report(id, { type: 'batch-ended' })
    expect(world.view('argon').state).toBe('idle')
  })

  it('that does not answer says so and is unavailable', async () => {
    world.machine('argon').failure = new WorkerFailure('unreachable', 'Nothing listens.')
    expect(await ended(world.fleet.interrupt(id))).toBe('Nothing listens.')
    expect(world.view('argon').state).toBe('unavailable')
  })
})

describe('unloading a checkpoint', () => {
  it('leaves it unknown what is loaded', async () => {
    await world.clock.run(world.fleet.unloadCheckpoint(id))
    expect(world.machine('argon').count('unload')).toBe(1)
    expect(world.fleet.worker(id)?.capabilities?.loadedCheckpoint).toBeNull()
  })

  it('is refused while it is needed', async () => {
    world.fleet.report(id, { type: 'batch-started' })
    expect(await ended(world.fleet.unloadCheckpoint(id))).toBe('argon is working on a job.')
  })
})

describe('looking at an address', () => {
  const signal = new AbortController().signal

  it('keeps nothing and closes its connection', async () => {
    const report = await world.fleet.probeAddress({ url: 'tom:secret@neon:7861' }, null, signal)
    expect(report).toMatchObject({ ok: true, kind: 'a1111' })
    expect(world.connected.at(-1)).toEqual({
      url: 'http://neon:7861',
      user: 'tom',
      password: 'secret',
      tls: 'verify',
    })
    expect(world.machine('neon').open).toBe(0)
    expect(world.fleet.views()).toHaveLength(1)
  })

  it('suggests a free name for a new machine, and none for one that has one', async () => {
    world.machine('neon').report = { device: 'RTX 3060' }
    const look = (url: string, of: WorkerId | null = null) => world.fleet.probeAddress({ url }, of, signal)
    expect(await look('http://neon:7861')).toMatchObject({ suggestedName: 'neon' })
    expect(await look('http://argon:7861')).toMatchObject({ suggestedName: 'argon 2' })
    expect((await look('http://argon:7861', id)).suggestedName).toBeUndefined()
  })

  it('hands on what the server says of its certificate', async () => {
    const certificate = { fingerprint: 'AB:CD', subject: 'neon', issuer: 'neon', validTo: '2030' }
    world.machine('neon').report = { ok: false, certificate }
    const report = await world.fleet.probeAddress({ url: 'https://neon' }, null, signal)
    expect(report).toMatchObject({ ok: false, certificate })
  })

  it('takes what the form leaves out from the worker that is edited', async () => {
    await world.fleet.update(id, {
      url: 'http://argon:7860',
      user: 'tom',
      password: 'secret',
      tls: { kind: 'insecure' },
    })
    await world.fleet.probeAddress({ url: 'http://argon:7861' }, id, signal)
    expect(world.connected.at(-1)).toEqual({
      url: 'http://argon:7861',
      user: 'tom',
      password: 'secret',
      tls: 'insecure',
    })
  })

  it('never sends a kept password to another machine', async () => {
    await world.fleet.update(id, { url: 'http://argon:7860', user: 'tom', password: 'secret' })
    await world.fleet.probeAddress({ url: 'http://neon:7860' }, id, signal)
    expect(world.connected.at(-1)?.password).toBeNull()
    await world.fleet.probeAddress({ url: 'http://neon:7860', password: 'other' }, id, signal)
    expect(world.connected.at(-1)?.password).toBe('other')
  })

  it('that is none is refused', async () => {
    await expect(world.fleet.probeAddress({ url: 'ftp://neon' }, null, signal)).rejects.toMatchObject({
      kind: 'bad-request',
      field: 'url',
    })
    await expect(
      world.fleet.probeAddress({ url: 'http://neon' }, WorkerId.parse('nobody'), signal),
    ).rejects.toMatchObject({
      kind: 'not-found',
    })
  })
})
