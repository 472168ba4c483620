import type { WorkerId } from '../../../../shared/ids.ts'
import { rankOf } from '../../../../shared/priority.ts'
import { dealExact, finishSeconds } from '../../planning/exact.ts'
import { participants } from '../../planning/plan.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import type { Clock } from '../../ports.ts'
import type { FleetForecast } from '../forecast/fleet-forecast.ts'
import { ownerOf } from '../forecast/owner.ts'
import type { Job } from '../job/job.ts'
import type { InFlight } from '../request/in-flight.ts'
import type { ReturnImages } from '../sending/return-images.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'

/** A job gives up at most this share of its predicted work, over its whole life, for jobs with a higher priority. */
const MOST_GIVEN_UP = 0.03
/** Room is made until the job would be done within so many times what it takes with every machine free, */
const GOOD_ENOUGH = 1.2
/** and only where that brings its end sooner than this share of what it would be otherwise. */
const WORTHWHILE = 0.9
/** So many machines at most are looked at for one job. */
const MOST_MACHINES = 64

export interface MakeRoomDeps {
  readonly clock: Clock
  readonly fleetForecast: FleetForecast
  readonly ledgers: WorkerLedgers
  readonly returnImages: ReturnImages
}

/** A machine that could begin at once on a job if what it does for others were stopped. */
interface Candidate {
  readonly id: WorkerId
  readonly flights: readonly InFlight[]
  /** seconds of compute that would be thrown away */
  readonly lostSeconds: number
  /** seconds until it has stopped */
  readonly stopSeconds: number
}

/**
 * A job that is first does not wait for long batches of others: requests that have hardly begun are interrupted for it, as many as it
 * takes and as few as that, and their images are dealt again. Only servers that know task ids are interrupted: there it is certain what is hit.
 */
export class MakeRoom {
  readonly #deps: MakeRoomDeps
  /** seconds of machines that were thrown away of a job so far */
  readonly #givenUp = new WeakMap<Job, number>()

  constructor(deps: MakeRoomDeps) {
    this.#deps = deps
  }

  /** For the jobs that are first and have images nobody makes yet. `jobs`: in the order of the queue. */
  make(jobs: readonly Job[]): void {
    for (const job of jobs) {
      if (job.priority !== 'first') return
      if (job.unmade === 0) continue
      for (const { flights, lostSeconds } of this.#chosen(job))
        for (const flight of flights) this.#stop(flight, lostSeconds / flights.length)
    }
  }

  #stop(flight: InFlight, lostSeconds: number): void {
    this.#givenUp.set(flight.job, this.#givenUpOf(flight.job) + lostSeconds)
    flight.happened({ type: 'made-room' })
    this.#deps.returnImages.giveBackMissing(flight)
  }

