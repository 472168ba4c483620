import type { WorkerId } from '../../../shared/ids.ts'
import type { StoredImage } from '../../../shared/job.ts'
import type { Problem } from '../../../shared/problem.ts'
import { WorkerFailure } from '../failure.ts'
import type { BatchAnswer } from '../generation.ts'
import type { Clock, FleetPort, FleetWorker } from '../ports.ts'
import type { DispatchEvent } from './dispatch-event.ts'
import type { InFlight, Station } from './in-flight.ts'
import type { Job } from './job.ts'
import { judgeAnswer, type Verdict } from './judge-answer.ts'
import type { MemoryLimits } from './memory-limits.ts'
import { onFailure } from './on-failure.ts'
import type { PatientSink } from './patient-sink.ts'
import { checkpointFor } from './planning-views.ts'
import type { Strikes } from './strikes.ts'

/** After so many refusals a worker is left out of the job. */
const REFUSALS_PER_WORKER = 2

export interface LandingDeps {
  readonly clock: Clock
  readonly fleet: FleetPort
  readonly sink: PatientSink
  readonly memory: MemoryLimits
  readonly strikes: Strikes
  readonly keepPartials: () => boolean
  readonly station: (id: WorkerId) => Station
  readonly emit: (event: DispatchEvent) => void
  readonly batchChanged: (flight: InFlight) => void
  readonly jobChanged: (job: Job) => void
  readonly settle: (job: Job) => void
  readonly fail: (job: Job, problem: Problem) => void
  readonly unwant: (flight: InFlight) => void
  readonly flightsOf: (job: Job) => InFlight[]
}

/** What happens when a request ends, well or not: images to the disk, missing ones back, lessons to the speed model. */
export class Landing {
  readonly #deps: LandingDeps
  readonly #refusals = new Map<string, number>()
  readonly #underway = new Set<Promise<void>>()

  constructor(deps: LandingDeps) {
    this.#deps = deps
  }

  /** Keeps count of what is on its way, for a clean stop. */
  async track(work: () => Promise<void>): Promise<void> {
    const promise = work()
    this.#underway.add(promise)
    try {
      await promise
    } finally {
      this.#underway.delete(promise)
    }
  }

  /** Resolves when nothing is on its way any more. */
  async drained(): Promise<void> {
    while (this.#underway.size > 0) await Promise.allSettled([...this.#underway])
  }

  /** A whole answer came. */
  async landed(flight: InFlight, answer: BatchAnswer): Promise<void> {
    const { clock, fleet, memory } = this.#deps
    const { job, workerId } = flight
    const now = clock.now()
    const station = this.#deps.station(workerId)
    const seconds = this.#secondsOf(flight, station, now)
    const waited = station.lastEndedAt > flight.sentAt
    this.#leave(flight, station, now)

    const interrupted = flight.interruptSent || flight.suspect
    const judgement = judgeAnswer(flight.request, flight.passed, answer.info, { interrupted })
    const good = judgement.images.filter((image) => image.index !== null && image.flags.length === 0).length
    const short = !interrupted && good < flight.run.count
    const worker = fleet.worker(workerId)
    if (!flight.abandoned) fleet.report(workerId, { type: interrupted ? 'interrupted' : 'batch-ended' })
    if (worker !== undefined) this.#learn(worker, flight, { seconds, waited, tainted: interrupted || short })
    const loaded = answer.info?.checkpointName
    if (loaded && !flight.abandoned) fleet.report(workerId, { type: 'model-loaded', checkpoint: loaded })
    if (!interrupted && good > 0 && worker !== undefined)
      memory.succeeded(
        workerId,
        checkpointFor(worker, flight.request.params),
        flight.request.params,
        flight.run.count,
      )

    await this.#keep(flight, judgement.images, seconds / flight.run.count)
    this.#giveBackMissing(flight)
    const tally = job.tally(workerId, worker?.name ?? 'a removed machine')
    tally.busySeconds += seconds
    tally.predictedSeconds += flight.computeSeconds + flight.overheadSeconds + flight.loadSeconds
    if (judgement.substituted !== null) {
      const words = `${worker?.name ?? 'It'} answered with something else than asked: ${judgement.substituted}`
      this.#noteFailure(
        flight,
        new WorkerFailure('substituted', words, 'Refresh its lists, then it may join again.'),
      )
      job.exclude(workerId, judgement.substituted, worker?.capabilities ?? null)
    } else if (short) {
      const missing = flight.run.count - good
      const words = `${missing} of ${flight.run.count} images were missing from the answer.`
      this.#noteFailure(flight, new WorkerFailure('invalid-answer', words))
      this.#strike(workerId)
    } else {
      flight.state = interrupted && good === 0 ? 'returned' : 'stored'
      if (flight.state === 'returned')
        flight.returnedBecause = flight.unwanted ? 'not needed any more' : 'interrupted'
      this.#deps.batchChanged(flight)
    }
    this.#deps.jobChanged(job)
  }

