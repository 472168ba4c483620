import type { WorkerId } from '../../shared/ids.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { WorkerView } from '../../shared/worker.ts'
import { TributaryError } from '../core/failure.ts'
import type { Clock, FleetWorker } from '../core/ports.ts'
import { IllegalTransition, nextWorkerState, type WorkerEvent } from '../core/workers/worker-state.ts'
import { Announcer } from './announcer.ts'
import type { FleetEvent, FleetNotice } from './fleet-event.ts'
import type { WorkerEntry } from './worker-entry.ts'
import { fleetWorkerOf, viewOf } from './worker-view.ts'

export interface RosterOptions {
  readonly clock: Clock
  readonly timeScale: number
  readonly workingOn: (id: WorkerId) => WorkerView['working']
  readonly emit: (event: FleetEvent) => void
  readonly onBug: ((error: IllegalTransition, id: WorkerId) => void) | undefined
}

type StateListener = (entry: WorkerEntry) => void

/** The workers in the order of the board, their states by the one table, and everybody who wants to hear of a change. */
export class Roster {
  readonly #options: RosterOptions
  readonly #entries: WorkerEntry[] = []
  readonly #byId = new Map<WorkerId, WorkerEntry>()
  readonly #announcer: Announcer
  readonly #seenByDispatch = new Map<WorkerId, FleetWorker>()
  #list: readonly FleetWorker[] | null = null
  readonly #planners = new Set<(id: WorkerId) => void>()
  readonly #stateListeners = new Set<StateListener>()
  readonly #watchers = new Set<(entry: WorkerEntry) => void>()

  constructor(options: RosterOptions) {
    this.#options = options
    this.#announcer = new Announcer(options.clock, options.timeScale, (id) => {
      const entry = this.#byId.get(id)
      if (entry !== undefined) options.emit({ type: 'workerChanged', worker: this.view(entry) })
    })
  }

  /** in the order of the board */
  get entries(): readonly WorkerEntry[] {
    return this.#entries
  }

  get(id: WorkerId): WorkerEntry | undefined {
    return this.#byId.get(id)
  }

  /** Throws `not-found`. */
  need(id: WorkerId): WorkerEntry {
    const entry = this.#byId.get(id)
    if (entry === undefined) throw new TributaryError('not-found', reason('fleet.gone'))
    return entry
  }

  has(entry: WorkerEntry): boolean {
    return this.#byId.get(entry.id) === entry
  }

  view(entry: WorkerEntry): WorkerView {
    return viewOf(entry, this.#options.workingOn(entry.id))
  }

  /** As dispatch sees them; the values and the list change identity only when something in them changed. */
  fleetWorkers(): readonly FleetWorker[] {
    this.#list ??= this.#entries.flatMap(({ id }) => this.#seenByDispatch.get(id) ?? [])
    return this.#list
  }

  fleetWorker(id: WorkerId): FleetWorker | undefined {
    return this.#seenByDispatch.get(id)
  }

  insert(entry: WorkerEntry, at: number): void {
    this.#entries.splice(at, 0, entry)
    this.#byId.set(entry.id, entry)
    this.#renumber()
    this.changed(entry)
  }

  /** Answers the place it had. */
  take(entry: WorkerEntry): number {
    const at = this.#entries.indexOf(entry)
    this.#entries.splice(at, 1)
    this.#byId.delete(entry.id)
    this.#seenByDispatch.delete(entry.id)
    this.#announcer.forget(entry.id)
    this.#renumber()
    this.#tellPlanners(entry.id)
    for (const watcher of [...this.#watchers]) watcher(entry)
    return at
  }

  arrange(order: readonly WorkerId[]): void {
    const place = new Map(order.map((id, at) => [id, at]))
    this.#entries.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
    this.#renumber()
    this.#options.emit({ type: 'workersArranged', order: this.#entries.map(({ id }) => id) })
  }

  /** Moves the state by the table. A transition it does not hold is a bug: reported and refused. */
  apply(entry: WorkerEntry, event: WorkerEvent): boolean {
    const before = entry.state
    try {
      entry.state = nextWorkerState(before, event)
    } catch (error) {
      if (!(error instanceof IllegalTransition)) throw error
      this.#bug(entry, error)
      return false
    }
    if (entry.state === before) return true
    entry.stateSince = this.#options.clock.wall()
    for (const listener of [...this.#stateListeners]) listener(entry)
    this.changed(entry)
    return true
  }

  /** Makes a change of the entry known. `quietly`: dispatch caused it and needs no telling. */
  changed(entry: WorkerEntry, options: { quietly?: boolean } = {}): void {
    if (!this.has(entry)) return
    if (this.#refresh(entry) && options.quietly !== true) this.#tellPlanners(entry.id)
    this.#announcer.changed(entry.id)
    for (const watcher of [...this.#watchers]) watcher(entry)
  }

  notice(notice: FleetNotice): void {
    this.#options.emit({ type: 'notice', ...notice, jobId: null })
  }

  onPlanningChange(listener: (id: WorkerId) => void): () => void {
    this.#planners.add(listener)
    return () => this.#planners.delete(listener)
  }

  onState(listener: StateListener): void {
    this.#stateListeners.add(listener)
  }

  /** Resolves true when `holds` is true of the entry, false when it was removed or `signal` aborted. */
  until(entry: WorkerEntry, holds: (entry: WorkerEntry) => boolean, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const look = () => {
        if (signal.aborted || !this.has(entry)) end(false)
        else if (holds(entry)) end(true)
      }
      const watcher = (changed: WorkerEntry) => {
        if (changed === entry) look()
      }
      const end = (value: boolean) => {
        this.#watchers.delete(watcher)
        signal.removeEventListener('abort', look)
        resolve(value)
      }
      this.#watchers.add(watcher)
      signal.addEventListener('abort', look, { once: true })
      look()
    })
  }

  stop(): void {
    this.#announcer.stop()
  }

  #bug(entry: WorkerEntry, error: IllegalTransition): void {
    if (this.#options.onBug !== undefined) {
      this.#options.onBug(error, entry.id)
      return
    }
    this.notice({
      level: 'error',
      title: reason('fleet.bug.title', { name: entry.config.name }),
      text: reason('fleet.bug', { error: error.message, state: entry.state }),
      workerId: entry.id,
    })
  }

  #renumber(): void {
    this.#list = null
    for (const entry of this.#entries) if (this.#refresh(entry)) this.#tellPlanners(entry.id)
  }

  /** True when what dispatch sees changed. */
  #refresh(entry: WorkerEntry): boolean {
    const before = this.#seenByDispatch.get(entry.id) ?? null
    const now = fleetWorkerOf(entry, this.#entries.indexOf(entry), before)
    if (now === before) return false
    this.#seenByDispatch.set(entry.id, now)
    this.#list = null
    return true
  }

  #tellPlanners(id: WorkerId): void {
    for (const listener of [...this.#planners]) listener(id)
  }
}