  #givenUpOf(job: Job): number {
    return this.#givenUp.get(job) ?? 0
  }

  /** The fewest machines, those that lose least first, with which the job is done soon. */
  #chosen(job: Job): readonly Candidate[] {
    // Of several parts as if all were like the first: who makes room is a matter of seconds, not of single images.
    const [part] = job.parts.open
    const fleet = this.#deps.fleetForecast.fleet(ownerOf(job, part))
    const able = this.#withStopping(participants(fleet, 'exact'))
    const images = job.unmade
    const alone = endOf(
      images,
      able.map((worker) => ({ ...worker, releaseSeconds: 0 })),
    )
    const without = endOf(images, able)
    if (without <= GOOD_ENOUGH * alone) return []
    const candidates = this.#candidates(job, able)
    let best: { count: number; end: number } = { count: 0, end: WORTHWHILE * without }
    for (let count = 1; count <= candidates.length; count++) {
      const end = endOf(images, freed(able, candidates.slice(0, count)))
      if (end < best.end) best = { count, end }
      if (end <= GOOD_ENOUGH * alone) break
    }
    return candidates.slice(0, best.count)
  }

  /** Machines that make room already are free when they have stopped: nobody else needs to. */
  #withStopping(able: readonly PlanningWorker[]): PlanningWorker[] {
    return able.map((worker) => {
      const { flights } = this.#deps.ledgers.of(worker.id)
      if (flights.length === 0 || !flights.every(({ state }) => state.need === 'made-room')) return worker
      return { ...worker, releaseSeconds: Math.min(worker.releaseSeconds, stopSecondsOfAll(flights)) }
    })
  }

  /** Those whose jobs can still afford it, together, the cheapest first. */
  #candidates(job: Job, able: readonly PlanningWorker[]): Candidate[] {
    const now = this.#deps.clock.now()
    const found = able.flatMap(({ id, releaseSeconds }): Candidate[] => {
      const ledger = this.#deps.ledgers.of(id)
      const { flights } = ledger
      if (flights.length === 0 || ledger.occupied || ledger.lost.size > 0) return []
      if (!flights.every((flight) => mayBeStopped(flight, job))) return []
      const stopSeconds = stopSecondsOfAll(flights)
      const lostSeconds = flights.reduce((sum, flight) => sum + doneSecondsOf(flight, now), 0)
      return stopSeconds < releaseSeconds ? [{ id, flights: [...flights], lostSeconds, stopSeconds }] : []
    })
    found.sort((a, b) => a.lostSeconds - b.lostSeconds)
    const given = new Map<Job, number>()
    return found.slice(0, MOST_MACHINES).filter(({ flights, lostSeconds }) => {
      const owners = new Set(flights.map((flight) => flight.job))
      const each = lostSeconds / owners.size
      const affords = (owner: Job) =>
        this.#givenUpOf(owner) + (given.get(owner) ?? 0) + each <= MOST_GIVEN_UP * workSecondsOf(owner)
      if (![...owners].every(affords)) return false
      for (const owner of owners) given.set(owner, (given.get(owner) ?? 0) + each)
      return true
    })
  }
}

const mayBeStopped = (flight: InFlight, job: Job): boolean =>
  flight.wanted &&
  flight.answer === null &&
  flight.state.recognised === 'by-task-id' &&
  rankOf(flight.job.priority) > rankOf(job.priority)

/** It stops at the end of a step, and answers with what it has. */
const stopSecondsOf = ({ computeSeconds, overheadSeconds, request }: InFlight): number =>
  computeSeconds / Math.max(1, request.params.steps) + overheadSeconds

const stopSecondsOfAll = (flights: readonly InFlight[]): number =>
  flights.reduce((sum, flight) => sum + stopSecondsOf(flight), 0)

/** What is computed of it so far, as its progress or else the time shows it. */
function doneSecondsOf(flight: InFlight, now: number): number {
  const { startsAt, fraction } = flight.progress
  const passed = Math.max(0, now - startsAt) / 1000
  const seen = flight.pace.moved ? fraction * flight.computeSeconds : passed
  return Math.min(flight.computeSeconds + flight.loadSeconds, Math.max(0, seen))
}

/** Seconds of machines that its plan takes in all. */
function workSecondsOf({ plan, predictedSeconds }: Job): number {
  return (predictedSeconds ?? 0) * (plan?.shares.length ?? 0)
}

function freed(able: readonly PlanningWorker[], candidates: readonly Candidate[]): PlanningWorker[] {
  const stopping = new Map(candidates.map(({ id, stopSeconds }) => [id as string, stopSeconds]))
  return able.map((worker) => {
    const seconds = stopping.get(worker.id)
    return seconds === undefined ? worker : { ...worker, releaseSeconds: seconds }
  })
}

/** Seconds until so many images are there. Infinite where nobody can make them. */
function endOf(images: number, workers: readonly PlanningWorker[]): number {
  const shares = dealExact(images, workers)
  let end = 0
  let dealt = 0
  for (const [at, worker] of workers.entries()) {
    const share = shares[at] ?? 0
    dealt += share
    end = Math.max(end, finishSeconds(worker, share))
  }
  return dealt < images ? Number.POSITIVE_INFINITY : end
}
