import { WorkerId } from '../../shared/ids.ts'
import type { Lane, ProbeReport, WorkerConfig, WorkerInput, WorkerView } from '../../shared/worker.ts'
import type { LoadOutcome, RequestLogEntry } from '../../shared/worker-activity.ts'
import { TributaryError } from '../core/failure.ts'
import type { FleetWorker, WorkerFact } from '../core/ports.ts'
import { freshSpeed, learn } from '../core/speed/model.ts'
import type { Observation } from '../core/speed/worker-speed.ts'
import { BenchmarkRunner, MOST_RECORDS, speedAsNamed } from './benchmark/benchmark-runner.ts'
import { movedOrder, refuseTooMany } from './board-rules.ts'
import { applyFact } from './facts.ts'
import type { Fleet, FleetOptions } from './fleet.ts'
import { Health } from './health/health.ts'
import { loadEverywhere, refreshModels } from './model-care.ts'
import { probeAddress } from './probe-address.ts'
import { type Removed, RemovedWorkers } from './removed-workers.ts'
import { Roster } from './roster.ts'
import { Saver } from './saver.ts'
import { interrupt, restart, unload } from './server-control.ts'
import { unusableConnection } from './unusable-connection.ts'
import { pause } from './wait.ts'
import { WorkerEntry } from './worker-entry.ts'
import { type AddOptions, changedWorker, newWorker, parseInput } from './worker-input.ts'
import type { StoredWorker } from './worker-store.ts'

/** Benchmarks get this long to end when the fleet stops, real ms. */
const LAST_WORDS_REAL_MS = 3_000

/** The registry: puts the parts of the fleet together and answers its interface. */
export class LiveFleet implements Fleet {
  readonly #options: FleetOptions
  readonly #timeScale: number
  readonly #roster: Roster
  readonly #health: Health
  readonly #saver: Saver
  readonly #benchmarks: BenchmarkRunner
  readonly #removed = new RemovedWorkers()
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
      workers: () => roster.entries.filter(({ simulated }) => !simulated).map(storedOf),
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
    for (const stored of store.load()) {
      if (roster.get(stored.config.id) !== undefined) continue
      roster.insert(this.#entryOf(stored, { simulated: false, password: undefined }), roster.entries.length)
    }
  }

  // --- FleetPort ------------------------------------------------------------------------------------------------------

  workers(): readonly FleetWorker[] {
    return this.#roster.fleetWorkers()
  }

  worker(id: WorkerId): FleetWorker | undefined {
    return this.#roster.fleetWorker(id)
  }

