import { ImageIndex, TaskId, type WorkerId } from '../../../../shared/ids.ts'
import { canonicalCheckpointName, hashOfTitle } from '../../../../shared/names/checkpoints.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import { WorkerFailure } from '../../failure.ts'
import type { BatchAnswer, BatchRequest, GenerationParams, OwnVae, RawImage } from '../../generation.ts'
import { withOwnControlModels } from '../../names/control-models.ts'
import { checkpointHandle, isSameCheckpoint, sentNames } from '../../names/on-worker.ts'
import { loadSecondsOf } from '../../planning/fleet-view.ts'
import type { Clock, FleetPort, FleetWorker } from '../../ports.ts'
import { seedsOfIndex } from '../../prompt/seeds.ts'
import { promptsOfIndex } from '../../prompt/wildcards.ts'
import { estimate } from '../../speed/model.ts'
import type { OnIllegalMove } from '../../state-table.ts'
import type { RetryingSink } from '../answer/retrying-sink.ts'
import type { Run } from '../job/index-pool.ts'
import type { Job } from '../job/job.ts'
import type { Announcer } from '../queue/announcer.ts'
import type { SourceShares } from '../queue/source-shares.ts'
import { isSpare } from '../request/gives-way.ts'
import { InFlight } from '../request/in-flight.ts'
import type { Part, Recognised } from '../request/request-state.ts'
import type { Rounds } from '../rounds.ts'
import { checkpointFor } from '../worker/checkpoint-for.ts'
import type { WorkerLedger } from '../worker/worker-ledger.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'
import type { RequestEnd } from './request-end.ts'
import { StoppedThere } from './stopped-there.ts'
import type { Watch } from './watch.ts'

/** Nobody names more VAEs in one sitting. */
const MOST_VAES = 100

export interface SenderDeps {
  readonly clock: Clock
  readonly fleet: FleetPort
  readonly sink: RetryingSink
  readonly requestEnd: RequestEnd
  readonly watch: Watch
  readonly ledgers: WorkerLedgers
  readonly announcer: Announcer
  readonly rounds: Rounds
  readonly sourceShares: SourceShares
  readonly newId: () => string
  readonly onIllegalMove: OnIllegalMove
}

export interface BatchKind {
  readonly part: Part
  /** lowered by step scaling; null: the request's own */
  readonly steps: number | null
}

/** How a request ended. `notTakenIn`: why a picture of it could not be taken in here; null: that was not it. */
type Ended =
  | { readonly is: 'answered'; readonly answer: BatchAnswer }
  | { readonly is: 'failed'; readonly failure: WorkerFailure; readonly notTakenIn: unknown }

/** Sends batches and sees them through to their end. */
export class Sender {
  readonly #deps: SenderDeps
  readonly #stoppedThere: StoppedThere
  /** requests whose pictures are not all on the disk yet, whatever became of them */
  readonly #underway = new Map<InFlight, Promise<void>>()

  constructor(deps: SenderDeps) {
    this.#deps = deps
    this.#stoppedThere = new StoppedThere(deps.clock)
  }

