import type { WorkerId } from '../../../shared/ids.ts'
import type { Problem } from '../../../shared/problem.ts'
import { problemOf, WorkerFailure } from '../failure.ts'
import type { BatchAnswer } from '../generation.ts'
import { canonicalCheckpointName } from '../planning/eligibility.ts'
import type { Clock, FleetPort, FleetWorker } from '../ports.ts'
import type { DispatchEvent } from './dispatch-event.ts'
import type { InFlight } from './in-flight.ts'
import type { Job } from './job.ts'
import { type Judgement, judgeAnswer } from './judge-answer.ts'
import type { Keeping, Kept } from './keeping.ts'
import type { Lessons } from './lessons.ts'
import { onFailure } from './on-failure.ts'
import type { Refusals } from './refusals.ts'
import type { Station } from './station.ts'

export interface LandingDeps {
  readonly clock: Clock
  readonly fleet: FleetPort
  readonly keeping: Keeping
  readonly lessons: Lessons
  readonly refusals: Refusals
  readonly strike: (id: WorkerId) => void
  readonly station: (id: WorkerId) => Station
  readonly flightsOf: (job: Job) => InFlight[]
  readonly emit: (event: DispatchEvent) => void
  readonly batchChanged: (flight: InFlight) => void
  readonly jobChanged: (job: Job) => void
  /** looks whether the job is done */
  readonly settle: (job: Job) => void
  readonly fail: (job: Job, problem: Problem) => void
  readonly lostTheRace: (flight: InFlight) => void
  /** images went back, or a worker has room: deal again */
  readonly pump: () => void
}

/**
 * What happens when a request ends, well or not. All that dealing depends on (who is left out, which indexes are claimed, what went
 * back) is settled before anything is waited for; then the pictures are brought to the disk.
 */
export class Landing {
  readonly #deps: LandingDeps

  constructor(deps: LandingDeps) {
    this.#deps = deps
  }

  /** A whole answer came. */
  async landed(flight: InFlight, answer: BatchAnswer): Promise<void> {
    const { fleet, lessons, keeping } = this.#deps
    const { job, workerId } = flight
    const station = this.#deps.station(workerId)
    const worker = fleet.worker(workerId)
    const took = lessons.took(flight, station)
    this.#leave(flight, station)
    station.answered(flight)

    const judgement = judgeAnswer(flight.request, flight.passed, answer.info, { interrupted: flight.spoilt })
    const good = judgement.images.filter(({ index, flags }) => index !== null && flags.length === 0).length
    const missing = flight.spoilt ? 0 : flight.run.count - good
    if (judgement.substituted !== null) this.#leaveOut(flight, judgement.substituted, worker)
    const loaded = answer.info?.checkpointName
    if (loaded && !flight.abandoned)
      fleet.report(workerId, { type: 'model-loaded', checkpoint: canonicalCheckpointName(loaded) })
    // What a worker really has in memory goes before what it was expected to have.
    if (station.flights.length === 0) station.expectedCheckpoint = null
    if (!flight.abandoned) fleet.report(workerId, { type: flight.spoilt ? 'interrupted' : 'batch-ended' })
    if (worker !== undefined)
      lessons.answered(flight, worker, took, {
        good,
        tainted: flight.spoilt || flight.abandoned || missing > 0,
      })
    const tally = job.tally(workerId, worker?.name ?? GONE)
    tally.busySeconds += took.seconds
    tally.predictedSeconds += flight.computeSeconds + flight.overheadSeconds + flight.loadSeconds

    const keptLater = keeping.keep(flight, judgement.images, took.seconds / flight.run.count)
    this.#giveBackMissing(flight)
    this.#deps.pump()
    const kept = await keptLater
    this.#dropLosers(flight)
    if (flight.abandoned) this.#usedLate(flight, kept)
    else this.#conclude(flight, judgement, { missing, good, kept, worker })
    this.#unstored(flight, kept.failure)
    this.#done(flight)
  }