  /** The request failed. Images that had passed already are good. */
  async crashed(flight: InFlight, failure: WorkerFailure): Promise<void> {
    const { clock, fleet } = this.#deps
    const { job, workerId } = flight
    const now = clock.now()
    const station = this.#deps.station(workerId)
    this.#leave(flight, station, now)
    const worker = fleet.worker(workerId)

    const judgement = judgeAnswer(flight.request, flight.passed, null, {
      interrupted: flight.interruptSent || flight.suspect,
    })
    await this.#keep(flight, judgement.images, null)
    const unfit = this.#noteMemory(flight, failure, worker)
    this.#giveBackMissing(flight)
    if (flight.unwanted && failure.kind === 'aborted') {
      flight.state = 'returned'
      flight.returnedBecause = 'not needed any more'
      this.#deps.batchChanged(flight)
      return
    }
    this.#noteFailure(flight, failure)

    const decision = onFailure(failure.kind)
    if (decision.mayStillRun) station.lostTask = flight.taskId
    if (decision.workerLost) {
      station.expectedCheckpoint = null
      if (!flight.abandoned) fleet.report(workerId, { type: 'failed', failure })
    } else if (!flight.abandoned) fleet.report(workerId, { type: 'batch-ended' })
    if (decision.strike) this.#strike(workerId)
    if (unfit !== null) job.exclude(workerId, unfit, 'never')
    if (decision.worker === 'lists')
      job.exclude(workerId, lowerFirst(failure.message), worker?.capabilities ?? null)
    if (decision.worker === 'refusal') this.#refused(flight, failure, worker)
    this.#deps.jobChanged(job)
  }

  /** No sign of life for too long: its images go to others, but a late answer is still used. */
  hung(flight: InFlight): void {
    if (flight.abandoned) return
    const { clock, fleet } = this.#deps
    const station = this.#deps.station(flight.workerId)
    flight.abandoned = true
    station.remove(flight)
    station.lostTask = flight.taskId
    this.#giveBackMissing(flight)
    const failure = new WorkerFailure(
      'hung',
      `${fleet.worker(flight.workerId)?.name ?? 'The machine'} has shown no progress for ${Math.round((clock.now() - flight.pulseAt) / 1000)} s.`,
      'Its images are made elsewhere. Look at its console; a window with selected text stands still on Windows.',
    )
    this.#noteFailure(flight, failure)
    fleet.report(flight.workerId, { type: 'failed', failure })
    this.#strike(flight.workerId)
    this.#deps.jobChanged(flight.job)
  }

