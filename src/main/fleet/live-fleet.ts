import type { WorkerId } from '../../shared/ids.ts'
import type { NetworkKind } from '../../shared/network-details.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { BenchmarkRecord, Lane, ProbeReport, WorkerInput, WorkerView } from '../../shared/worker.ts'
import type { LoadOutcome, RequestLogEntry } from '../../shared/worker-activity.ts'
import { TributaryError } from '../core/failure.ts'
import type { FleetWorker, WorkerFact } from '../core/ports.ts'
import { learn } from '../core/speed/learn.ts'
import type { KnownMemory, Observation } from '../core/speed/worker-speed.ts'
import { BenchmarkRunner, type Urgency } from './benchmark/benchmark-runner.ts'
import { Board } from './board.ts'
import { Connections } from './connections.ts'
import { applyFact } from './facts.ts'
import type { Fleet, FleetOptions } from './fleet.ts'
import { Health } from './health/health.ts'
import { loadEverywhere, refreshModels } from './model-care.ts'
import { probeAddress } from './probe-address.ts'
import { Roster } from './roster.ts'
import { Saver } from './saver.ts'
import { interrupt, restart, unload } from './server-control.ts'
import { pause } from './wait.ts'
import type { WorkerEntry } from './worker-entry.ts'
import { type AddOptions, parseInput } from './worker-input.ts'

/** Benchmarks get this long to end when the fleet stops, real ms. */
const LAST_WORDS_REAL_MS = 1_000

/** The registry: puts the parts of the fleet together and answers its interface. */
export class LiveFleet implements Fleet {
  readonly #options: FleetOptions
  readonly #timeScale: number
  readonly #roster: Roster
  readonly #health: Health
  readonly #saver: Saver
  readonly #benchmarks: BenchmarkRunner
  readonly #connections: Connections
  readonly #board: Board
  readonly #stop = new AbortController()