  /** The request failed. Images that had passed already are good. */
  async crashed(flight: InFlight, failure: WorkerFailure): Promise<void> {
    const { fleet, keeping, lessons } = this.#deps
    const { job, workerId } = flight
    const station = this.#deps.station(workerId)
    const worker = fleet.worker(workerId)
    const decision = onFailure(failure.kind)
    const calledOff = failure.kind === 'aborted'
    this.#leave(flight, station)
    if (!calledOff && !decision.mayStillRun) station.lost.delete(flight.taskId)

    const judgement = judgeAnswer(flight.request, flight.passed, null, { interrupted: flight.spoilt })
    if (judgement.substituted !== null) this.#leaveOut(flight, judgement.substituted, worker)
    if (decision.mayStillRun || (calledOff && !flight.abandoned)) station.lose(flight)
    const unfit = worker === undefined ? null : lessons.failed(flight, worker, failure)
    if (unfit !== null) job.exclude(workerId, unfit, 'for-good')
    if (decision.worker === 'lists') this.#leaveOut(flight, asClause(failure.message), worker)
    const keptLater = keeping.keep(flight, judgement.images, null)
    this.#giveBackMissing(flight)
    if (!flight.abandoned) this.#reportFailure(flight, station, failure)
    if (decision.worker === 'refusal' && flight.unwanted === null && !job.over)
      this.#fail(job, this.#deps.refusals.refused(flight, failure))
    this.#deps.pump()

    const kept = await keptLater
    this.#dropLosers(flight)
    if (flight.abandoned) this.#usedLate(flight, kept)
    else if (flight.notTakenIn !== null) this.#return(flight, problemOf(flight.notTakenIn).message)
    else if (calledOff || (flight.unwanted !== null && !decision.workerLost))
      this.#return(flight, 'not needed any more')
    else this.#noteFailure(flight, failure)
    this.#unstored(flight, flight.notTakenIn ?? kept.failure)
    this.#done(flight)
  }

  /** No sign of life for too long: its images, and those that wait behind it, go to others, but a late answer is still used. */
  hung(flight: InFlight): void {
    if (flight.endedAt !== null) return
    const { clock, fleet } = this.#deps
    const { workerId } = flight
    const station = this.#deps.station(workerId)
    const name = fleet.worker(workerId)?.name ?? 'The machine'
    const stuck = station.flights.slice(station.flights.indexOf(flight))
    const failure = new WorkerFailure(
      'hung',
      `${name} has shown no progress for ${Math.round((clock.now() - flight.pulseAt) / 1000)} s.`,
      'Its images are made elsewhere. Look at its console; a window with selected text stands still on Windows.',
    )
    for (const each of stuck) {
      each.abandoned = true
      each.endedAt = clock.now()
      station.abandon(each)
      this.#giveBackMissing(each)
    }
    station.expectedCheckpoint = null
    station.returned = true
    for (const each of stuck.reverse()) {
      if (each.unwanted !== null) this.#return(each, 'not needed any more')
      else if (each !== flight) this.#return(each, 'it waited behind a request that hangs')
      else this.#noteFailure(each, failure)
      fleet.report(workerId, each === flight ? { type: 'failed', failure } : { type: 'interrupted' })
    }
    this.#deps.strike(workerId)
    for (const each of stuck) this.#done(each)
    this.#deps.pump()
  }

  /** A checkpoint did not load ahead of a batch. */
  loadFailed(worker: FleetWorker, job: Job, failure: WorkerFailure): void {
    if (onFailure(failure.kind).workerLost) this.#deps.fleet.report(worker.id, { type: 'failed', failure })
    else {
      const reason = `the checkpoint did not load: ${asClause(failure.message)}`
      job.exclude(worker.id, reason, { lists: worker.capabilities })
      this.#deps.fleet.report(worker.id, { type: 'batch-ended' })
    }
    job.tally(worker.id, worker.name).lastProblem = failure.toProblem()
    this.#deps.jobChanged(job)
  }

