import { WorkerId } from '../../../../shared/ids.ts'
import { plainText } from '../../../../shared/words/catalogue.ts'
import type { Capabilities, Lane, WorkerStateName } from '../../../../shared/worker.ts'
import type { WorkerFailure } from '../../failure.ts'
import type { FleetPort, FleetWorker, WorkerFact } from '../../ports.ts'
import { learn } from '../../speed/learn.ts'
import { freshSpeed } from '../../speed/model.ts'
import type { KnownMemory, Observation, WorkerSpeed } from '../../speed/worker-speed.ts'
import { ATTENTIVE_LOOK_MS, returnMs } from '../../workers/next-look.ts'
import { nextWorkerState, type WorkerEvent } from '../../workers/worker-state.ts'
import type { FaultScript } from './fault.ts'
import { type ServerHabits, SimulatedServer } from './simulated-server.ts'
import { presence, type TrueWorker } from './true-worker.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** Looks come exactly when they are due. */
const NO_JITTER = () => 0.5

/** What the scheduler believes of a worker, and how the person set it up. */
interface Belief {
  /** as benchmarked; null: never measured */
  readonly ipm: number | null
  /** null: never seen */
  readonly overheadSeconds: number | null
  /** gain at batch sizes the benchmark measured */
  readonly gains: Readonly<Record<number, number>>
  readonly loadSeconds: number | null
  readonly maxBatch: number | null
  readonly pixelCap: number | null
  readonly lane: Lane
  readonly capabilities: Partial<Capabilities>
}

export interface VirtualWorkerSpec {
  readonly truth: TrueWorker
  readonly belief?: Partial<Belief>
  readonly noise?: () => number
  readonly faults?: FaultScript
  readonly habits?: Partial<ServerHabits>
}

interface Entry {
  worker: FleetWorker
  state: WorkerStateName
  /** looks and requests in a row that failed */
  failures: number
  /** requests of ours it has not answered, as the facts tell */
  requestsOut: number
  readonly server: SimulatedServer
}

const CHECKPOINT = 'common'

/** The registry in memory: the same learning and the same table of states as the real one, probes in virtual time. */
export class VirtualFleet implements FleetPort {
  readonly #clock: VirtualClock
  readonly #entries = new Map<WorkerId, Entry>()
  readonly #listeners = new Set<(id: WorkerId) => void>()
  #list: FleetWorker[] = []
  readonly facts: { id: WorkerId; fact: WorkerFact }[] = []
  readonly observations: { id: WorkerId; observation: Observation }[] = []

  constructor(
    clock: VirtualClock,
    specs: readonly VirtualWorkerSpec[],
    options: { withInfotexts?: boolean } = {},
  ) {
    this.#clock = clock
    for (const [order, spec] of specs.entries()) {
      const { truth, belief = {} } = spec
      const id = WorkerId.parse(truth.name)
      const capabilities = capabilitiesOf(truth, belief.capabilities ?? {})
      const server = new SimulatedServer({
        clock,
        truth,
        capabilities,
        habits: { withInfotexts: options.withInfotexts ?? true, ...spec.habits },
        ...(spec.noise === undefined ? {} : { noise: spec.noise }),
        ...(spec.faults === undefined ? {} : { faults: spec.faults }),
      })
      const there = server.present
      this.#entries.set(id, {
        server,
        failures: 0,
        requestsOut: 0,
        state: there ? 'idle' : 'unavailable',
        worker: {
          id,
          name: truth.name,
          lane: belief.lane ?? 'active',
          order,
          available: there,
          unavailableReason: there ? null : plainText('not reachable'),
          capabilities,
          speed: speedOf(truth, belief),
          pixelCap: belief.pixelCap ?? null,
          maxBatch: belief.maxBatch ?? null,
          checkpointOverride: null,
          saveOnWorker: false,
          busyElsewhereMs: 0,
          port: server,
        },
      })
      const stretches = presence(truth)
      const joinsAt = stretches[0]?.from ?? 0
      if (!there && joinsAt > 0) clock.after(joinsAt * 1000 + 1, () => this.#probe(id))
      // The health probe of an idle worker would see it sooner or later.
      for (const { to } of stretches)
        if (Number.isFinite(to)) clock.after(to * 1000 + ATTENTIVE_LOOK_MS / 2, () => this.#probe(id))
    }
    this.#refreshList()
  }

