import { afterEach, describe, expect, it } from 'vitest'
import { WorkerId } from '../../shared/ids.ts'
import { DEFAULT_SETTINGS } from '../../shared/settings.ts'
import type { WorkerInput, WorkerView } from '../../shared/worker.ts'
import { connectOver } from '../app/connect.ts'
import { protocolsOver } from '../app/protocols.ts'
import { NO_INPUTS } from '../sdwui/client/inputs-of-request.ts'
import type { SimulatedWorkerOptions } from '../simulator/options.ts'
import { type SimulatedWorker, startSimulatedWorker } from '../simulator/simulated-worker.ts'
import { createClock } from '../system/clock.ts'
import { told } from '../testing/told.ts'
import { createFleet } from './create-fleet.ts'
import type { Fleet, FleetEvent } from './fleet.ts'
import { MemoryPasswords, MemoryStore } from './testing/test-fleet.ts'
import { normaliseWorkerUrl } from './worker-url.ts'

const TIME_SCALE = 60
const LONGEST_MS = 60_000
const started: { stop(): Promise<void> }[] = []
const never = new AbortController().signal

afterEach(async () => {
  for (const each of started.splice(0).reverse()) await each.stop()
})

async function machine(options: SimulatedWorkerOptions = {}): Promise<SimulatedWorker> {
  const worker = await startSimulatedWorker({ ipm: 20, timeScale: TIME_SCALE, ...options })
  started.push(worker)
  return worker
}

/** The real fleet over real HTTP on loopback. */
class World {
  readonly events: FleetEvent[] = []
  readonly fleet: Fleet
  readonly #waiting = new Set<() => void>()

  constructor() {
    let ids = 0
    this.fleet = createFleet({
      clock: createClock(TIME_SCALE),
      timeScale: TIME_SCALE,
      random: Math.random,
      newId: () => `id-${ids++}`,
      store: new MemoryStore(),
      passwords: new MemoryPasswords(),
      connect: connectOver(protocolsOver(NO_INPUTS)),
      normaliseUrl: normaliseWorkerUrl,
      benchmark: () => DEFAULT_SETTINGS.benchmark,
      workingOn: () => null,
      emit: (event) => {
        this.events.push(event)
        for (const look of [...this.#waiting]) look()
      },
      onBug: (error) => {
        throw error
      },
    })
    this.fleet.start()
    started.push(this.fleet)
  }

  async add(name: string, input: WorkerInput): Promise<WorkerId> {
    const id = WorkerId.parse(name)
    await this.fleet.add({ name, ...input }, { id })
    await this.fleet.settled(LONGEST_MS)
    return id
  }

  view(id: WorkerId): WorkerView {
    const view = this.fleet.view(id)
    if (view === undefined) throw new Error(`no worker ${id}`)
    return view
  }

  /** Resolves with the view once it is as wanted; rejects with the last one after ten seconds. */
  until(id: WorkerId, holds: (view: WorkerView) => boolean): Promise<WorkerView> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer)
        this.#waiting.delete(look)
      }
      const look = () => {
        const view = this.view(id)
        if (!holds(view)) return
        end()
        resolve(view)
      }
      const timer = setTimeout(() => {
        end()
        const { state, problem, busyElsewhere } = this.view(id)
        reject(new Error(`still ${JSON.stringify({ state, problem, busyElsewhere })}`))
      }, LONGEST_MS)
      this.#waiting.add(look)
      look()
    })
  }
}

describe('over HTTP, a benchmark', () => {
  it('measures machines side by side on the checkpoint most have loaded', async () => {
    const world = new World()
    const checkpoints = ['a.safetensors', 'sub/b.safetensors']
    const [one, two, three] = await Promise.all([
      machine({ ipm: 20, checkpoints, loadedCheckpoint: 'a.safetensors' }),
      machine({ ipm: 10, checkpoints, loadedCheckpoint: 'a.safetensors' }),
      machine({ ipm: 30, checkpoints, loadedCheckpoint: 'sub/b.safetensors' }),
    ])
    const ids = [
      await world.add('one', { url: one.url }),
      await world.add('two', { url: two.url }),
      await world.add('three', { url: three.url }),
    ]
    const results = await world.fleet.measure(null)
    expect([...results.values()]).toEqual(['measured', 'measured', 'measured'])
    for (const id of ids)
      expect(world.view(id).benchmark).toMatchObject({ checkpoint: 'a', version: 'v1.10.1' })
    // The machine that runs this may be slow, but nothing makes a worker much faster than its name says.
    const speeds = ids.map((id) => world.view(id).benchmark?.ipm ?? 0)
    for (const [at, named] of [20, 10, 30].entries()) {
      expect(speeds[at]).toBeGreaterThan(0)
      expect(speeds[at]).toBeLessThan(named * 1.4)
    }
    expect(world.view(ids[2] ?? WorkerId.parse('none')).state).toBe('idle')
    // Two warm-up and three measured runs, then a batch of four and one of eight.
    expect(one.images).toBe(5 + 4 + 8)
  })

  it('that is cancelled stops on the server', async () => {
    const world = new World()
    const server = await machine({ ipm: 0.5 })
    const id = await world.add('slow', { url: server.url })
    const result = world.fleet.measure([id])
    await world.until(id, ({ benchmarkProgress }) => (benchmarkProgress?.fraction ?? 0) > 0)
    world.fleet.cancelBenchmark([id])
    expect((await result).get(id)).toBe('failed')
    expect(server.calls().some(({ path }) => path.endsWith('/interrupt'))).toBe(true)
    expect(world.view(id)).toMatchObject({ state: 'idle', problem: null })
  })
})