  #leave(flight: InFlight, station: Station): void {
    const now = this.#deps.clock.now()
    station.remove(flight)
    station.lastEndedAt = now
    flight.endedAt = now
  }

  #leaveOut(flight: InFlight, reason: string, worker: FleetWorker | undefined): void {
    flight.job.exclude(flight.workerId, reason, { lists: worker?.capabilities ?? null })
  }

  /** How a request ended that was answered in time. */
  #conclude(
    flight: InFlight,
    judgement: Judgement,
    facts: { missing: number; good: number; kept: Kept; worker: FleetWorker | undefined },
  ): void {
    const { missing, good, kept, worker } = facts
    if (judgement.substituted !== null) {
      const words = `${worker?.name ?? 'It'} answered with something else than asked: ${judgement.substituted}.`
      this.#noteFailure(
        flight,
        new WorkerFailure('substituted', words, 'Refresh its lists, then it may join again.'),
      )
    } else if (missing > 0) {
      const words = `${missing} of ${flight.run.count} images were missing from the answer.`
      this.#noteFailure(flight, new WorkerFailure('invalid-answer', words))
      this.#deps.strike(flight.workerId)
    } else if (flight.spoilt && flight.unwanted === null)
      this.#return(flight, 'perhaps interrupted together with another request')
    else if (flight.spoilt || (kept.failure !== null && kept.stored < good))
      this.#return(flight, flight.spoilt ? 'not needed any more' : problemOf(kept.failure).message)
    else {
      flight.mark('stored')
      this.#deps.batchChanged(flight)
    }
  }

  /** An answer, or a part of one, of a request that was given up on. */
  #usedLate(flight: InFlight, kept: Kept): void {
    if (kept.stored === 0) return
    flight.mark('answered-late')
    flight.returnedBecause = null
    this.#deps.batchChanged(flight)
  }

  #reportFailure(flight: InFlight, station: Station, failure: WorkerFailure): void {
    const { fleet, strike } = this.#deps
    const decision = onFailure(failure.kind)
    if (decision.workerLost) {
      station.expectedCheckpoint = null
      station.returned = true
      fleet.report(flight.workerId, { type: 'failed', failure })
    } else
      fleet.report(flight.workerId, {
        type: flight.spoilt || failure.kind === 'aborted' ? 'interrupted' : 'batch-ended',
      })
    if (decision.strike && flight.unwanted === null) strike(flight.workerId)
  }

  /** Pictures that could not be stored, or taken in at all: tried again, a few times. */
  #unstored(flight: InFlight, failure: unknown): void {
    const { job } = flight
    if (failure === null || flight.abort.signal.aborted) return
    this.#giveBackMissing(flight)
    if (job.over) return
    this.#deps.emit({
      type: 'notice',
      level: 'error',
      title: `${imagesWords(flight)} could not be stored`,
      text: problemOf(failure).message,
      workerId: null,
      jobId: job.id,
    })
    this.#fail(job, this.#deps.refusals.notStored(flight, failure))
    this.#deps.pump()
  }

  /** Other requests all of whose images are stored now work for nothing. */
  #dropLosers(winner: InFlight): void {
    const { stored } = winner.job
    for (const other of this.#deps.flightsOf(winner.job))
      if (other !== winner && [...other.indexes()].every((index) => stored.has(index)))
        this.#deps.lostTheRace(other)
  }

  /** Indexes of the batch that are neither stored, nor on their way to the disk, nor being made by another worker. */
  #giveBackMissing(flight: InFlight): void {
    const others = this.#deps
      .flightsOf(flight.job)
      .filter((other) => other !== flight && other.unwanted === null)
    for (const index of flight.indexes()) {
      const other = others.find((each) => each.makes(index))
      if (other === undefined) flight.job.giveBack(index, flight.workerId)
      // With the original gone, one of its copies is what is waited for.
      else if (!flight.copy) other.copy = false
    }
  }

  #noteFailure(flight: InFlight, failure: WorkerFailure): void {
    const { job, workerId } = flight
    const name = this.#deps.fleet.worker(workerId)?.name ?? GONE
    const tally = job.tally(workerId, name)
    tally.failures++
    tally.lastProblem = failure.toProblem()
    this.#return(flight, failure.message)
    if (job.over || flight.unwanted !== null) return
    this.#deps.emit({
      type: 'notice',
      ...(failure.kind === 'out-of-memory' ? memoryWords(name, flight) : failureWords(name, flight, failure)),
      workerId,
      jobId: job.id,
    })
  }

  #return(flight: InFlight, because: string): void {
    flight.mark('returned')
    flight.returnedBecause = because
    this.#deps.batchChanged(flight)
  }

  #fail(job: Job, problem: Problem | null): void {
    if (problem !== null && !job.over) this.#deps.fail(job, problem)
  }

  #done(flight: InFlight): void {
    this.#deps.jobChanged(flight.job)
    this.#deps.settle(flight.job)
  }
}

const failureWords = (name: string, flight: InFlight, failure: WorkerFailure) => ({
  level: 'warning' as const,
  title: `${name}: ${imagesWords(flight)} came back`,
  text: [failure.message, failure.remedy].filter(Boolean).join(' '),
})

/** Nothing anybody has to do something about; the server's own words stand in the job's numbers. */
function memoryWords(name: string, { run, request }: InFlight) {
  const { width, height } = request.params
  return run.count > 1
    ? {
        level: 'info' as const,
        title: `${name} gets smaller batches`,
        text: `${run.count} images of ${width}x${height} at once do not fit into its memory. They are made again in smaller batches.`,
      }
    : {
        level: 'warning' as const,
        title: `${name} is left out of this job`,
        text: `Not even one image of ${width}x${height} fits into its memory. The others make its images.`,
      }
}

const GONE = 'a removed machine'

function imagesWords(flight: InFlight): string {
  const { first, count } = flight.run
  return count === 1 ? `image ${first}` : `images ${first}-${first + count - 1}`
}

const asClause = (text: string) => text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '')