  workers(): readonly FleetWorker[] {
    return this.#list
  }

  worker(id: WorkerId): FleetWorker | undefined {
    return this.#entries.get(id)?.worker
  }

  server(name: string): SimulatedServer {
    return this.#entry(WorkerId.parse(name)).server
  }

  state(name: string): WorkerStateName {
    return this.#entry(WorkerId.parse(name)).state
  }

  /** requests of ours that have started and not ended, as the facts tell */
  requestsOut(name: string): number {
    return this.#entry(WorkerId.parse(name)).requestsOut
  }

  report(id: WorkerId, fact: WorkerFact): void {
    const entry = this.#entries.get(id)
    if (entry === undefined) return
    this.facts.push({ id, fact })
    if (fact.type === 'batch-started') entry.requestsOut++
    const ended = fact.type === 'batch-ended' || fact.type === 'interrupted'
    if (ended || fact.type === 'failed') entry.requestsOut = Math.max(0, entry.requestsOut - 1)
    // With the next request behind it the worker goes on working.
    const working = ended && entry.requestsOut > 0 && entry.state === 'working'
    if (!working) entry.state = nextWorkerState(entry.state, eventOf(fact))
    if (fact.type === 'batch-ended') entry.failures = 0
    if (fact.type === 'failed') this.#lost(entry, id, fact.failure)
    if (fact.type === 'failed-too-often')
      this.#set(entry, { available: false, unavailableReason: plainText('paused after three failures') })
    if (fact.type === 'model-loaded') {
      const capabilities = entry.worker.capabilities
      if (capabilities !== null && capabilities.loadedCheckpoint !== fact.checkpoint)
        this.#set(entry, { capabilities: { ...capabilities, loadedCheckpoint: fact.checkpoint } })
    }
  }

  learn(id: WorkerId, observation: Observation): void {
    const entry = this.#entries.get(id)
    if (entry === undefined) return
    this.observations.push({ id, observation })
    const speed = learn(entry.worker.speed, observation)
    if (speed !== entry.worker.speed) this.#set(entry, { speed })
  }

  keepMemory(id: WorkerId, key: string, known: KnownMemory): void {
    const entry = this.#entries.get(id)
    if (entry === undefined) return
    const { speed } = entry.worker
    this.#set(entry, { speed: { ...speed, memory: { ...speed.memory, [key]: known } } })
  }

  keepLongestRequest(id: WorkerId, seconds: number | null): void {
    const entry = this.#entries.get(id)
    if (entry === undefined) return
    this.#set(entry, { speed: { ...entry.worker.speed, longestRequestSeconds: seconds ?? undefined } })
  }

  keepSizeStep(id: WorkerId, px: number): void {
    const entry = this.#entries.get(id)
    if (entry !== undefined) this.#set(entry, { speed: { ...entry.worker.speed, sizeStepPx: px } })
  }

  onChange(listener: (id: WorkerId) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A person moves a card, lifts a pause, signs in … */
  change(name: string, patch: Partial<FleetWorker>): void {
    const id = WorkerId.parse(name)
    const entry = this.#entry(id)
    this.#set(entry, patch)
    if (patch.available === true) entry.state = 'idle'
    this.#tell(id)
  }

  /** A person removes a worker. */
  remove(name: string): void {
    const id = WorkerId.parse(name)
    this.#entries.delete(id)
    this.#refreshList()
    this.#tell(id)
  }

  #lost(entry: Entry, id: WorkerId, failure: WorkerFailure): void {
    if (entry.state === 'paused') return
    this.#set(entry, { available: false, unavailableReason: plainText(failure.message) })
    this.#tell(id)
    if (failure.kind === 'auth') return
    this.#lookAgain(entry, id)
  }

