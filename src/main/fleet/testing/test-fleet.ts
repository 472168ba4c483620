import { WorkerId } from '../../../shared/ids.ts'
import { type BenchmarkPayload, DEFAULT_SETTINGS } from '../../../shared/settings.ts'
import { inWords } from '../../../shared/words/say.ts'
import type { Capabilities, WorkerView } from '../../../shared/worker.ts'
import { AwakeClock } from '../../core/awake-clock.ts'
import { seededRandom } from '../../core/dispatch/testing/seeded-random.ts'
import { STEADY, type TrueWorker } from '../../core/dispatch/testing/true-worker.ts'
import { VirtualClock } from '../../core/dispatch/testing/virtual-clock.ts'
import type { PasswordStore, StoredWorker, WorkerStore } from '../../core/worker-store.ts'
import { createFleet } from '../create-fleet.ts'
import type { Fleet, FleetEvent, FleetOptions } from '../fleet.ts'
import { normaliseWorkerUrl } from '../worker-url.ts'
import { TestMachine } from './test-connection.ts'

/** The workers as they were written down last, and how often. */
export class MemoryStore implements WorkerStore {
  kept: readonly StoredWorker[] = []
  saves = 0
  failure: Error | null = null

  load(): readonly StoredWorker[] {
    return structuredClone(this.kept)
  }

  save(workers: readonly StoredWorker[]): void {
    if (this.failure !== null) throw this.failure
    this.saves++
    this.kept = structuredClone(workers)
  }
}

export class MemoryPasswords implements PasswordStore {
  readonly kept = new Map<WorkerId, string>()
  failure: Error | null = null

  get(id: WorkerId): string | null {
    return this.kept.get(id) ?? null
  }

  set(id: WorkerId, password: string | null, options?: { clearText?: boolean }): void {
    if (this.failure !== null && password !== null && options?.clearText !== true) throw this.failure
    if (password === null) this.kept.delete(id)
    else this.kept.set(id, password)
  }
}

/** A fleet in virtual time. Machines are found by the host of an address, e.g. `argon` for http://argon:7860. */
export class TestFleet {
  readonly clock = new VirtualClock()
  readonly store: MemoryStore
  readonly passwords: MemoryPasswords
  readonly machines = new Map<string, TestMachine>()
  readonly events: FleetEvent[] = []
  /** what a connection was opened with, in order */
  readonly connected: { url: string; user: string | null; password: string | null; tls: string }[] = []
  payload: BenchmarkPayload = DEFAULT_SETTINGS.benchmark
  fleet: Fleet

  constructor(
    options: {
      store?: MemoryStore
      passwords?: MemoryPasswords
      timeScale?: number
      random?: () => number
      /** the fleet notices when the machine sleeps */
      mayGoToSleep?: boolean
    } = {},
  ) {
    this.store = options.store ?? new MemoryStore()
    this.passwords = options.passwords ?? new MemoryPasswords()
    let ids = 0
    const fields: FleetOptions = {
      clock: options.mayGoToSleep === true ? new AwakeClock(this.clock) : this.clock,
      timeScale: options.timeScale ?? 1,
      random: options.random ?? seededRandom(1),
      newId: () => `id-${ids++}`,
      store: this.store,
      passwords: this.passwords,
      connect: (config, password) => {
        this.connected.push({ url: config.url, user: config.user, password, tls: config.tls.kind })
        return this.machine(new URL(config.url).hostname).connect(config, password)
      },
      normaliseUrl: normaliseWorkerUrl,
      benchmark: () => this.payload,
      workingOn: () => null,
      emit: (event) => this.events.push(event),
      onBug: (error) => {
        throw error
      },
    }
    this.fleet = createFleet(fields)
  }

  machine(
    host: string,
    truth: Partial<TrueWorker> = {},
    capabilities?: Partial<Capabilities>,
    faults?: ConstructorParameters<typeof TestMachine>[3],
  ): TestMachine {
    const known = this.machines.get(host)
    if (known !== undefined) return known
    const machine = new TestMachine(
      this.clock,
      { ...STEADY, name: host, ipm: 20, ...truth },
      capabilities ?? {},
      faults,
    )
    this.machines.set(host, machine)
    return machine
  }

  /** Adds a worker with the id and name of its host, and lets its first look happen. */
  async add(host: string, more: Partial<Parameters<Fleet['add']>[0]> = {}): Promise<WorkerId> {
    this.fleet.start()
    const id = WorkerId.parse(host)
    await this.fleet.add({ url: `http://${host}:7860`, name: host, ...more }, { id })
    await this.clock.advance(1)
    return id
  }

  view(id: string): WorkerView {
    const view = this.fleet.view(WorkerId.parse(id))
    if (view === undefined) throw new Error(`no worker ${id}`)
    return view
  }

  notices(): string[] {
    return this.events.flatMap((event) =>
      event.type === 'notice' ? [`${inWords(event.title)}: ${inWords(event.text)}`] : [],
    )
  }
}
