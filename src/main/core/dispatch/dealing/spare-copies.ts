import { needsLoad } from '../../planning/fleet-view.ts'
import type { Clock, FleetWorker } from '../../ports.ts'
import type { DispatchSettings } from '../dispatch-settings.ts'
import type { KeptDeals } from '../forecast/kept-deals.ts'
import { type Exposed, type SpareHelper, sparesFor } from '../forecast/spare.ts'
import type { Job } from '../job/job.ts'
import type { JobPart } from '../job/job-parts.ts'
import { dueOf } from '../request/due.ts'
import { isSpare, isStopping } from '../request/gives-way.ts'
import type { InFlight } from '../request/in-flight.ts'
import type { Sender } from '../sending/sender.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'

/** Where more requests of a job are under way, one that breaks costs little of the whole, and looking at all of them much. */
const MOST_REQUESTS = 64
/** So many idle workers at most are looked at, the soonest first. */
const MOST_HELPERS = 64

export interface SpareCopiesDeps {
  readonly clock: Clock
  readonly settings: () => Pick<DispatchSettings, 'spareCopies'>
  readonly ledgers: WorkerLedgers
  readonly keptDeals: KeptDeals
  readonly sender: Sender
}

/**
 * Spare copies: when every image of every job is under way, workers that would be idle make images that others are at, in case one of those
 * breaks. They give way to whatever else there is to do. Only on servers that know task ids, where a request can be withdrawn at any time, and only
 * with what is in memory there.
 */
export class SpareCopies {
  readonly #deps: SpareCopiesDeps

  constructor(deps: SpareCopiesDeps) {
    this.#deps = deps
  }

  /** Copies that will be there first are needed; those that will not be are spare. */
  sort(jobs: readonly Job[]): void {
    if (!this.#deps.settings().spareCopies) return
    for (const job of jobs) {
      const flights = this.#flightsOf(job)
      const copies = flights.filter((flight) => flight.copy && flight.wanted && canWithdraw(flight))
      if (copies.length === 0) continue
      const first = new Set(dueOf(flights, job, this.#deps.clock.now()).map(({ by }) => by))
      for (const copy of copies)
        if (isSpare(copy) === first.has(copy)) copy.happened({ type: isSpare(copy) ? 'first' : 'not-first' })
    }
  }

  /** Sends spare copies to idle workers. `takers`: those that can be sent something now. `jobs`: in the order of the queue. */
  make(takers: () => readonly FleetWorker[], jobs: readonly Job[]): void {
    if (!this.#deps.settings().spareCopies || jobs.some(({ unmade }) => unmade > 0)) return
    for (const job of jobs) {
      const flights = this.#flightsOf(job)
      if (flights.length === 0) continue
      const idle = takers().filter((worker) => this.#isUnused(worker))
      if (idle.length === 0) return
      const byPart = Map.groupBy(this.#exposed(job, flights), ({ indexes }) => job.parts.of(indexes[0] ?? 0))
      for (const [part, exposed] of byPart) this.#makeOf(job, part, exposed, idle)
    }
  }

  /** True: the worker is at a spare copy, which is being withdrawn; a round is asked for when it has stopped. */
  withdrawn({ id }: Pick<FleetWorker, 'id'>): boolean {
    const { spare } = this.#deps.ledgers.of(id)
    if (spare === null || isStopping(spare)) return false
    if (spare.wanted) spare.happened({ type: 'made-room' })
    return true
  }

  /** Those of a job that spare copies are made of; none where there are too many, or the job is none of "Exactly N". */
  #flightsOf(job: Job): readonly InFlight[] {
    const { ledgers } = this.#deps
    if (job.request.mode !== 'exact' || ledgers.countOf(job) > MOST_REQUESTS) return []
    return ledgers.flightsOf(job)
  }

  #isUnused({ id, capabilities }: FleetWorker): boolean {
    return capabilities?.taskIds === true && this.#deps.ledgers.of(id).flights.length === 0
  }

  #exposed(job: Job, flights: readonly InFlight[]): Exposed[] {
    const { clock, ledgers } = this.#deps
    const now = clock.now()
    const ends = new Map(flights.map((flight) => [flight, (flight.endsAt(now) - now) / 1000]))
    const endsOf = (index: number) =>
      [...ledgers.makersOf(job, index)].flatMap((flight) => (flight.wanted ? (ends.get(flight) ?? []) : []))
    return dueOf(flights, job, now).map(({ indexes }) => ({ indexes, ends: indexes.map(endsOf) }))
  }

  #makeOf(job: Job, part: JobPart, exposed: readonly Exposed[], idle: readonly FleetWorker[]): void {
    const { ledgers, keptDeals, sender } = this.#deps
    const kept = keptDeals.ofPart(job, part)
    const workers = new Map<string, FleetWorker>(idle.map((worker) => [worker.id, worker]))
    const helpers = idle
      .filter((worker) => !needsLoad(worker, part.params))
      .flatMap(({ id }): SpareHelper[] => {
        const view = kept.view(id)
        return view === null ? [] : [{ worker: view, oneIn: kept.oneMoreIn(id) }]
      })
      .sort((a, b) => a.oneIn - b.oneIn)
    for (const { helper, indexes } of sparesFor(exposed, helpers.slice(0, MOST_HELPERS))) {
      const worker = workers.get(helper)
      const [first] = indexes
      if (worker === undefined || first === undefined) continue
      if (ledgers.of(worker.id).flights.length > 0) continue
      if (indexes.some((index) => job.refusals.by(index, worker.id))) continue
      sender.send(worker, job, { first, count: indexes.length }, { part: 'spare', steps: null })
    }
  }
}

const canWithdraw = ({ state }: InFlight): boolean => state.recognised === 'by-task-id'