  constructor(options: FleetOptions) {
    const { clock, random, newId, store, timeScale = 1 } = options
    this.#options = options
    this.#timeScale = timeScale
    const { workingOn, emit, onBug } = options
    const roster = new Roster({ clock, timeScale, workingOn, emit, onBug })
    this.#roster = roster
    this.#health = new Health({ clock, timeScale, random, roster })
    this.#saver = new Saver({
      clock,
      timeScale,
      store,
      workers: () => roster.entries.filter(({ simulated }) => !simulated).map(({ stored }) => stored),
      notice: (notice) => roster.notice(notice),
    })
    this.#benchmarks = new BenchmarkRunner({
      clock,
      timeScale,
      newId,
      roster,
      payload: options.benchmark,
      health: this.#health,
      saver: this.#saver,
      settled: (timeoutMs) => this.settled(timeoutMs),
    })
    this.#connections = new Connections(options)
    this.#board = new Board({
      clock,
      newId,
      emit,
      roster,
      health: this.#health,
      saver: this.#saver,
      benchmarks: this.#benchmarks,
      connections: this.#connections,
    })
    this.#board.load(store.load())
  }

  // --- FleetPort ------------------------------------------------------------------------------------------------------

  workers(): readonly FleetWorker[] {
    return this.#roster.fleetWorkers()
  }

  worker(id: WorkerId): FleetWorker | undefined {
    return this.#roster.fleetWorker(id)
  }

  report(id: WorkerId, fact: WorkerFact): void {
    const entry = this.#board.find(id)
    if (entry !== undefined) applyFact({ roster: this.#roster, health: this.#health }, entry, fact)
  }

  learn(id: WorkerId, observation: Observation): void {
    const entry = this.#roster.get(id)
    if (entry === undefined) return
    const speed = learn(entry.speed, observation)
    if (speed === entry.speed) return
    entry.speed = speed
    this.#roster.changed(entry, { quietly: true })
    if (!entry.simulated) this.#saver.soon()
  }

  keepMemory(id: WorkerId, key: string, known: KnownMemory): void {
    const entry = this.#roster.get(id)
    if (entry === undefined) return
    entry.speed = { ...entry.speed, memory: { ...entry.speed.memory, [key]: known } }
    this.#roster.changed(entry, { quietly: true })
    if (!entry.simulated) this.#saver.soon()
  }

  keepLongestRequest(id: WorkerId, seconds: number | null): void {
    const entry = this.#roster.get(id)
    if (entry === undefined) return
    entry.speed = { ...entry.speed, longestRequestSeconds: seconds ?? undefined }
    this.#roster.changed(entry, { quietly: true })
    if (!entry.simulated) this.#saver.soon()
  }

  keepSizeStep(id: WorkerId, px: number): void {
    const entry = this.#roster.get(id)
    if (entry === undefined) return
    entry.speed = { ...entry.speed, sizeStepPx: px }
    this.#roster.changed(entry, { quietly: true })
    if (!entry.simulated) this.#saver.soon()
  }

  onChange(listener: (id: WorkerId) => void): () => void {
    return this.#roster.onPlanningChange(listener)
  }

  // --- life ------------------------------------------------------------------------------------------------------------

  start(): void {
    this.#health.start()
  }

  async stop(graceMs = LAST_WORDS_REAL_MS): Promise<void> {
    this.#stop.abort()
    this.#health.stop()
    const over = new AbortController()
    const { clock } = this.#options
    const patience = pause(clock, graceMs * this.#timeScale, over.signal)
    await Promise.race([this.#benchmarks.stop(), patience])
    over.abort()
    this.#saver.stop()
    this.#roster.stop()
    this.#board.closeAll()
  }

  async settled(timeoutMs: number): Promise<void> {
    const over = new AbortController()
    const { signal } = over
    const looked = Promise.all(
      this.#roster.entries.map((entry) =>
        this.#roster.until(entry, ({ seen, state }) => seen || state === 'off', signal),
      ),
    )
    await Promise.race([looked, pause(this.#options.clock, timeoutMs * this.#timeScale, signal)])
    over.abort()
  }

  setAttentive(attentive: boolean): void {
    this.#health.setAttentive(attentive)
  }

  touch(id: WorkerId): void {
    const entry = this.#roster.get(id)
    if (entry !== undefined) this.#roster.changed(entry)
  }

  // --- the board -------------------------------------------------------------------------------------------------------

  views(): WorkerView[] {
    return this.#roster.entries.map((entry) => this.#roster.view(entry))
  }

  view(id: WorkerId): WorkerView | undefined {
    const entry = this.#roster.get(id)
    return entry === undefined ? undefined : this.#roster.view(entry)
  }

  async add(input: WorkerInput, options: AddOptions = {}): Promise<WorkerView> {
    return this.#roster.view(this.#board.add(input, options))
  }

  async update(id: WorkerId, input: WorkerInput): Promise<WorkerView> {
    return this.#roster.view(this.#board.update(id, input))
  }

  adoptBenchmark(id: WorkerId, record: BenchmarkRecord): void {
    this.#board.adoptBenchmark(id, record)
  }

  async remove(id: WorkerId): Promise<void> {
    this.#board.remove(id)
  }

  async restore(id: WorkerId): Promise<WorkerView> {
    return this.#roster.view(this.#board.restore(id))
  }

  async move(id: WorkerId, lane: Lane, position: number): Promise<void> {
    this.#board.move(id, lane, position)
  }

  async probeAddress(
    input: WorkerInput,
    workerId: WorkerId | null,
    signal: AbortSignal,
    wish?: 'with-device',
  ): Promise<ProbeReport> {
    const known = workerId === null ? null : this.#roster.need(workerId)
    const kept = known && { config: known.config, password: this.#connections.passwordOf(known) }
    const taken = this.#roster.entries.map(({ config }) => config.name)
    return probeAddress(this.#connections, parseInput(input), { kept, taken, wish }, signal)
  }

  // --- what can be asked of a worker ----------------------------------------------------------------------------------

  async refresh(id: WorkerId): Promise<WorkerView> {
    const entry = this.#roster.need(id)
    if (entry.state === 'off')
      throw new TributaryError(
        'not-now',
        reason('fleet.switched-off', { name: entry.config.name }),
        reason('fleet.switched-off.remedy'),
      )
    entry.setback = null
    if (entry.state === 'paused') {
      entry.problem = null
      this.#roster.apply(entry, 'resumed')
    }
    await this.#health.look(entry, 'fresh')
    return this.#roster.view(this.#roster.need(id))
  }

  refreshModels(ids: readonly WorkerId[] | null): Promise<void> {
    return refreshModels(this.#careDeps(), this.#chosen(ids))
  }

  loadCheckpointEverywhere(checkpoint: string): Promise<LoadOutcome[]> {
    return loadEverywhere(this.#careDeps(), checkpoint)
  }

  interrupt(id: WorkerId): Promise<void> {
    return interrupt(this.#careDeps(), this.#roster.need(id))
  }

  unloadCheckpoint(id: WorkerId): Promise<void> {
    return unload(this.#careDeps(), this.#roster.need(id))
  }

  async restart(id: WorkerId): Promise<WorkerView> {
    await restart(this.#careDeps(), this.#roster.need(id))
    return this.#roster.view(this.#roster.need(id))
  }

  async loraMetadata(id: WorkerId, name: string, signal: AbortSignal): Promise<unknown> {
    return (await this.#roster.get(id)?.connection.loraMetadata?.(name, signal)) ?? null
  }

  async networkPicture(
    id: WorkerId,
    kind: NetworkKind,
    name: string,
    signal: AbortSignal,
  ): Promise<Uint8Array | null> {
    return (await this.#roster.get(id)?.connection.networkPicture?.(kind, name, signal)) ?? null
  }

  requests(id: WorkerId): readonly RequestLogEntry[] {
    return this.#roster.get(id)?.connection.requests() ?? []
  }

  measure(
    ids: readonly WorkerId[] | null,
    wanted?: AbortSignal,
    urgency: Urgency = 'asked',
  ): Promise<Map<WorkerId, 'measured' | 'failed'>> {
    return this.#benchmarks.measure(ids ?? this.#chosen(null).map(({ id }) => id), wanted, urgency)
  }

  cancelBenchmark(ids: readonly WorkerId[] | null): void {
    for (const id of ids ?? this.#roster.entries.map((entry) => entry.id)) this.#benchmarks.cancel(id)
  }

  // --- shared by the above ---------------------------------------------------------------------------------------------

  #careDeps() {
    return {
      clock: this.#options.clock,
      timeScale: this.#timeScale,
      roster: this.#roster,
      health: this.#health,
      stopped: this.#stop.signal,
    }
  }

  /** null: every worker that is not off */
  #chosen(ids: readonly WorkerId[] | null): WorkerEntry[] {
    if (ids === null) return this.#roster.entries.filter(({ state }) => state !== 'off')
    return [...new Set(ids)].flatMap((id) => this.#roster.get(id) ?? [])
  }
}