  /** A checkpoint was loaded on request, ahead of a batch. */
  learnLoad(worker: FleetWorker, job: Job, seconds: number): void {
    this.#deps.fleet.learn(worker.id, {
      params: job.params,
      checkpoint: checkpointFor(worker, job.params),
      count: 1,
      seconds,
      predictedSeconds: seconds,
      loadSeconds: seconds,
      tainted: false,
      at: this.#deps.clock.wall(),
    })
  }

  /** A checkpoint did not load. */
  loadFailed(worker: FleetWorker, job: Job, failure: WorkerFailure): void {
    const decision = onFailure(failure.kind)
    if (decision.workerLost) this.#deps.fleet.report(worker.id, { type: 'failed', failure })
    else {
      job.exclude(worker.id, `the checkpoint did not load: ${failure.message}`, worker.capabilities)
      this.#deps.fleet.report(worker.id, { type: 'batch-ended' })
    }
    job.tally(worker.id, worker.name).lastProblem = failure.toProblem()
    this.#deps.jobChanged(job)
  }

  #leave(flight: InFlight, station: Station, now: number): void {
    station.remove(flight)
    station.lastEndedAt = now
    flight.endedAt = now
  }

  /** Seconds this request took the worker: a queued one began when the one before it left the lock, an overhead before its answer. */
  #secondsOf(flight: InFlight, station: Station, now: number): number {
    const free = station.lastEndedAt - flight.overheadSeconds * 1000
    return Math.max(1, now - Math.max(flight.sentAt, free)) / 1000
  }

  #learn(
    worker: FleetWorker,
    flight: InFlight,
    { seconds, waited, tainted }: { seconds: number; waited: boolean; tainted: boolean },
  ): void {
    const predictedSeconds = flight.computeSeconds + flight.overheadSeconds
    this.#deps.fleet.learn(worker.id, {
      params: flight.request.params,
      checkpoint: checkpointFor(worker, flight.request.params),
      count: flight.run.count,
      seconds,
      predictedSeconds,
      loadSeconds: flight.loadSeconds > 0 ? Math.max(0, seconds - predictedSeconds) : null,
      waited,
      tainted: tainted || flight.abandoned,
      at: this.#deps.clock.wall(),
    })
  }

  /** Good images to the gallery; what nobody needs is discarded. Resolves when all are durable. */
  async #keep(flight: InFlight, verdicts: readonly Verdict[], secondsEach: number | null): Promise<void> {
    await Promise.all(verdicts.map((verdict) => this.#keepOne(flight, verdict, secondsEach)))
    this.#dropLosers(flight)
  }

  async #keepOne(flight: InFlight, verdict: Verdict, secondsEach: number | null): Promise<void> {
    const { sink, fleet } = this.#deps
    const { job, workerId } = flight
    const at = flight.passed.findIndex((passed) => passed.position === verdict.position)
    const spooled = flight.spooled[at]
    if (spooled === undefined) return
    const { index, flags } = verdict
    const good = index !== null && flags.length === 0
    const wanted = good
      ? job.state !== 'failed' && job.claim(index)
      : index !== null && this.#worthKeeping(job, verdict)
    if (!wanted || index === null) return sink.discard(spooled)
    const name = fleet.worker(workerId)?.name ?? 'a removed machine'
    let image: StoredImage
    try {
      image = await sink.commit(
        spooled,
        {
          jobId: job.id,
          jobNumber: job.number,
          index,
          seed:
            flight.request.seed +
            (flight.request.params.subseedStrength === 0 ? index - flight.run.first : 0),
          subseed: flight.request.subseed + index - flight.run.first,
          bonus: job.isBonus(index),
          workerId,
          workerName: name,
          request: job.request,
          infotext: verdict.infotext,
          flags,
          seconds: secondsEach,
        },
        flight.abort.signal,
      )
    } catch (error) {
      job.claimed.delete(index)
      throw error
    }
    if (good && job.take(index)) {
      const tally = job.tally(workerId, name)
      if (job.isBonus(index)) tally.bonus++
      else tally.images++
    }
    this.#deps.emit({ type: 'imageStored', image })
    this.#deps.jobChanged(job)
    this.#deps.settle(job)
  }

  #worthKeeping(job: Job, verdict: Verdict): boolean {
    if (verdict.flags.includes('partial'))
      return this.#deps.keepPartials() && verdict.index !== null && !job.stored.has(verdict.index)
    return verdict.flags.length > 0
  }

  /** Other requests all of whose images are stored now work for nothing. */
  #dropLosers(winner: InFlight): void {
    for (const other of this.#deps.flightsOf(winner.job)) {
      if (other === winner || other.unwanted) continue
      if ([...other.indexes()].every((index) => other.job.stored.has(index))) this.#deps.unwant(other)
    }
  }

  /** Indexes of the batch that are neither stored nor being made by another worker. */
  #giveBackMissing(flight: InFlight): void {
    const others = this.#deps
      .flightsOf(flight.job)
      .filter((other) => other !== flight && !other.abandoned && !other.unwanted)
    for (const index of flight.indexes()) {
      const made = others.find(
        (other) => index >= other.run.first && index < other.run.first + other.run.count,
      )
      if (made === undefined) flight.job.giveBack(index, flight.workerId)
      else made.covered.delete(index)
    }
  }

  #noteFailure(flight: InFlight, failure: WorkerFailure): void {
    flight.state = 'returned'
    flight.returnedBecause = failure.message
    const { job, workerId } = flight
    const name = this.#deps.fleet.worker(workerId)?.name ?? 'a removed machine'
    const tally = job.tally(workerId, name)
    tally.failures++
    tally.lastProblem = failure.toProblem()
    this.#deps.batchChanged(flight)
    if (job.over || flight.unwanted) return
    this.#deps.emit({
      type: 'notice',
      level: 'warning',
      title: `${name}: ${imagesWords(flight)} came back`,
      text: [failure.message, failure.remedy].filter(Boolean).join(' '),
      workerId,
      jobId: job.id,
    })
  }

  /** Out of memory: smaller batches from now on. Answers why the worker is unfit when even one image did not fit. */
  #noteMemory(flight: InFlight, failure: WorkerFailure, worker: FleetWorker | undefined): string | null {
    if (failure.kind !== 'out-of-memory' || worker === undefined) return null
    const { params } = flight.request
    const most = this.#deps.memory.exceeded(
      worker.id,
      checkpointFor(worker, params),
      params,
      flight.run.count,
    )
    return most >= 1 ? null : `one image of ${params.width}x${params.height} does not fit into its memory`
  }

  #refused(flight: InFlight, failure: WorkerFailure, worker: FleetWorker | undefined): void {
    const { job, workerId } = flight
    if (job.over) return
    const key = `${job.id}|${workerId}`
    const times = (this.#refusals.get(key) ?? 0) + 1
    this.#refusals.set(key, times)
    const enough = job.refused(flight.run)
    if (times >= REFUSALS_PER_WORKER) job.exclude(workerId, `it refused: ${failure.message}`, 'never')
    const others = this.#deps.fleet
      .workers()
      .filter((each) => each.lane !== 'off' && job.exclusion(each.id, each.capabilities) === null)
    if (enough || others.length === 0) {
      this.#deps.fail(job, {
        kind: failure.kind,
        message: `${worker?.name ?? 'The server'} says: ${failure.message}`,
        remedy: failure.remedy,
        field: null,
      })
    }
  }

  #strike(worker: WorkerId): void {
    if (this.#deps.strikes.strike(worker, this.#deps.clock.now()))
      this.#deps.fleet.report(worker, { type: 'struck-out' })
  }
}

function imagesWords(flight: InFlight): string {
  const { first, count } = flight.run
  return count === 1 ? `image ${first}` : `images ${first}-${first + count - 1}`
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '')
