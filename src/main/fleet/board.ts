import { WorkerId } from '../../shared/ids.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { BenchmarkRecord, Lane, WorkerConfig, WorkerInput } from '../../shared/worker.ts'
import { TributaryError } from '../core/failure.ts'
import type { Clock } from '../core/ports.ts'
import { withBenchmark } from '../core/speed/model.ts'
import type { StoredWorker } from '../core/worker-store.ts'
import type { BenchmarkRunner } from './benchmark/benchmark-runner.ts'
import {
  firstSpeed,
  isUsable,
  MOST_RECORDS,
  recordAsNamed,
  usableSpeed,
  withRecord,
} from './benchmark/records.ts'
import { freeName, movedOrder, refuseTakenUrl, refuseTooMany } from './board-rules.ts'
import type { Connections } from './connections.ts'
import type { FleetEvent } from './fleet-event.ts'
import type { Health } from './health/health.ts'
import { RemovedWorkers } from './removed-workers.ts'
import type { Roster } from './roster.ts'
import type { Saver } from './saver.ts'
import { WorkerEntry } from './worker-entry.ts'
import { type AddOptions, changedWorker, newWorker, parseInput } from './worker-input.ts'

export interface BoardDeps {
  readonly clock: Clock
  readonly newId: () => string
  readonly emit: (event: FleetEvent) => void
  readonly roster: Roster
  readonly health: Health
  readonly saver: Saver
  readonly benchmarks: BenchmarkRunner
  readonly connections: Connections
}

/** What a person does with the cards: adds, edits, moves, removes and brings back workers. */
export class Board {
  readonly #deps: BoardDeps
  readonly #removed = new RemovedWorkers()

  constructor(deps: BoardDeps) {
    this.#deps = deps
  }

  /** Puts the stored workers on the board. Of two with one id the first counts. */
  load(workers: readonly StoredWorker[]): void {
    const { roster, connections } = this.#deps
    for (const stored of workers) {
      if (roster.get(stored.config.id) !== undefined) continue
      const password = connections.passwordOf({ id: stored.config.id, simulated: false })
      roster.insert(this.#entryOf(stored, { simulated: false, password }), roster.entries.length)
    }
  }

  /** Throws `bad-request` or `no-keyring`; then nothing changed. */
  add(input: WorkerInput, options: AddOptions): WorkerEntry {
    const { clock, newId, roster, health, connections } = this.#deps
    const simulated = options.simulated === true
    const parsed = parseInput(input)
    refuseTooMany(roster.entries.length)
    const id = options.id ?? WorkerId.parse(newId())
    if (roster.get(id) !== undefined) throw new TributaryError('bad-request', reason('fleet.there-already'))
    const { config, password = null } = newWorker(parsed, id, this.#configs(), connections.normaliseUrl, {
      simulated,
    })
    const named = options.ipmAsNamed
    const record = named === undefined ? options.benchmark : recordAsNamed(named, clock.wall())
    if (password !== null) connections.keep({ id, simulated }, password, clearText(parsed))
    const entry = this.#entryOf({ config, ...firstSpeed(record ?? null) }, { simulated, password })
    roster.insert(entry, roster.entries.length)
    health.watch(entry)
    this.#save(entry)
    return entry
  }

  /** Throws `bad-request`, `not-found` or `no-keyring`; then nothing changed. */
  update(id: WorkerId, input: WorkerInput): WorkerEntry {
    const { roster, connections } = this.#deps
    const entry = roster.need(id)
    const before = entry.config
    const parsed = parseInput(input)
    const others = this.#configs().filter((config) => config.id !== id)
    const { config, password } = changedWorker(before, parsed, others, connections.normaliseUrl)
    if (password !== undefined) connections.keep(entry, password, clearText(parsed))
    entry.config = config
    if (password !== undefined) entry.hasPassword = password !== null
    const reconnect =
      password !== undefined ||
      config.url !== before.url ||
      config.user !== before.user ||
      JSON.stringify(config.tls) !== JSON.stringify(before.tls) ||
      config.protocol !== before.protocol
    if (reconnect) this.#reconnect(entry, { elsewhere: before.url !== config.url, password })
    this.#followLane(entry, before.lane)
    roster.changed(entry)
    this.#save(entry)
    return entry
  }

  /** Takes a speed measured elsewhere; what was learned against the one before is reset. Throws `bad-request`. */
  adoptBenchmark(id: WorkerId, record: BenchmarkRecord): void {
    const entry = this.#deps.roster.need(id)
    if (!isUsable(record))
      throw new TributaryError('bad-request', reason('fleet.no-speed', { ipm: record.ipm }))
    entry.speed = withBenchmark(entry.speed, record)
    entry.history = withRecord(entry.history, record)
    this.#deps.roster.changed(entry)
    this.#save(entry)
  }

