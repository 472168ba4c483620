import type { WorkerId } from '../../../../shared/ids.ts'
import { requestInTime, type TimeLeft } from '../../planning/in-time.ts'
import type { Clock, FleetPort, FleetWorker } from '../../ports.ts'
import type { FleetForecast } from '../forecast/fleet-forecast.ts'
import type { KeptDeals } from '../forecast/kept-deals.ts'
import { ownerOf } from '../forecast/owner.ts'
import { copiesFor, type Helper, isSoonEnough, lateOf, mayCopy } from '../forecast/straggler.ts'
import type { Job } from '../job/job.ts'
import type { JobPart } from '../job/job-parts.ts'
import { timeLeft } from '../job/time-left.ts'
import { type Due, dueOf } from '../request/due.ts'
import type { Sender } from '../sending/sender.ts'
import type { FleetChanges } from '../worker/fleet-changes.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'
import type { CheckpointLoading } from './checkpoint-loading.ts'
import type { SpareCopies } from './spare-copies.ts'

export interface CopyingDeps {
  readonly clock: Clock
  readonly fleet: FleetPort
  readonly fleetForecast: FleetForecast
  readonly ledgers: WorkerLedgers
  readonly changes: FleetChanges
  readonly keptDeals: KeptDeals
  readonly loading: CheckpointLoading
  readonly sender: Sender
  readonly spares: SpareCopies
}

/** Parts of a job, those that end last, that are looked at in one round: what ends sooner decides nothing. */
const MOST_PARTS = 8

/** Stragglers: when nothing is left to assign, idle workers make the images of the latest batches too. First result wins. */
export class Copying {
  readonly #deps: CopyingDeps

  constructor(deps: CopyingDeps) {
    this.#deps = deps
  }

  /** Sends copies of late batches of a job of which nothing else is left to deal to workers that could begin on them. */
  copy(able: readonly FleetWorker[], job: Job): void {
    if (able.length === 0 || job.unmade > 0) return
    const free = new Map(able.map((worker) => [worker.id, worker]))
    const { clock, ledgers } = this.#deps
    const now = clock.now()
    const left = timeLeft(job, now)
    // Where time is what ends a job, only what would come too late is worth a copy, and only one that would not.
    const isLate = ({ end }: Due) => left === null || end.seconds > left.seconds
    const due = dueOf(ledgers.flightsOf(job), job, now).filter(isLate)
    const byPart = [...Map.groupBy(due, ({ origin }) => job.parts.of(origin.run.first))]
    const latest = (own: readonly Due[]) => Math.max(...own.map(({ end }) => end.seconds))
    if (byPart.length > MOST_PARTS) byPart.sort(([, a], [, b]) => latest(b) - latest(a))
    for (const [part, own] of byPart.slice(0, MOST_PARTS)) this.#copyOfPart(job, part, own, left, free)
  }

  /**
   * False: `copy` would send nothing, because nobody of them could have an image sooner than the last of all requests ends, by what is kept of the
   * fleet. Far less work than to look at each.
   */
  mayHelp(able: readonly FleetWorker[], job: Job): boolean {
    if (able.length === 0 || job.unmade > 0) return false
    const { clock, changes, keptDeals } = this.#deps
    if (job.request.mode !== 'exact')
      return keptDeals.couldHelp(
        job,
        able.map(({ id }) => id),
        timeLeft(job, clock.now()),
      )
    const kept = job.parts.all.length === 1 ? keptDeals.of(job) : null
    if (kept === null) return true
    const remaining = (changes.lastEndsAt - clock.now()) / 1000
    return able.some(({ id }) => isSoonEnough(kept.oneMoreIn(id), remaining))
  }

  /** Whether one of these workers could have an image of a part soon enough to help with what is due of it, by what is kept of the fleet. */
  #isSoonerThan(
    due: readonly Due[],
    job: Job,
    part: JobPart,
    free: ReadonlyMap<WorkerId, FleetWorker>,
  ): boolean {
    const remaining = Math.max(...due.filter(({ open }) => open).map(({ end }) => end.seconds))
    const kept = this.#deps.keptDeals.ofPart(job, part)
    return [...free.keys()].some((id) => isSoonEnough(kept.oneMoreIn(id), remaining))
  }

  #copyOfPart(
    job: Job,
    part: JobPart,
    due: readonly Due[],
    left: TimeLeft | null,
    free: Map<WorkerId, FleetWorker>,
  ): void {
    const { fleet, fleetForecast, ledgers, loading, sender, spares } = this.#deps
    const owner = ownerOf(job, part)
    const late = due.map(lateOf)
    if (job.parts.all.length > 1 && job.request.mode === 'exact' && !this.#isSoonerThan(due, job, part, free))
      return
    const idle = [...free.values()].map((worker) => fleetForecast.worker(worker, owner))
    if (!mayCopy(late, idle)) return
    // Those who may make its images: one in reserve helps only where no active one may take part at all, or "N + bonus" is late.
    const { mains } = fleetForecast.deal(job, [{ part, fleet: fleetForecast.fleet(owner) }])
    const taking = mains.flatMap(({ deal }) => deal.taking)
    const helpers = taking.flatMap((view): Helper[] => {
      const worker = fleet.worker(view.id)
      if (worker === undefined) return []
      return [{ worker: view, sizing: fleetForecast.sizing(worker, owner), idle: free.has(view.id) }]
    })
    for (const { helper: at, indexes } of copiesFor(late, helpers)) {
      const helper = helpers[at]
      const worker = helper && free.get(helper.worker.id)
      const [first] = indexes
      if (helper === undefined || worker === undefined || first === undefined) continue
      if (indexes.some((index) => job.refusals.by(index, worker.id))) continue
      if (left !== null && requestInTime(helper.worker, indexes.length, left) < indexes.length) continue
      free.delete(worker.id)
      if (spares.withdrawn(worker)) continue
      if (loading.needed(worker, ledgers.of(worker.id), job, first)) continue
      sender.send(worker, job, { first, count: indexes.length }, { part: 'copy', steps: null })
    }
  }
}