  #probe(id: WorkerId): void {
    const entry = this.#entries.get(id)
    if (entry === undefined || entry.state === 'paused' || entry.state === 'needs-sign-in') return
    if (entry.server.present) {
      if (entry.state !== 'unavailable') return
      entry.state = nextWorkerState(entry.state, 'probe-ok')
      this.#set(entry, { available: true, unavailableReason: null })
    } else {
      entry.state = nextWorkerState(entry.state, 'probe-failed')
      this.#set(entry, { available: false, unavailableReason: plainText('not reachable') })
      if (entry.server.returns) this.#lookAgain(entry, id)
    }
    this.#tell(id)
  }

  #lookAgain(entry: Entry, id: WorkerId): void {
    this.#clock.after(returnMs(entry.failures++, NO_JITTER), () => this.#probe(id))
  }

  #set(entry: Entry, patch: Partial<FleetWorker>): void {
    entry.worker = { ...entry.worker, ...patch }
    this.#refreshList()
  }

  #refreshList(): void {
    this.#list = [...this.#entries.values()].map(({ worker }) => worker)
  }

  #tell(id: WorkerId): void {
    for (const listener of this.#listeners) listener(id)
  }

  #entry(id: WorkerId): Entry {
    const entry = this.#entries.get(id)
    if (entry === undefined) throw new Error(`no worker ${id} in this fleet`)
    return entry
  }
}

function eventOf(fact: WorkerFact): WorkerEvent {
  if (fact.type !== 'failed') return fact.type
  return fact.failure.kind === 'auth' ? 'sign-in-needed' : 'probe-failed'
}

function capabilitiesOf(truth: TrueWorker, known: Partial<Capabilities>): Capabilities {
  return {
    kind: 'a1111',
    version: 'v1.10.1',
    checkpoints: ['common', 'other', 'third'].map((name) => ({
      title: `${name}.safetensors`,
      name,
      hash: null,
      sha256: null,
    })),
    samplers: null,
    schedulers: null,
    upscalers: null,
    vaes: null,
    loras: null,
    loadedCheckpoint: truth.warm ? CHECKPOINT : 'other',
    queuesInOrder: true,
    taskIds: true,
    batches: true,
    openToAll: false,
    ...known,
  }
}

/** What a benchmark would have left behind, had it found what the belief says. */
function speedOf(truth: TrueWorker, belief: Partial<Belief>): WorkerSpeed {
  const fresh = freshSpeed()
  const ipm = belief.ipm === undefined ? truth.ipm : belief.ipm
  if (ipm === null) return fresh
  // Unless a belief says that larger batches were seen to save nothing, nobody knows, and they are tried.
  const gains = belief.gains ?? (truth.gain(4) < 1 ? { 4: truth.gain(4) } : {})
  const loadSeconds = belief.loadSeconds === undefined ? truth.loadSeconds : belief.loadSeconds
  const overheadSeconds =
    belief.overheadSeconds === undefined ? truth.overheadSeconds : belief.overheadSeconds
  return {
    ...fresh,
    benchmark: { ipm, minIpm: ipm, maxIpm: ipm, at: 0, checkpoint: CHECKPOINT, version: null },
    overheadSeconds: overheadSeconds === null ? fresh.overheadSeconds : { mean: overheadSeconds, n: 3 },
    loadSeconds: loadSeconds === null ? fresh.loadSeconds : { mean: loadSeconds, n: 3 },
    batchGain: Object.fromEntries(
      Object.entries(gains).map(([size, gain]) => [size, { mean: Math.min(1, gain), n: 3 }]),
    ),
  }
}
