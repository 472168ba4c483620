import { type GenerationRequest, withDeadline } from '../../../shared/generation.ts'
import { type BatchId, JobId, type WorkerId } from '../../../shared/ids.ts'
import type { BatchView, JobView } from '../../../shared/job.ts'
import { type Origin, UNKNOWN_ORIGIN } from '../../../shared/origin.ts'
import type { Plan } from '../../../shared/plan.ts'
import type { Priority } from '../../../shared/priority.ts'
import type { Problem } from '../../../shared/problem.ts'
import { mostImages } from '../../../shared/run-count.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { TributaryError } from '../failure.ts'
import type { GenerationParams } from '../generation.ts'
import { obstaclesOf, withMissingStyles } from '../planning/obstacles.ts'
import { unlikeFiles } from '../planning/unlike-files.ts'
import type { Clock, FleetPort, ImageSink, JobRecord, Journal, Random, WildcardPort } from '../ports.ts'
import { resolveSeeds } from '../prompt/seeds.ts'
import { collectStyles, type StyleTexts, stylesFor } from '../prompt/styles.ts'
import type { Wildcards } from '../prompt/wildcard-lists.ts'
import { collectWildcards, promptsOfIndex } from '../prompt/wildcards.ts'
import { RequestRuns } from '../runs/request-runs.ts'
import { promptOptionProblem, type RunProblem, runProblem } from '../runs/run-problem.ts'
import { withSeeds } from '../runs/with-seeds.ts'
import type { IllegalMove, OnIllegalMove } from '../state-table.ts'
import { assemble, type Parts } from './assembly.ts'
import type { DispatchEvent } from './dispatch-event.ts'
import type { DispatchSettings } from './dispatch-settings.ts'
import { Job } from './job/job.ts'
import { endOf } from './job/time-left.ts'

export type { DispatchEvent } from './dispatch-event.ts'

export interface DispatcherDeps {
  readonly clock: Clock
  readonly random: Random
  readonly fleet: FleetPort
  readonly sink: ImageSink
  readonly journal: Journal
  readonly wildcards: WildcardPort
  /** styles of a person's own; absent: none */
  readonly styles?: () => StyleTexts
  readonly settings: () => DispatchSettings
  readonly emit: (event: DispatchEvent) => void
  /** a new random id, for jobs, batches and tasks */
  readonly newId: () => string
  /** told of a move that no table of states holds, which is a bug and refused; absent: people are told */
  readonly onIllegalMove?: OnIllegalMove
}

export interface SubmitOptions {
  /** who asks for it; a job of an earlier run keeps its own */
  readonly origin?: Origin
  /** @defaultValue 'normal'; a job of an earlier run keeps its own */
  readonly priority?: Priority
  /** wait for `release` before the first batch */
  readonly hold?: boolean
  /** a job of an earlier run, resumed with its seeds */
  readonly record?: JobRecord
  readonly storedIndexes?: Iterable<number>
}

/** When the app closes, running requests have the time of so many looks to end well. */
const LOOKS_PER_STOP = 5

/**
 * Keeps the plan true while the world changes: workers pull batches, failures put images back, stragglers get copied. This is
 * where calls from outside come in. The Feeder sends batches, and RequestEnd handles how requests end (assembly.ts connects them).
 */
export class Dispatcher {
  readonly #deps: DispatcherDeps
  readonly #parts: Parts
  readonly #onIllegalMove: OnIllegalMove
  /** ends every wait on a server that belongs to no request */
  readonly #closing = new AbortController()
  readonly #unsubscribe: (() => void)[]
  #stopped = false

