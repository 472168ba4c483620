import type { WorkerId } from '../../../../shared/ids.ts'
import { isAsAsked } from '../../../../shared/job.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import type { Reason } from '../../../../shared/words/reason.ts'
import { say } from '../../../../shared/words/say.ts'
import { problemOf, WorkerFailure } from '../../failure.ts'
import type { BatchAnswer, UnusablePicture } from '../../generation.ts'
import { loadedHandle } from '../../names/on-worker.ts'
import type { Clock, FleetPort, FleetWorker, WorkerFact } from '../../ports.ts'
import { judgeAnswer } from '../answer/judge-answer.ts'
import type { Judgement } from '../answer/judgement.ts'
import { noteVae } from '../answer/note-vae.ts'
import type { OneColour } from '../answer/one-colour.ts'
import { otherSizeOf } from '../answer/other-size.ts'
import type { Kept, StorePictures } from '../answer/store-pictures.ts'
import type { Job } from '../job/job.ts'
import { missingPicture } from '../job/missing-pictures.ts'
import type { Refusals } from '../job/refusals.ts'
import type { Announcer } from '../queue/announcer.ts'
import type { JobEnd } from '../queue/job-end.ts'
import { isSpare } from '../request/gives-way.ts'
import type { InFlight } from '../request/in-flight.ts'
import { type Decision, onFailure, onFailureAfterSleep } from '../request/on-failure.ts'
import type { Rounds } from '../rounds.ts'
import type { FailureCounts } from '../worker/failure-counts.ts'
import { NOTHING_LEARNED, type Observations } from '../worker/observations.ts'
import type { WorkerLedger } from '../worker/worker-ledger.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'
import type { ReturnImages } from './return-images.ts'

export interface RequestEndDeps {
  readonly clock: Clock
  readonly fleet: FleetPort
  readonly storePictures: StorePictures
  readonly oneColour: OneColour
  readonly observations: Observations
  readonly refusals: Refusals
  readonly returnImages: ReturnImages
  readonly failures: FailureCounts
  readonly ledgers: WorkerLedgers
  readonly announcer: Announcer
  readonly jobEnd: JobEnd
  readonly rounds: Pick<Rounds, 'ask'>
}

/**
 * What happens when a request ends, well or not. All that dealing depends on (who is left out, which indexes are claimed, what went
 * back) is settled before anything is waited for; then the pictures are brought to the disk.
 */
export class RequestEnd {
  readonly #deps: RequestEndDeps

  constructor(deps: RequestEndDeps) {
    this.#deps = deps
  }

