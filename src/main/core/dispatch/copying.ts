import { participants } from '../planning/plan.ts'
import type { Clock, FleetWorker } from '../ports.ts'
import type { CheckpointLoading } from './checkpoint-loading.ts'
import type { InFlight } from './in-flight.ts'
import type { Job } from './job.ts'
import { type Outlook, ownerOf } from './outlook.ts'
import type { Sender } from './sender.ts'
import type { Stations } from './stations.ts'
import { stragglerFor } from './straggler.ts'

export interface CopyingDeps {
  readonly clock: Clock
  readonly outlook: Outlook
  readonly stations: Stations
  readonly loading: CheckpointLoading
  readonly sender: Sender
}

/** Stragglers: when nothing is left to assign, idle workers make the images of the latest batch too. First result wins. */
export class Copying {
  readonly #deps: CopyingDeps

  constructor(deps: CopyingDeps) {
    this.#deps = deps
  }

  /** Sends copies of late batches of these jobs, in their order, to workers that have nothing to do. */
  copy(idle: readonly FleetWorker[], jobs: readonly Job[]): void {
    for (const job of jobs) {
      if (job.pool.size > 0) continue
      // Every copy changes what is left to copy, so one at a time.
      for (let able = this.#idleOf(idle); able.length > 0; ) {
        const worker = this.#copyOne(able, job)
        if (worker === null) break
        able = able.filter((each) => each.id !== worker.id)
      }
    }
  }

  #idleOf(workers: readonly FleetWorker[]): FleetWorker[] {
    return workers.filter((worker) => {
      const station = this.#deps.stations.of(worker.id)
      return station.flights.length === 0 && !station.occupied
    })
  }

  /** Who was looked at, whether it got a copy or not; null: nobody here may make any. */
  #copyOne(able: readonly FleetWorker[], job: Job): FleetWorker | null {
    const { clock, outlook, stations, loading, sender } = this.#deps
    const now = clock.now()
    // A worker in reserve helps only where no active one may take part at all.
    const taking = participants(outlook.fleet(ownerOf(job)), 'exact')
    const usable = taking.filter((view) => !job.bonus.has(view.id) && able.some(({ id }) => id === view.id))
    const worker = able.find(({ id }) => id === usable[0]?.id)
    if (worker === undefined) return null
    const flights = stations.flightsOf(job).filter(mayBeCopied)
    const late = flights.map((flight) => ({
      remainingSeconds: (flight.endsAt(now) - now) / 1000,
      uncovered: [...flight.indexes()].filter(
        (index) => !flight.covered.has(index) && !job.stored.has(index) && !job.claimed.has(index),
      ),
    }))
    const choice = stragglerFor(late, usable, 0)
    const original = choice === null ? undefined : flights[choice.batch]
    const first = choice?.indexes[0]
    if (choice === null || original === undefined || first === undefined) return worker
    if (loading.needed(worker, stations.of(worker.id), job)) return worker
    for (const index of choice.indexes) original.covered.add(index)
    const run = { first, count: choice.indexes.length }
    sender.send(worker, job, run, { bonus: false, copy: true, steps: null })
    return worker
  }
}

const mayBeCopied = (flight: InFlight) => !flight.bonus && !flight.copy && flight.unwanted === null