  send(worker: FleetWorker, job: Job, run: Run, kind: BatchKind): void {
    const { clock, fleet, watch, announcer } = this.#deps
    const ledger = this.#deps.ledgers.of(worker.id)
    const flight = this.#flightOf(worker, ledger, job, run, kind)
    ledger.add(flight)
    if (flight.request.checkpoint !== null) ledger.expectedCheckpoint = flight.request.checkpoint
    // A spare copy is no share of the job: it is made beside, while there is nothing else to do.
    if (!isSpare(flight)) {
      job.tallies.sent(worker.id, run.count)
      this.#deps.sourceShares.sent(job, run)
    }
    if (job.state !== 'running') {
      job.happened({ type: 'started', at: clock.now(), wall: clock.wall() })
      announcer.announce(job)
    }
    fleet.report(worker.id, { type: 'batch-started' })
    announcer.batchChanged(flight)
    announcer.jobChanged(job)
    watch.follow(flight)
    const flown = this.#fly(flight)
    this.#underway.set(flight, flown)
    void flown.finally(() => this.#underway.delete(flight))
  }

  /** Resolves when nothing is on its way any more, pictures to the disk included. */
  async drained(): Promise<void> {
    while (this.#underway.size > 0) await Promise.allSettled(this.#underway.values())
  }

  /** Pictures of what is on its way of a job that are here already: the number changes as long as it gets on. */
  arrived(job: Job): number {
    return this.#of(job).reduce((sum, { taken }) => sum + taken.length, 0)
  }

  /** Closes the connections of a job's requests to some workers and waits for the disk no more; what is here is stored where that works. */
  close(job: Job, isLeft: (id: WorkerId) => boolean): void {
    for (const flight of this.#of(job)) if (isLeft(flight.workerId)) flight.abort.abort()
  }

  #of(job: Job): InFlight[] {
    return [...this.#underway.keys()].filter((flight) => flight.job === job)
  }

  async #fly(flight: InFlight): Promise<void> {
    const { requestEnd, watch, ledgers, rounds } = this.#deps
    await this.#lookFirst(flight)
    const ended = await this.#request(flight)
    watch.forget(flight)
    if (ended.is === 'failed') await requestEnd.failed(flight, ended.failure, ended.notTakenIn)
    else {
      await this.#stoppedThere.answered(flight, ledgers.of(flight.workerId))
      await requestEnd.answered(flight, ended.answer)
    }
    rounds.ask()
  }

  /**
   * A server without task ids tells only that it is busy. What it is at counts as ours only when it was seen to be free just before:
   * the registry's own look is some seconds old.
   */
  async #lookFirst(flight: InFlight): Promise<void> {
    if (flight.state.recognised !== 'while-alone') return
    try {
      const { at } = await flight.port.progress(flight.taskId, { preview: false }, flight.abort.signal)
      if (at === 'active') flight.happened({ type: 'not-alone' })
    } catch {
      // The request itself will tell what is wrong there.
      flight.happened({ type: 'not-alone' })
    }
  }

  /** Ends when no picture of it is on its way into the spool any more, however the request ended. */
  async #request(flight: InFlight): Promise<Ended> {
    let over = false
    let notTakenIn: unknown = null
    let taking: Promise<void> = Promise.resolve()
    const onImage = (image: RawImage) => {
      if (over) return Promise.reject(new WorkerFailure('aborted', reason('dispatch.request-over')))
      taking = this.#take(flight, image).catch((error: unknown) => {
        notTakenIn = error
        throw error
      })
      return taking
    }
    const onAnswer = (bytes: number) => {
      if (!over) this.#answerComes(flight, bytes)
    }
    let ended: Ended
    try {
      const { port, request, abort } = flight
      ended = { is: 'answered', answer: await port.generate(request, onImage, abort.signal, onAnswer) }
    } catch (error) {
      const failure = notTakenIn === null ? failureOf(error, flight) : notTaken(error)
      ended = { is: 'failed', failure, notTakenIn }
    }
    over = true
    // A connection can break while a whole picture of it is being written. What became of that is noted already.
    await Promise.allSettled([taking])
    return ended
  }

  /** Bytes of the answer are here: a sign of life, and no answer that was lost. */
  #answerComes(flight: InFlight, bytes: number): void {
    flight.bytesCame(bytes, this.#deps.clock.now())
    this.#stoppedThere.answerBegins(flight, this.#deps.ledgers.of(flight.workerId))
  }

  async #take(flight: InFlight, image: RawImage): Promise<void> {
    const { sink } = this.#deps
    this.#answerComes(flight, image.bytes.length)
    const spooled = await flight.whileNotRead(sink.spool(image, flight.abort.signal), this.#deps.clock)
    const { position, infotext, width, height } = image
    const uniform = spooled.uniform === true ? { uniform: true } : {}
    flight.took({ position, infotext, width, height, ...uniform }, spooled)
  }

  #flightOf(worker: FleetWorker, ledger: WorkerLedger, job: Job, run: Run, kind: BatchKind): InFlight {
    const { clock, newId } = this.#deps
    const now = clock.now()
    const ownVae = ownVaeOf(worker, ledger)
    const own = job.runs.paramsOf(run.first)
    if (own.vae !== null && ledger.vaes.size < MOST_VAES) ledger.vaes.add(own.vae)
    const drawn = { ...own, ...promptsOfIndex(own, run.first) }
    const params: GenerationParams = kind.steps === null ? drawn : { ...drawn, steps: kind.steps }
    const wanted = worker.checkpointOverride ?? params.checkpoint
    const speed = estimate(worker.speed, params, checkpointFor(worker, params))
    const loaded = ledger.expectedCheckpoint ?? worker.capabilities?.loadedCheckpoint ?? null
    const cold = wanted !== null && loaded !== null && !isSameCheckpoint(worker.capabilities, wanted, loaded)
    return new InFlight({
      batchId: newId(),
      job,
      run,
      part: kind.part,
      workerId: worker.id,
      request: {
        taskId: TaskId.parse(`tributary-${newId()}`),
        params: withOwnControlModels(params, worker.capabilities),
        firstIndex: ImageIndex.parse(run.first),
        count: run.count,
        ...seedsOfIndex(params, run.first),
        checkpoint: wanted === null ? null : checkpointHandle(worker.capabilities, wanted),
        ...hashOf(worker, wanted),
        names: sentNames(worker.capabilities, params),
        saveOnWorker: params.saveOnWorker ?? worker.saveOnWorker,
        ...(ownVae === null ? {} : { ownVae }),
      },
      port: worker.port,
      now,
      startsAt: ledger.freeAt(now),
      computeSeconds: run.count * speed.secondsPerImage * speed.batchGain(run.count),
      overheadSeconds: speed.overheadSeconds,
      loadSeconds: cold ? loadSecondsOf(worker) : 0,
      spread: speed.spread,
      mayLoad: cold || loaded === null || ledger.returned,
      recognised: recognisedOn(worker, ledger),
      progressMoved: ledger.told.fraction,
      sleptBefore: clock.slept?.() ?? 0,
      onIllegalMove: this.#deps.onIllegalMove,
    })
  }
}