  /** A whole answer came. */
  async answered(flight: InFlight, answer: BatchAnswer): Promise<void> {
    const { fleet, observations, storePictures } = this.#deps
    const { job, workerId } = flight
    const ledger = this.#deps.ledgers.of(workerId)
    const worker = fleet.worker(workerId)
    const took = observations.took(flight, ledger)
    this.#leave(flight, ledger)
    ledger.answered(flight)
    if (!flight.spoilt) ledger.stepTimes.answered(flight, this.#deps.clock.now())

    noteVae(ledger.vaeHashes, answer.info)
    const judgement = judgeAnswer(flight.request, flight.passed, answer.info, { interrupted: flight.spoilt })
    const { images, setAside } = this.#deps.oneColour.judge(flight, judgement.images)
    const good = images.filter(({ index, flags }) => index !== null && isAsAsked(flags)).length
    const missing = flight.spoilt ? 0 : flight.run.count - good - setAside
    this.#noteDifference(flight, judgement, worker)
    const loaded = answer.info?.checkpointName
    if (loaded && !flight.late)
      fleet.report(workerId, {
        type: 'model-loaded',
        checkpoint: loadedHandle(
          worker?.capabilities?.checkpoints ?? null,
          loaded,
          answer.info?.checkpointHash ?? null,
        ),
      })
    // What a worker really has in memory goes before what it was expected to have.
    if (ledger.flights.length === 0) ledger.expectedCheckpoint = null
    if (!flight.late) fleet.report(workerId, endOf(flight))
    if (worker !== undefined)
      observations.answered(flight, worker, took, {
        good,
        sent: answer.images,
        tainted: flight.spoilt || flight.late || missing > 0,
      })
    const asAsked = judgement.substituted === null && judgement.otherSeeds === null
    if (missing > 0 && asAsked && !flight.late) this.#deps.failures.count(workerId)
    if (good > 0) this.#deps.refusals.answered(flight)
    if (missing === 0 && !flight.spoilt && !flight.late) this.#deps.failures.answered(workerId)
    // A spare copy that was not needed is what its machine did while it had nothing to do.
    if (flight.wanted || !isSpare(flight))
      job.tallies.worked(named(workerId, worker), {
        busy: took.seconds,
        predicted: flight.computeSeconds + flight.overheadSeconds + flight.loadSeconds,
      })

    const keptLater = storePictures.keep(flight, images, took.seconds / flight.run.count)
    this.#deps.returnImages.giveBackMissing(flight)
    this.#deps.rounds.ask()
    const kept = await keptLater
    this.#dropLosers(flight)
    if (flight.late) this.#usedLate(flight, kept)
    else
      this.#conclude(flight, judgement, { missing, unusable: answer.unusable, good, setAside, kept, worker })
    this.#unstored(flight, kept.failure)
    this.#deps.jobEnd.requestDone(job)
  }

  /**
   * The request failed. Images that had passed already are good. `notTakenIn`: why a picture of it could not be taken in here, which is no
   * fault of the server; null: all were.
   */
  async failed(flight: InFlight, failure: WorkerFailure, notTakenIn: unknown): Promise<void> {
    const { fleet, storePictures, observations } = this.#deps
    const { job, workerId } = flight
    const ledger = this.#deps.ledgers.of(workerId)
    const worker = fleet.worker(workerId)
    const overslept = flight.slept(this.#deps.clock) ? onFailureAfterSleep(failure.kind) : null
    const decision = overslept ?? onFailure(failure.kind, failure.status)
    const calledOff = failure.kind === 'aborted'
    this.#leave(flight, ledger)
    if (!calledOff && !decision.mayStillRun) ledger.forget(flight.taskId)

    const judgement = judgeAnswer(flight.request, flight.passed, null, { interrupted: flight.spoilt })
    this.#noteDifference(flight, judgement, worker)
    if (decision.mayStillRun || (calledOff && !flight.late)) ledger.lose(flight)
    const { unfit, timeLimit } =
      worker === undefined ? NOTHING_LEARNED : observations.failed(flight, worker, failure)
    if (unfit !== null) job.exclude(workerId, unfit, 'for-good', flight.run.first)
    if (decision.worker === 'lists')
      this.#leaveOut(flight, reason('dispatch.answered', { message: failure.what }), worker)
    const { images } = this.#deps.oneColour.judge(flight, judgement.images)
    const keptLater = storePictures.keep(flight, images, null)
    this.#deps.returnImages.giveBackMissing(flight)
    if (!flight.late) this.#reportFailure(flight, ledger, failure, { decision, timeLimit })
    // Before anybody deals again: a job that ends for want of machines says what this one said.
    if (!calledOff && overslept === null && flight.wanted && decision.worker !== 'nobody')
      job.tallies.said(named(workerId, worker), failure.toProblem())
    if (decision.worker === 'turned-away' && flight.wanted) this.#deps.refusals.turnedAway(flight, failure)
    if (decision.worker === 'refusal' && flight.wanted && !job.over)
      this.#fail(job, this.#deps.refusals.refused(flight, failure))
    if (decision.worker === 'nobody' && flight.wanted && !job.over)
      this.#fail(job, missingPicture(job, failure))
    this.#deps.rounds.ask()

    const kept = await keptLater
    this.#dropLosers(flight)
    if (flight.late) this.#usedLate(flight, kept)
    else if (notTakenIn !== null) this.#deps.returnImages.returned(flight, problemOf(notTakenIn).message)
    else if (overslept !== null && flight.wanted)
      this.#deps.returnImages.returned(flight, reason('dispatch.slept'))
    else if (decision.worker === 'nobody') this.#deps.returnImages.returned(flight, failure.what)
    else if (calledOff || (!flight.wanted && !decision.workerLost))
      this.#deps.returnImages.returned(flight, unneededBecause(flight))
    else this.#deps.returnImages.failed(flight, failure)
    this.#unstored(flight, notTakenIn ?? kept.failure)
    this.#deps.jobEnd.requestDone(job)
  }

  #leave(flight: InFlight, ledger: WorkerLedger): void {
    const now = this.#deps.clock.now()
    ledger.expectStarts(now)
    ledger.remove(flight)
    ledger.lastEndedAt = now
    flight.happened({ type: 'ended', at: now })
  }

  #leaveOut(flight: InFlight, because: Reason, worker: FleetWorker | undefined): void {
    flight.job.exclude(flight.workerId, because, { lists: worker?.capabilities ?? null }, flight.run.first)
  }

