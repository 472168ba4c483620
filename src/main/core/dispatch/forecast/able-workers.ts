import type { WorkerId } from '../../../../shared/ids.ts'
import { participants } from '../../planning/plan.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import type { FleetWorker } from '../../ports.ts'
import type { FleetChanges } from '../worker/fleet-changes.ts'
import type { WorkerLedger } from '../worker/worker-ledger.ts'

/** Who may take part in something, kept up to date: only workers of whom something has changed are looked at again. */
export class AbleWorkers {
  readonly #changes: FleetChanges
  readonly #standing: (worker: FleetWorker, ledger: WorkerLedger) => PlanningWorker
  #views: PlanningWorker[] = []
  #able: ReadonlySet<WorkerId> = new Set()
  #circumstances = ''
  #seen = -1

  /** `standing`: a worker as it looks to the planner, without its time. */
  constructor(
    changes: FleetChanges,
    standing: (worker: FleetWorker, ledger: WorkerLedger) => PlanningWorker,
  ) {
    this.#changes = changes
    this.#standing = standing
  }

  /** As of now; the same set as long as they are the same. `circumstances`: what `standing` depends on besides the worker. */
  now(mode: Parameters<typeof participants>[1], circumstances: string): ReadonlySet<WorkerId> {
    this.#changes.follow()
    const all = `${this.#changes.layout} ${mode} ${circumstances}`
    // Where nobody is left there is nobody to be looked at either, and nobody is able.
    let changed = all !== this.#circumstances
    if (changed) {
      this.#circumstances = all
      this.#views = []
      this.#seen = -1
    }
    this.#seen = this.#changes.since(this.#seen, (at, { worker, ledger }) => {
      const view = this.#standing(worker, ledger)
      const before = this.#views[at]
      this.#views[at] = view
      changed ||= before === undefined || (before !== view && !isAlike(before, view))
    })
    if (changed) this.#able = new Set(participants(this.#views, mode).map(({ id }) => id))
    return this.#able
  }
}

const isAlike = (a: PlanningWorker, b: PlanningWorker): boolean =>
  a.lane === b.lane &&
  (a.ineligible === null) === (b.ineligible === null) &&
  a.maxBatch >= 1 === b.maxBatch >= 1