function recognisedOn(worker: FleetWorker, ledger: WorkerLedger): Recognised {
  if (worker.capabilities?.taskIds === true) return 'by-task-id'
  return ledger.vacant && worker.busyElsewhereMs === 0 ? 'while-alone' : 'never'
}

/** A setting that names a file which is not there any more tells nothing: such a server takes none. */
function ownVaeOf({ capabilities }: FleetWorker, ledger: WorkerLedger): OwnVae | null {
  const setting = capabilities?.settings?.fixedVae ?? capabilities?.settings?.vae ?? null
  if (setting === null) return null
  const name = canonicalCheckpointName(setting).toLowerCase()
  const known =
    capabilities?.settings?.fixedVae === setting ||
    /^(automatic|none)$/.test(name) ||
    capabilities?.vaes?.some((each) => canonicalCheckpointName(each).toLowerCase() === name) === true
  return known ? { setting, askedBefore: [...ledger.vaes] } : null
}

/** Hashes of a server's own making say nothing about another server's. */
function hashOf(worker: FleetWorker, wanted: string | null): Pick<BatchRequest, 'checkpointHash'> {
  const hash = wanted === null || worker.capabilities?.ownHashes === true ? null : hashOfTitle(wanted)
  return hash === null ? {} : { checkpointHash: hash }
}

const notTaken = (cause: unknown) =>
  new WorkerFailure('aborted', reason('dispatch.not-taken-in'), null, { cause })

/** Ports reject with a WorkerFailure; anything else is a fault of ours that must not take the loop down. */
function failureOf(error: unknown, flight: InFlight): WorkerFailure {
  // Given up on by ourselves, and why.
  const { reason } = flight.abort.signal
  if (reason instanceof WorkerFailure) return reason
  if (error instanceof WorkerFailure) return error
  const message = error instanceof Error ? error.message : String(error)
  const what = reason('dispatch.answer-not-taken-in', { error: message })
  return new WorkerFailure('invalid-answer', what, null, { cause: error })
}