  /** Whoever answered with something else than asked for makes no more of it. */
  #noteDifference(flight: InFlight, judgement: Judgement, worker: FleetWorker | undefined): void {
    const { substituted, otherSeeds } = judgement
    if (substituted !== null) this.#noteSubstitution(flight, judgement, substituted, worker)
    if (otherSeeds === null) return
    const why = reason('dispatch.made-seeds', { ...otherSeeds })
    flight.job.exclude(flight.workerId, why, 'for-good', flight.run.first)
  }

  /** A size that is not as asked lies in the server: it is planned with. Anything else may be another thing once its lists are read again. */
  #noteSubstitution(
    flight: InFlight,
    { images }: Judgement,
    substituted: Reason,
    worker: FleetWorker | undefined,
  ): void {
    const size = otherSizeOf(flight.request, flight.passed, images)
    if (size === null) this.#leaveOut(flight, substituted, worker)
    else if (size.stepPx === null)
      flight.job.exclude(flight.workerId, size.reason, 'for-good', flight.run.first)
    else this.#deps.fleet.keepSizeStep(flight.workerId, size.stepPx)
  }

  /** How a request ended that was answered in time. */
  #conclude(
    flight: InFlight,
    judgement: Judgement,
    facts: {
      missing: number
      unusable: UnusablePicture | undefined
      good: number
      setAside: number
      kept: Kept
      worker: FleetWorker | undefined
    },
  ): void {
    const { missing, unusable, good, setAside, kept, worker } = facts
    if (judgement.substituted !== null) {
      const name = worker?.name ?? reason('dispatch.removed-machine-first')
      const what = reason('dispatch.answered-otherwise', { name, difference: judgement.substituted })
      const size = otherSizeOf(flight.request, flight.passed, judgement.images)
      const remedy = size?.remedy ?? reason('dispatch.answered-otherwise.remedy')
      this.#deps.returnImages.failed(flight, new WorkerFailure('substituted', what, remedy))
    } else if (judgement.otherSeeds !== null) {
      const what = reason('dispatch.answered-seeds', { ...judgement.otherSeeds })
      this.#deps.returnImages.failed(flight, new WorkerFailure('substituted', what, seedRemedy(flight)))
    } else if (missing > 0) {
      this.#deps.returnImages.failed(flight, missingFailure(missing, flight.run.count, unusable))
    } else if (setAside > 0) this.#deps.returnImages.returned(flight, reason('dispatch.set-aside'))
    else if (flight.stoppedByOthers && flight.wanted) this.#deps.returnImages.stopped(flight)
    else if (flight.spoilt && flight.wanted)
      this.#deps.returnImages.returned(flight, reason('dispatch.perhaps-interrupted'))
    else if (flight.spoilt || (kept.failure !== null && kept.stored < good))
      this.#deps.returnImages.returned(
        flight,
        flight.spoilt ? unneededBecause(flight) : problemOf(kept.failure).message,
      )
    else {
      flight.happened({ type: 'stored' })
      this.#deps.announcer.batchChanged(flight)
    }
  }

  /** An answer, or a part of one, of a request that was given up on. */
  #usedLate(flight: InFlight, kept: Kept): void {
    flight.happened({ type: kept.stored === 0 ? 'nothing-came' : 'stored' })
    if (kept.stored === 0) return
    this.#deps.announcer.batchChanged(flight)
  }

  #reportFailure(
    flight: InFlight,
    ledger: WorkerLedger,
    failure: WorkerFailure,
    { decision, timeLimit }: { decision: Decision; timeLimit: boolean },
  ): void {
    const { fleet, failures } = this.#deps
    if (decision.workerLost) {
      ledger.expectedCheckpoint = null
      ledger.returned = true
      fleet.report(flight.workerId, { type: 'failed', failure })
    } else
      fleet.report(flight.workerId, {
        type: flight.spoilt || failure.kind === 'aborted' ? 'interrupted' : 'batch-ended',
      })
    if (!flight.wanted) return
    if (decision.counts === true) failures.count(flight.workerId)
    else if (decision.counts === 'outage') failures.outage(flight)
    // Smaller batches will pass where requests end at one age.
    else if (decision.counts === 'in-a-row' && !timeLimit) failures.inARow(flight)
  }

  /** Pictures that could not be stored, or taken in at all: tried again, a few times. */
  #unstored(flight: InFlight, failure: unknown): void {
    const { job } = flight
    if (failure === null || flight.abort.signal.aborted) return
    this.#deps.returnImages.giveBackMissing(flight)
    if (job.over) return
    this.#deps.returnImages.notStored(flight, failure)
    this.#fail(job, this.#deps.refusals.notStored(flight, failure))
    this.#deps.rounds.ask()
  }

  /** Other requests for the same images all of whose images are stored now work for nothing. */
  #dropLosers(winner: InFlight): void {
    const { ledgers } = this.#deps
    const others = new Set<InFlight>()
    for (const index of winner.indexes())
      for (const maker of ledgers.makersOf(winner.job, index)) if (maker !== winner) others.add(maker)
    for (const other of others) if (isStored(other)) other.happened({ type: 'lost-the-race' })
  }

  #fail(job: Job, problem: Problem | null): void {
    if (problem !== null) this.#deps.jobEnd.fail(job, problem)
  }
}