  constructor(deps: DispatcherDeps) {
    this.#deps = deps
    this.#onIllegalMove = deps.onIllegalMove ?? ((error) => deps.emit(bugNotice(error)))
    this.#parts = assemble({
      ...deps,
      onIllegalMove: this.#onIllegalMove,
      closing: this.#closing.signal,
    })
    this.#unsubscribe = [
      deps.fleet.onChange(() => this.#parts.loop.fleetChanged()),
      deps.clock.onWake?.(() => this.#parts.woke()) ?? (() => undefined),
    ]
  }

  /** Takes a job into the queue. Throws `not-now` while closing, and for a job that is being worked on already. */
  submit(request: GenerationRequest, options: SubmitOptions = {}): JobView {
    if (this.#stopped) throw new TributaryError('not-now', reason('dispatch.closing'))
    const { clock, random, journal, newId } = this.#deps
    const { record } = options
    if (record === undefined) checkNew(request)
    else checkRuns(request)
    const styleTexts = record === undefined ? this.#styles(request) : (record.styleTexts ?? [])
    const resolved = record === undefined ? withSeeds(withDeadline(request, clock.wall()), random) : null
    const fixed = resolved?.request ?? request
    const job = new Job({
      id: record?.id ?? JobId.parse(newId()),
      number: record?.number ?? journal.nextJobNumber(),
      origin: record?.origin ?? options.origin ?? UNKNOWN_ORIGIN,
      priority: record?.priority ?? options.priority ?? 'normal',
      request: fixed,
      endsAt: endOf(fixed, clock),
      seeds: record ?? resolved?.seeds ?? resolveSeeds(request, random),
      wildcards: record === undefined ? this.#wildcards(request, styleTexts) : record.wildcards,
      styleTexts,
      now: clock.now(),
      wall: record?.submittedAt ?? clock.wall(),
      hold: options.hold ?? false,
      state: record?.state === 'paused' ? 'paused' : 'queued',
      storedIndexes: options.storedIndexes ?? [],
      onIllegalMove: this.#onIllegalMove,
    })
    if (this.#parts.queuePause.paused && job.state !== 'paused')
      job.happened({ type: 'paused', at: clock.now() })
    const last = this.#parts.queue.add(job)
    this.#parts.deadlines.open(job)
    this.#parts.announcer.announce(job)
    if (!last) this.#arranged()
    this.#parts.jobEnd.settle(job)
    this.#parts.deadlines.end()
    this.#parts.rounds.ask()
    return this.#parts.announcer.jobView(job)
  }

  /** Lets a held job start; one that was paused meanwhile starts when it is resumed. */
  release(id: JobId): void {
    const job = this.#parts.queue.get(id)
    if (!job.standing.hold || job.over) return
    job.happened({ type: 'released' })
    if (job.state !== 'queued') return
    this.#parts.announcer.announce(job)
    this.#parts.rounds.ask()
  }

  /** Drops what is not assigned, interrupts what runs, keeps what arrived. */
  cancel(id: JobId): JobView {
    const job = this.#parts.queue.get(id)
    this.#parts.jobEnd.cancel(job)
    return this.#parts.announcer.jobView(job)
  }

  /** As `cancel`, but nobody asked for it: the job has failed, for that reason. */
  giveUp(id: JobId, problem: Problem): JobView {
    const job = this.#parts.queue.get(id)
    this.#parts.jobEnd.fail(job, problem)
    return this.#parts.announcer.jobView(job)
  }

  /**
   * Waits no more for some of the workers that have requests of a job which is over: their connections are closed, and what came of them is
   * stored if that works at the first try. Throws `not-now` for a job that still wants pictures.
   */
  leave(id: JobId, isLeft: (id: WorkerId) => boolean): void {
    const job = this.#parts.queue.get(id)
    if (!job.over)
      throw new TributaryError('not-now', reason('dispatch.job-not-over', { number: job.number }))
    this.#parts.sender.close(job, isLeft)
  }

  /** Pictures of a job that are here and not stored yet: the number changes as long as what is on its way gets on. */
  arrived(id: JobId): number {
    return this.#parts.sender.arrived(this.#parts.queue.get(id))
  }

  /** Why no picture can be stored now; null: as far as is known it can. */
  get storageProblem(): Problem | null {
    return this.#parts.sink.problem
  }

  /** Starts no further batch; running ones end. */
  pause(id: JobId): JobView {
    const job = this.#parts.queue.get(id)
    this.#parts.queuePause.pause(job)
    return this.#parts.announcer.jobView(job)
  }

  /** Goes on with a paused job, alone where the whole queue is paused, and tries at once to store what waits for the disk. */
  resume(id: JobId): JobView {
    const job = this.#parts.queue.get(id)
    this.#parts.queuePause.resume(job)
    this.#parts.sink.retryNow()
    return this.#parts.announcer.jobView(job)
  }

  /** Says of a paused job that pictures it is made from are not stored any more; of another one nothing. */
  lacksPictures(id: JobId, problem: Problem): JobView {
    const job = this.#parts.queue.get(id)
    this.#parts.queuePause.lacksPictures(job, problem)
    return this.#parts.announcer.jobView(job)
  }

  /** Nothing more is sent to any worker, of jobs that come neither; what is on its way ends. Answers the jobs that were not paused before. */
  pauseQueue(): JobId[] {
    return this.#parts.queuePause.pauseAll()
  }

  /** Goes on with every paused job except these, and tries at once to store what waits for the disk. Answers which. */
  resumeQueue(except: readonly JobId[] = []): JobId[] {
    const resumed = this.#parts.queuePause.resumeAll(new Set(except))
    this.#parts.sink.retryNow()
    return resumed
  }

  /** Jobs that come wait. */
  get queuePaused(): boolean {
    return this.#parts.queuePause.paused
  }

  /**
   * Moves a job in the queue: in front of another one, or to the end; machines are given out in the new order from now on, what runs
   * already is not stopped. Its priority becomes the closest that fits there. Answers the order. Throws `not-found`, and `not-now` when
   * either job is over.
   */
  move(id: JobId, before: JobId | null): JobId[] {
    const { queue } = this.#parts
    if (queue.move(id, before)) this.#arranged()
    return queue.order()
  }

  /**
   * Gives a job another priority; it stands behind the others that have it. Answers the order of the queue. Throws `not-found`, and
   * `not-now` when it is over.
   */
  prioritize(id: JobId, priority: Priority): JobId[] {
    const { queue, announcer } = this.#parts
    if (queue.prioritize(id, priority)) {
      announcer.announce(queue.get(id))
      this.#arranged()
    }
    return queue.order()
  }

  #arranged(): void {
    const { queue, announcer, rounds } = this.#parts
    this.#deps.emit({ type: 'queueArranged', order: queue.order() })
    // When each is done has changed.
    for (const job of queue.live()) announcer.jobChanged(job)
    rounds.ask()
  }

  /** As `plan`, and what of the request machines cannot do, or make it with that is not the same everywhere. */
  preview(request: GenerationRequest, origin: Origin = UNKNOWN_ORIGIN): Plan {
    const workers = this.#deps.fleet.workers()
    const { texts, missing } = collectStyles(request, this.#ownStyles(), workers)
    const { params, plan } = this.#planned(request, { priority: 'normal', origin }, texts)
    const takingPart = new Set(plan.shares.map(({ workerId }) => workerId))
    return {
      ...plan,
      ...withMissingStyles(obstaclesOf(params, workers, plan.leftOut), missing),
      differences: unlikeFiles(
        params,
        workers.filter(({ id }) => takingPart.has(id)),
        ({ id }, name) => this.#parts.ledgers.of(id).vaeHashes.get(name) ?? null,
      ),
    }
  }

  /** The plan for a request with this priority, asked for by this source, as of now: what each worker does already is its release time. Throws `bad-request` as submit does. */
  plan(request: GenerationRequest, priority: Priority = 'normal', origin: Origin = UNKNOWN_ORIGIN): Plan {
    return this.#planned(request, { priority, origin }, this.#styles(request)).plan
  }

  #planned(
    request: GenerationRequest,
    asked: { readonly priority: Priority; readonly origin: Origin },
    styleTexts: StyleTexts,
  ): { params: readonly GenerationParams[]; plan: Plan } {
    const { parts, runLength } = this.#runsOf(request, styleTexts)
    return {
      params: parts.map(({ params }) => params),
      plan: this.#parts.fleetForecast.plan(
        withDeadline(request, this.#deps.clock.wall()),
        parts.map(({ params, firsts }) => ({
          owner: { params, exclusions: null, job: null, ...asked },
          images: runLength === null ? mostImages(request) : firsts.length * runLength,
        })),
      ),
    }
  }

  /** The prompts of its first images, drawn as they will be. Throws `bad-request` as submit does. */
  drawPrompts(request: GenerationRequest, most: number): { prompt: string; negativePrompt: string }[] {
    const runs = this.#runsOf(request, this.#styles(request))
    const count = Math.min(
      most,
      runs.runLength === null ? mostImages(request) : runs.all().length * runs.runLength,
    )
    return Array.from({ length: count }, (_, index) => promptsOfIndex(runs.paramsOf(index), index))
  }

  #runsOf(request: GenerationRequest, styleTexts: StyleTexts): RequestRuns {
    checkNew(request)
    const resolved = withSeeds(request, () => 0)
    const texts = { styleTexts, wildcards: this.#wildcards(request, styleTexts) }
    return new RequestRuns(resolved.request, resolved.seeds, texts)
  }

  /** In the order of the queue. */
  jobs(): JobView[] {
    return this.#parts.queue.all.map((job) => this.#parts.announcer.jobView(job))
  }

  job(id: JobId): JobView | undefined {
    const job = this.#parts.queue.find(id)
    return job === undefined ? undefined : this.#parts.announcer.jobView(job)
  }

  /** Every batch of one job, or of all jobs of this run: ended, running and forecast. */
  batches(id?: JobId): BatchView[] {
    const jobs =
      id === undefined
        ? this.#parts.queue.all
        : [this.#parts.queue.find(id)].filter((job) => job !== undefined)
    return jobs.flatMap((job) => this.#parts.announcer.batches(job))
  }

  /** The newest preview of a running batch; null: none. */
  livePreview(id: BatchId): Uint8Array | null {
    return this.#parts.ledgers.flights().find((flight) => flight.batchId === id)?.progress.preview ?? null
  }

  /** What a worker is on now, for its card. */
  workingOn(
    id: WorkerId,
  ): { jobId: JobId; batchId: BatchId; doneOfJob: number; plannedOfJob: number } | null {
    const { flights } = this.#parts.ledgers.of(id)
    const [flight] = flights
    if (flight === undefined) return null
    const { job } = flight
    const tally = job.tallies.get(id)
    const done = (tally?.images ?? 0) + (tally?.bonus ?? 0)
    const share = job.plan?.shares.find((each) => each.workerId === id)
    const now = flights.filter((each) => each.job === job).reduce((sum, each) => sum + each.run.count, 0)
    const planned = Math.max(share === undefined ? 0 : share.images + share.bonus, done + now)
    return { jobId: job.id, batchId: flight.batchId, doneOfJob: done, plannedOfJob: planned }
  }

  /** Resolves when the job is over and nothing of it is on its way any more. */
  whenDone(id: JobId): Promise<JobView> {
    return this.#parts.jobEnd.whenDone(this.#parts.queue.get(id))
  }

  /** Forgets what ended; running jobs stay. */
  forgetEnded(): void {
    this.#parts.queue.forgetEnded()
  }

  /**
   * Stops sending, interrupts what runs and closes connections. The journal keeps what is missing. Takes at most twice `graceMs` of
   * fleet time: once for what runs to end well, once for what was cut off to be put in order.
   */
  async stop(graceMs = LOOKS_PER_STOP * this.#deps.settings().progressEveryMs): Promise<void> {
    if (this.#stopped) return
    this.#stopped = true
    for (const end of this.#unsubscribe) end()
    this.#parts.loop.stop()
    for (const flight of this.#parts.ledgers.abandoned()) flight.abort.abort()
    for (const flight of this.#parts.ledgers.flights()) flight.happened({ type: 'job-over' })
    await this.#drained(graceMs)
    this.#closing.abort()
    this.#parts.watch.stop()
    for (const flight of this.#parts.ledgers.flights()) flight.abort.abort()
    await this.#drained(graceMs)
    this.#parts.sink.stop()
    for (const job of this.#parts.queue.all) this.#parts.queue.save(job)
    this.#parts.announcer.stop()
  }

  #ownStyles(): StyleTexts {
    return this.#deps.styles?.() ?? []
  }

  #styles(request: GenerationRequest): StyleTexts {
    return stylesFor(request, this.#ownStyles(), this.#deps.fleet.workers())
  }

  /** Styles may refer to lists as well. */
  #wildcards(request: GenerationRequest, styles: StyleTexts): Wildcards | undefined {
    const { prompt, negativePrompt, prompts, grid } = request
    const inGrid = (grid?.axes ?? []).flatMap(({ field, values }) =>
      field === 'prompt-replace' ? values : [],
    )
    const texts = styles.flatMap((style) => [style.prompt, style.negativePrompt])
    return collectWildcards([prompt, negativePrompt, ...prompts, ...inGrid, ...texts], this.#deps.wildcards)
  }

  async #drained(atMostMs: number): Promise<void> {
    let cancel: () => void = () => undefined
    const late = new Promise<void>((resolve) => {
      cancel = this.#deps.clock.after(atMostMs, resolve)
    })
    await Promise.race([this.#parts.sender.drained(), late])
    cancel()
  }
}

const bugNotice = ({ message }: IllegalMove): DispatchEvent => ({
  type: 'notice',
  level: 'error',
  title: reason('dispatch.bug'),
  text: reason('dispatch.bug.text', { error: message }),
  workerId: null,
  jobId: null,
})

export const createDispatcher = (deps: DispatcherDeps): Dispatcher => new Dispatcher(deps)

/** Throws `bad-request` for a request that cannot be dealt out as it is. */
const checkRuns = (request: GenerationRequest): void => refuseFor(runProblem(request))

/** Throws `bad-request` for a request that nobody can mean as it is; one that was taken before is gone on with. */
function checkNew(request: GenerationRequest): void {
  checkRuns(request)
  refuseFor(promptOptionProblem(request))
}

function refuseFor(problem: RunProblem | null): void {
  if (problem !== null) throw new TributaryError('bad-request', problem.why, null, { field: problem.field })
}