  report(id: WorkerId, fact: WorkerFact): void {
    const entry = this.#roster.get(id) ?? this.#removed.get(id)?.entry
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

  onChange(listener: (id: WorkerId) => void): () => void {
    return this.#roster.onPlanningChange(listener)
  }

  // --- life ------------------------------------------------------------------------------------------------------------

  start(): void {
    this.#health.start()
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    this.#health.stop()
    const over = new AbortController()
    const { clock } = this.#options
    const patience = pause(clock, LAST_WORDS_REAL_MS * this.#timeScale, over.signal)
    await Promise.race([this.#benchmarks.stop(), patience])
    over.abort()
    this.#saver.stop()
    this.#roster.stop()
    for (const entry of [...this.#roster.entries, ...this.#removed.all().map((removed) => removed.entry)]) {
      entry.closeRetired()
      entry.connection.close()
    }
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
    const { clock, newId, normaliseUrl } = this.#options
    const simulated = options.simulated === true
    const parsed = parseInput(input)
    refuseTooMany(this.#roster.entries.length)
    const id = options.id ?? WorkerId.parse(newId())
    if (this.#roster.get(id) !== undefined)
      throw new TributaryError('bad-request', 'This worker is there already.')
    const { config, password } = newWorker(parsed, id, this.#configs(), normaliseUrl, { simulated })
    const named = options.ipmAsNamed
    const speed = named === undefined ? freshSpeed() : speedAsNamed(named, clock.wall())
    const history = speed.benchmark === null ? [] : [speed.benchmark]
    if (!simulated && password !== undefined && password !== null) this.#keepPassword(id, password, parsed)
    const entry = this.#entryOf({ config, speed, history }, { simulated, password: password ?? null })
    this.#roster.insert(entry, this.#roster.entries.length)
    this.#health.watch(entry)
    if (!simulated) this.#saver.now()
    return this.#roster.view(entry)
  }

  async update(id: WorkerId, input: WorkerInput): Promise<WorkerView> {
    const entry = this.#roster.need(id)
    const before = entry.config
    const parsed = parseInput(input)
    const others = this.#configs().filter((config) => config.id !== id)
    const { config, password } = changedWorker(before, parsed, others, this.#options.normaliseUrl)
    if (password !== undefined && !entry.simulated) this.#keepPassword(id, password, parsed)
    const reconnect =
      config.url !== before.url ||
      config.user !== before.user ||
      JSON.stringify(config.tls) !== JSON.stringify(before.tls) ||
      password !== undefined
    entry.config = config
    if (password !== undefined) entry.hasPassword = password !== null
    if (reconnect) this.#reconnect(entry, before.url !== config.url, password)
    this.#switch(entry, before.lane)
    this.#roster.changed(entry)
    if (!entry.simulated) this.#saver.now()
    return this.#roster.view(entry)
  }

  async remove(id: WorkerId): Promise<void> {
    const entry = this.#roster.need(id)
    this.#benchmarks.cancel(id)
    const password = entry.simulated ? null : this.#options.passwords.get(id)
    this.#health.forget(id)
    const at = this.#roster.take(entry)
    for (const forgotten of this.#removed.keep({ entry, at, password })) close(forgotten)
    if (entry.requestsOut === 0) entry.connection.close()
    this.#options.emit({ type: 'workerRemoved', workerId: id })
    if (entry.simulated) return
    if (password !== null) this.#options.passwords.set(id, null)
    this.#saver.now()
  }

  async restore(id: WorkerId): Promise<WorkerView> {
    const removed = this.#removed.take(id)
    if (removed === undefined)
      throw new TributaryError('not-found', 'This worker cannot be brought back any more.')
    const { entry: before, at, password } = removed
    refuseTooMany(this.#roster.entries.length)
    const { simulated } = before
    if (!simulated && password !== null)
      // It was kept before, in whatever way the user agreed to.
      this.#options.passwords.set(id, password, { clearText: true })
    const entry = this.#entryOf(storedOf(before), { simulated, password: simulated ? null : password })
    this.#roster.insert(entry, Math.min(at, this.#roster.entries.length))
    this.#health.watch(entry)
    this.#options.emit({ type: 'workersArranged', order: this.#roster.entries.map((each) => each.id) })
    if (!simulated) this.#saver.now()
    return this.#roster.view(entry)
  }

  async move(id: WorkerId, lane: Lane, position: number): Promise<void> {
    const entry = this.#roster.need(id)
    const before = entry.config.lane
    const board = this.#roster.entries.map((each) => ({ id: each.id, lane: each.config.lane }))
    const order = movedOrder(board, id, lane, position)
    entry.config = { ...entry.config, lane }
    this.#switch(entry, before)
    this.#roster.arrange(order)
    this.#roster.changed(entry)
    this.#saver.now()
  }

  probeAddress(input: WorkerInput, workerId: WorkerId | null, signal: AbortSignal): Promise<ProbeReport> {
    const known = workerId === null ? undefined : this.#roster.need(workerId)
    const password = known === undefined || known.simulated ? null : this.#options.passwords.get(known.id)
    const { normaliseUrl, connect } = this.#options
    const kept = known === undefined ? null : { config: known.config, password }
    return probeAddress({ normaliseUrl, connect }, parseInput(input), kept, signal)
  }

  // --- what can be asked of a worker ----------------------------------------------------------------------------------

  async refresh(id: WorkerId): Promise<WorkerView> {
    const entry = this.#roster.need(id)
    if (entry.state === 'off')
      throw new TributaryError(
        'not-now',
        `${entry.config.name} is switched off.`,
        'Move it to another lane first.',
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

  requests(id: WorkerId): readonly RequestLogEntry[] {
    return this.#roster.get(id)?.connection.requests() ?? []
  }

  measure(ids: readonly WorkerId[] | null): Promise<Map<WorkerId, 'measured' | 'failed'>> {
    return this.#benchmarks.measure(ids ?? this.#chosen(null).map(({ id }) => id))
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

  #configs(): WorkerConfig[] {
    return this.#roster.entries.map(({ config }) => config)
  }

  #entryOf(
    stored: StoredWorker,
    facts: { simulated: boolean; password: string | null | undefined },
  ): WorkerEntry {
    const password =
      facts.password === undefined ? this.#options.passwords.get(stored.config.id) : facts.password
    return new WorkerEntry(
      { ...stored, history: stored.history.slice(-MOST_RECORDS) },
      {
        connection: this.#connect(stored.config, password),
        simulated: facts.simulated,
        hasPassword: password !== null,
        wall: this.#options.clock.wall(),
      },
    )
  }

  /** A stored address can be broken by hand: then the worker is there and says so. */
  #connect(config: WorkerConfig, password: string | null) {
    try {
      this.#options.normaliseUrl(config.url)
      return this.#options.connect(config, password)
    } catch (error) {
      return unusableConnection(error)
    }
  }

  #reconnect(entry: WorkerEntry, elsewhere: boolean, password: string | null | undefined): void {
    this.#benchmarks.cancel(entry.id)
    entry.retired.push(entry.connection)
    const kept = password === undefined && !entry.simulated ? this.#options.passwords.get(entry.id) : password
    entry.connection = this.#connect(entry.config, kept ?? null)
    if (entry.requestsOut === 0) entry.closeRetired()
    if (elsewhere) {
      entry.capabilities = null
      entry.memory = null
    }
    entry.problem = null
    entry.setback = null
    entry.busyElsewhere = null
    entry.seen = false
    this.#roster.apply(entry, 'changed')
    this.#health.renew(entry)
  }

  /** The lane decides whether it is on. */
  #switch(entry: WorkerEntry, before: Lane): void {
    const { lane } = entry.config
    if (lane === 'off' && before !== 'off') {
      this.#benchmarks.cancel(entry.id)
      entry.problem = null
      this.#roster.apply(entry, 'switched-off')
    }
    if (lane !== 'off' && before === 'off') this.#roster.apply(entry, 'switched-on')
  }

  #keepPassword(id: WorkerId, password: string | null, input: WorkerInput): void {
    this.#options.passwords.set(id, password, { clearText: input.clearTextPassword === true })
  }
}

const storedOf = ({ config, speed, history }: WorkerEntry): StoredWorker => ({ config, speed, history })

function close({ entry }: Removed): void {
  entry.closeRetired()
  entry.connection.close()
}