describe('over HTTP, a worker', () => {
  it('that dies is unavailable, and back when its server is', async () => {
    const world = new World()
    const server = await machine()
    const id = await world.add('argon', { url: server.url })
    expect(world.view(id).state).toBe('idle')
    server.crash()
    await world.until(id, ({ state, problem }) => state === 'unavailable' && problem?.kind === 'unreachable')
    await server.comeBack()
    await world.until(id, ({ state }) => state === 'idle')
  })

  it('that wants a password needs a sign-in, and works with it', async () => {
    const world = new World()
    const server = await machine({ auth: { user: 'tom', password: 'secret' } })
    const id = await world.add('locked', { url: server.url })
    expect(world.view(id)).toMatchObject({ state: 'needs-sign-in', problem: { kind: 'auth' } })
    const probe = await world.fleet.probeAddress({ url: server.url }, null, never)
    expect(probe).toMatchObject({ ok: false, needsPassword: true })
    await world.fleet.update(id, { url: server.url.replace('://', '://tom:secret@') })
    await world.until(id, ({ state }) => state === 'idle')
    expect(world.view(id)).toMatchObject({ hasPassword: true, config: { url: server.url, user: 'tom' } })
  })

  it('without its API is starting at first, then lacking it', async () => {
    const world = new World()
    const server = await machine({ api: false })
    const id = await world.add('bare', { url: server.url })
    expect(['not-ready', 'no-api']).toContain(world.view(id).problem?.kind)
    await world.until(id, ({ problem }) => problem?.kind === 'no-api')
  })

  it('on which somebody else works says so', async () => {
    const world = new World()
    const server = await machine()
    const id = await world.add('shared', { url: server.url })
    const over = server.busyFor(40)
    await world.until(id, ({ busyElsewhere }) => busyElsewhere !== null)
    expect(world.fleet.worker(id)?.busyElsewhereMs).toBeGreaterThan(0)
    await over
    await world.until(id, ({ busyElsewhere }) => busyElsewhere === null)
  })

  it('loads a checkpoint, looks at its folders, and is measured after it was unloaded', async () => {
    const world = new World()
    const server = await machine({ checkpoints: ['a.safetensors', 'sub/b.safetensors'] })
    const id = await world.add('argon', { url: server.url })
    expect(await world.fleet.loadCheckpointEverywhere('B')).toMatchObject([{ outcome: 'loaded' }])
    expect(server.loadedCheckpoint).toBe('b')
    await world.fleet.refreshModels([id])
    expect(server.calls().some(({ path }) => path.endsWith('/refresh-checkpoints'))).toBe(true)
    await world.fleet.unloadCheckpoint(id)
    expect((await world.fleet.measure([id])).get(id)).toBe('measured')
    expect(world.view(id).benchmark?.checkpoint).toBe('b')
    expect(world.fleet.requests(id).length).toBeGreaterThan(10)
  })

  it('restarts and comes back', async () => {
    const world = new World()
    const server = await machine({ serverControl: 'script', restartSeconds: 10 })
    const id = await world.add('argon', { url: server.url })
    const back = world.fleet.restart(id)
    await world.until(id, ({ state }) => state === 'unavailable')
    expect(await back).toMatchObject({ state: 'idle', problem: null })
  })

  it.each([
    ['none', { remedy: expect.stringContaining('--api-server-stop') }],
    ['bare', { message: expect.stringContaining('cannot restart itself') }],
  ] as const)('with server control "%s" says why it cannot restart', async (serverControl, refusal) => {
    const world = new World()
    const server = await machine({ serverControl })
    const id = await world.add('argon', { url: server.url })
    expect(told(await world.fleet.restart(id).catch((error: unknown) => error))).toMatchObject(refusal)
    expect(world.view(id).state).toBe('idle')
  })
})

describe('over HTTPS, a certificate', () => {
  it('that nobody vouches for is shown, trusted once, and refused when it changes', async () => {
    const world = new World()
    const server = await machine({ tls: 'self-signed' })
    const id = await world.add('secure', { url: server.url })
    expect(world.view(id)).toMatchObject({ state: 'unavailable', problem: { kind: 'tls' } })
    const { certificate } = await world.fleet.probeAddress({ url: server.url }, id, never)
    if (certificate === null) throw new Error('no certificate was shown')
    const pinned = { kind: 'pinned', fingerprint: certificate.fingerprint } as const
    await world.fleet.update(id, { url: server.url, tls: pinned })
    await world.until(id, ({ state }) => state === 'idle')
    server.crash()
    await server.comeBack('self-signed')
    const view = await world.until(id, ({ problem }) => problem?.kind === 'tls-changed')
    expect(view.state).toBe('unavailable')
    expect(told(view.problem?.message)).toMatch(/certificate/)
    expect(world.fleet.worker(id)?.available).toBe(false)
    const again = await world.fleet.probeAddress({ url: server.url }, id, never)
    expect(again).toMatchObject({ ok: false, problem: { kind: 'tls-changed' } })
    expect(again.certificate?.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
    expect(again.certificate?.fingerprint).not.toBe(certificate.fingerprint)
  })
})