  remove(id: WorkerId): void {
    const { roster, health, saver, benchmarks, connections, emit } = this.#deps
    const entry = roster.need(id)
    benchmarks.cancel(id)
    const password = connections.passwordOf(entry)
    health.forget(id)
    const at = roster.take(entry)
    for (const forgotten of this.#removed.keep({ entry, at, password })) forgotten.entry.closeAll()
    // What still runs there comes to its end first; the report of its end closes it.
    if (entry.requestsOut === 0) entry.closeAll()
    emit({ type: 'workerRemoved', workerId: id })
    if (entry.simulated) return
    saver.now()
    if (password !== null) connections.keep(entry, null, { clearText: false })
  }

  /**
   * Brings a worker back as it was; its name gives way where another took it meanwhile. Throws `not-found` for one that was removed
   * too long ago, `bad-request` where its address was added again.
   */
  restore(id: WorkerId): WorkerEntry {
    const { roster, health, connections, emit } = this.#deps
    const removed = this.#removed.get(id)
    if (removed === undefined) throw new TributaryError('not-found', reason('fleet.not-restorable'))
    const { entry: before, at, password } = removed
    const { simulated } = before
    const others = this.#configs()
    refuseTooMany(others.length)
    refuseTakenUrl(before.config.url, others)
    this.#removed.take(id)
    const name = freeName(
      before.config.name,
      others.map((other) => other.name),
    )
    // It was kept before, in whatever way the user had agreed to.
    if (password !== null) connections.keep(before, password, { clearText: true })
    const stored = { ...before.stored, config: { ...before.config, name } }
    const entry = this.#entryOf(stored, { simulated, password })
    entry.inherit(before)
    roster.insert(entry, Math.min(at, roster.entries.length))
    emit({ type: 'workersArranged', order: roster.entries.map((each) => each.id) })
    health.watch(entry)
    this.#save(entry)
    return entry
  }

  move(id: WorkerId, lane: Lane, position: number): void {
    const { roster, saver } = this.#deps
    const entry = roster.need(id)
    const before = entry.config.lane
    const board = roster.entries.map(({ id: each, config }) => ({ id: each, lane: config.lane }))
    const order = movedOrder(board, id, lane, position)
    entry.config = { ...entry.config, lane }
    this.#followLane(entry, before)
    roster.arrange(order)
    roster.changed(entry)
    saver.now()
  }

  /** On the board, or removed from it and not forgotten yet. */
  find(id: WorkerId): WorkerEntry | undefined {
    return this.#deps.roster.get(id) ?? this.#removed.get(id)?.entry
  }

  closeAll(): void {
    for (const entry of this.#deps.roster.entries) entry.closeAll()
    for (const { entry } of this.#removed.all()) entry.closeAll()
  }

  #configs(): WorkerConfig[] {
    return this.#deps.roster.entries.map(({ config }) => config)
  }

  #save(entry: WorkerEntry): void {
    if (!entry.simulated) this.#deps.saver.now()
  }

  #entryOf(stored: StoredWorker, facts: { simulated: boolean; password: string | null }): WorkerEntry {
    const { clock, connections } = this.#deps
    const history = stored.history.filter(isUsable).slice(-MOST_RECORDS)
    const usable = { config: stored.config, speed: usableSpeed(stored.speed), history }
    return new WorkerEntry(usable, {
      connection: connections.open(stored.config, facts.password),
      simulated: facts.simulated,
      hasPassword: facts.password !== null,
      wall: clock.wall(),
    })
  }

  /** Another connection; what runs over the one before comes to its end there. */
  #reconnect(entry: WorkerEntry, change: { elsewhere: boolean; password: string | null | undefined }): void {
    const { roster, health, benchmarks, connections } = this.#deps
    benchmarks.cancel(entry.id)
    entry.retired.push(entry.connection)
    const password = change.password === undefined ? connections.passwordOf(entry) : change.password
    entry.connection = connections.open(entry.config, password)
    if (entry.requestsOut === 0) entry.closeRetired()
    if (change.elsewhere) {
      entry.capabilities = null
      entry.memory = null
    }
    entry.problem = null
    entry.setback = null
    entry.busyElsewhere = null
    entry.seen = false
    roster.apply(entry, 'changed')
    health.renew(entry)
  }

  /** The lane decides whether it is switched on. */
  #followLane(entry: WorkerEntry, before: Lane): void {
    const { lane } = entry.config
    if (lane === 'off' && before !== 'off') {
      this.#deps.benchmarks.cancel(entry.id)
      entry.problem = null
      this.#deps.roster.apply(entry, 'switched-off')
    } else if (lane !== 'off' && before === 'off') this.#deps.roster.apply(entry, 'switched-on')
  }
}

const clearText = (input: WorkerInput) => ({ clearText: input.clearTextPassword === true })