const named = (id: WorkerId, worker: FleetWorker | undefined) => ({
  id,
  name: worker?.name ?? say('dispatch.removed-machine'),
})

/** `unusable`: what came in their place; undefined: nothing. */
function missingFailure(missing: number, count: number, unusable: UnusablePicture | undefined) {
  return unusable === undefined
    ? new WorkerFailure('invalid-answer', reason('dispatch.images-missing', { missing, count }))
    : new WorkerFailure(
        'invalid-answer',
        reason('dispatch.images-unusable', { missing, count, how: unusable.how }),
        reason(`dispatch.images-${unusable.is}.remedy`),
      )
}

const unneededBecause = ({ state }: InFlight): Reason =>
  reason(state.need === 'made-room' ? 'dispatch.made-room' : 'dispatch.not-needed')

function endOf(flight: InFlight): WorkerFact {
  if (flight.stoppedByOthers) return { type: 'interrupted', byOthers: true }
  return { type: flight.spoilt ? 'interrupted' : 'batch-ended' }
}

/** Seeds from here on do not fit into the signed numbers of 32 bits that some servers read. */
const SIGNED_LIMIT = 2 ** 31
const seedRemedy = ({ request }: InFlight) =>
  request.seed + request.count > SIGNED_LIMIT
    ? reason('dispatch.answered-seeds.remedy', { limit: SIGNED_LIMIT })
    : null

function isStored(flight: InFlight): boolean {
  for (const index of flight.indexes()) if (!flight.job.has(index)) return false
  return true
}
