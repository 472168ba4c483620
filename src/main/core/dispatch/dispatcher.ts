import type { GenerationRequest } from '../../../shared/generation.ts'
import { type BatchId, ImageIndex, JobId, TaskId, type WorkerId } from '../../../shared/ids.ts'
import type { BatchView, JobView } from '../../../shared/job.ts'
import type { Plan } from '../../../shared/plan.ts'
import { TributaryError, WorkerFailure } from '../failure.ts'
import type { GenerationParams } from '../generation.ts'
import { batchesOf } from '../planning/batch-size.ts'
import { canonicalCheckpointName, checkpointOn } from '../planning/eligibility.ts'
import { loadSecondsOf, needsLoad } from '../planning/fleet-view.ts'
import { participants, planJob } from '../planning/plan.ts'
import type { PlanningWorker } from '../planning/planning-worker.ts'
import type { Clock, FleetPort, FleetWorker, ImageSink, JobRecord, Journal, Random } from '../ports.ts'
import { resolveSeeds, seedsOfIndex } from '../prompt/seeds.ts'
import { estimate } from '../speed/model.ts'
import type { DispatchEvent } from './dispatch-event.ts'
import type { DispatchSettings } from './dispatch-settings.ts'
import { forecastBatches } from './forecast.ts'
import { InFlight, Station } from './in-flight.ts'
import { IndexPool, type Run } from './index-pool.ts'
import { Job } from './job.ts'
import { jobView } from './job-view.ts'
import { Landing } from './landing.ts'
import { MemoryLimits } from './memory-limits.ts'
import { Deal } from './next-batch.ts'
import { PatientSink } from './patient-sink.ts'
import { checkpointFor, PlanningViews, queuesTwo } from './planning-views.ts'
import { stragglerFor } from './straggler.ts'
import { Strikes } from './strikes.ts'
import { Watch } from './watch.ts'

export type { DispatchEvent } from './dispatch-event.ts'

export interface DispatcherDeps {
  readonly clock: Clock
  readonly random: Random
  readonly fleet: FleetPort
  readonly sink: ImageSink
  readonly journal: Journal
  readonly settings: () => DispatchSettings
  readonly emit: (event: DispatchEvent) => void
  /** a new random id, for jobs, batches and tasks */
  readonly newId: () => string
}

export interface SubmitOptions {
  /** wait for `release` before the first batch */
  readonly hold?: boolean
  /** a job of an earlier run, resumed with its seeds */
  readonly record?: JobRecord
  readonly storedIndexes?: Iterable<number>
}

/** Servers that load a checkpoint by a settings call while idle, not by an override in each request (sdwui API, section 2.4). */
const LOADS_FIRST = new Set(['forge', 'sdnext'])
const LONGEST_RECOVERY_LOOKS = 60
/** How often idle workers look for stragglers while others compute, fleet ms. */
const LOOK_AGAIN_MS = { least: 500, most: 5000 }

/**
 * Keeps the plan true while the world changes: workers pull batches, failures put images back, stragglers get copied. A loop around
 * pure decisions; all I/O goes through ports.
 */
export class Dispatcher {
  readonly #deps: DispatcherDeps
  readonly #jobs: Job[] = []
  readonly #stations = new Map<WorkerId, Station>()
  readonly #memory = new MemoryLimits()
  readonly #views: PlanningViews
  readonly #sink: PatientSink
  readonly #landing: Landing
  readonly #watch: Watch
  /** requests that have ended, for the timeline of jobs still shown */
  readonly #ended = new Map<JobId, BatchView[]>()
  readonly #waiters = new Map<JobId, ((job: JobView) => void)[]>()
  readonly #wallOffset: number
  #pumpAsked = false
  #stopped = false
  #cancelWake: (() => void) | null = null
  #cancelTick: (() => void) | null = null
  #unsubscribe: () => void
  readonly #dirty = new Set<Job>()

  constructor(deps: DispatcherDeps) {
    this.#deps = deps
    this.#wallOffset = deps.clock.wall() - deps.clock.now()
    this.#views = new PlanningViews(this.#memory)
    this.#sink = new PatientSink({
      sink: deps.sink,
      clock: deps.clock,
      // The disk is real even where the fleet's clock runs faster: its pace is the one of the looks at running requests.
      retryEveryMs: () => 5 * deps.settings().progressEveryMs,
      onTrouble: (problem) => this.#onStorage(problem),
    })
    this.#watch = new Watch({
      clock: deps.clock,
      settings: deps.settings,
      station: (id) => this.#station(id),
      changed: (flight) => this.#batchChanged(flight),
      hung: (flight) => this.#landing.hung(flight),
    })
    this.#landing = new Landing({
      clock: deps.clock,
      fleet: deps.fleet,
      sink: this.#sink,
      memory: this.#memory,
      strikes: new Strikes(),
      keepPartials: () => deps.settings().keepPartials,
      station: (id) => this.#station(id),
      emit: deps.emit,
      batchChanged: (flight) => this.#batchChanged(flight),
      jobChanged: (job) => this.#jobChanged(job),
      settle: (job) => this.#settle(job),
      fail: (job, problem) => this.#end(job, 'failed', problem),
      unwant: (flight) => this.#watch.unwant(flight),
      flightsOf: (job) => this.#flightsOf(job),
    })
    this.#unsubscribe = deps.fleet.onChange((id) => this.#onWorkerChanged(id))
  }

  /** Takes a job into the queue. */
  submit(request: GenerationRequest, options: SubmitOptions = {}): JobView {
    if (this.#stopped) throw new TributaryError('not-now', 'The app is closing; nothing new is started.')
    const { clock, random, journal, newId } = this.#deps
    const { record } = options
    const job = new Job({
      id: record?.id ?? JobId.parse(newId()),
      number: record?.number ?? journal.nextJobNumber(),
      request,
      seeds: record ?? resolveSeeds(request, random),
      now: clock.now(),
      wall: record?.submittedAt ?? clock.wall(),
      state: options.hold ? 'held' : record?.state === 'paused' ? 'paused' : 'queued',
      storedIndexes: options.storedIndexes ?? [],
    })
    if (job.state === 'queued') job.releasedAt = clock.now()
    this.#jobs.push(job)
    this.#save(job)
    this.#emitJob(job)
    if (job.whole) this.#settle(job)
    this.#askPump()
    return this.#view(job)
  }

  /** Lets a held job start. */
  release(id: JobId): void {
    const job = this.#job(id)
    if (job.state !== 'held') return
    job.apply('released')
    job.releasedAt = this.#deps.clock.now()
    this.#emitJob(job)
    this.#askPump()
  }

  /** Drops what is not assigned, interrupts what runs, keeps what arrived. */
  cancel(id: JobId): JobView {
    const job = this.#job(id)
    if (!job.over) this.#end(job, 'cancelled', null)
    return this.#view(job)
  }

  /** Starts no further batch; running ones end. */
  pause(id: JobId): JobView {
    const job = this.#job(id)
    if (!job.over && job.state !== 'paused') {
      job.apply('paused')
      this.#save(job)
      this.#emitJob(job)
    }
    return this.#view(job)
  }

  resume(id: JobId): JobView {
    const job = this.#job(id)
    if (job.state === 'paused') {
      job.apply('resumed')
      job.releasedAt ??= this.#deps.clock.now()
      this.#emitJob(job)
    }
    this.#sink.retryNow()
    this.#askPump()
    return this.#view(job)
  }

  /** The plan for a request as of now: what each worker does already is its release time. */
  preview(request: GenerationRequest): Plan {
    const seeds = { seed: Math.max(0, request.seed), subseed: Math.max(0, request.subseed) }
    return this.#plan(request, { ...request, ...seeds }, null, request.images)
  }

  jobs(): JobView[] {
    return this.#jobs.map((job) => this.#view(job))
  }

  /** Every batch of the jobs of this run: ended, running and forecast. */
  batches(id?: JobId): BatchView[] {
    const jobs = id === undefined ? this.#jobs : this.#jobs.filter((job) => job.id === id)
    const now = this.#deps.clock.now()
    return jobs.flatMap((job) => [
      ...(this.#ended.get(job.id) ?? []),
      ...this.#flightsOf(job).map((flight) => flight.view(this.#toWall, now)),
    ])
  }

  /** The newest preview of a running batch; null: none. */
  livePreview(id: BatchId): Uint8Array | null {
    for (const station of this.#stations.values())
      for (const flight of station.flights) if (flight.batchId === id) return flight.preview
    return null
  }

  /** What a worker is on now, for its card. */
  workingOn(
    id: WorkerId,
  ): { jobId: JobId; batchId: BatchId; doneOfJob: number; plannedOfJob: number } | null {
    const flight = this.#station(id).flights[0]
    if (flight === undefined) return null
    const tally = flight.job.tallies.get(id)
    const done = (tally?.images ?? 0) + (tally?.bonus ?? 0)
    const share = flight.job.plan?.shares.find((each) => each.workerId === id)
    const inFlight = this.#station(id).flights.filter((each) => each.job === flight.job)
    const planned = Math.max(
      share === undefined ? 0 : share.images + share.bonus,
      done + inFlight.reduce((sum, each) => sum + each.run.count, 0),
    )
    return { jobId: flight.job.id, batchId: flight.batchId, doneOfJob: done, plannedOfJob: planned }
  }

  /** Resolves when the job is over and nothing of it is on its way any more. */
  whenDone(id: JobId): Promise<JobView> {
    const job = this.#job(id)
    if (this.#quiet(job)) return Promise.resolve(this.#view(job))
    return new Promise((resolve) => this.#waiters.set(id, [...(this.#waiters.get(id) ?? []), resolve]))
  }

  /** Forgets what ended; running jobs stay. */
  forgetEnded(): void {
    for (const job of this.#jobs.filter((each) => each.over && this.#quiet(each))) {
      this.#jobs.splice(this.#jobs.indexOf(job), 1)
      this.#ended.delete(job.id)
    }
  }

  /** Stops sending, interrupts what runs and closes connections. The journal keeps what is missing. Bounded by `graceMs` of fleet time. */
  async stop(graceMs = 5_000): Promise<void> {
    if (this.#stopped) return
    this.#stopped = true
    this.#unsubscribe()
    this.#cancelWake?.()
    this.#cancelTick?.()
    const flights = [...this.#stations.values()].flatMap((station) => [...station.flights])
    for (const flight of flights) this.#watch.unwant(flight)
    if (flights.length > 0) {
      await new Promise<void>((resolve) => {
        const cancel = this.#deps.clock.after(graceMs, resolve)
        void this.#landing.drained().then(() => {
          cancel()
          resolve()
        })
      })
    }
    for (const flight of flights) flight.abort.abort()
    this.#watch.stop()
    for (const job of this.#jobs) this.#save(job)
  }

  // --- the loop -------------------------------------------------------------------------------------------------------

  #askPump(): void {
    if (this.#pumpAsked || this.#stopped) return
    this.#pumpAsked = true
    queueMicrotask(() => {
      this.#pumpAsked = false
      if (!this.#stopped) this.#pump()
    })
  }

  /** Gives every worker that can take a batch its next one. Jobs in their order; who has nothing left to do for one starts on the next. */
  #pump(): void {
    const live = this.#jobs.filter((job) => ['queued', 'running', 'waiting'].includes(job.state))
    if (live.length > 0 && this.#sink.problem === null) {
      for (const job of live) this.#begin(job)
      let takers = this.#takers()
      const ahead = new Map<WorkerId, number>()
      for (const job of live) {
        if (takers.length === 0) break
        this.#deal(job, takers, ahead)
        takers = this.#takers()
      }
      const idle = takers.filter((worker) => this.#station(worker.id).flights.length === 0)
      if (idle.length > 0) this.#copyStragglers(idle, live)
      for (const job of live) this.#noteState(job)
    }
    this.#armWake(live)
    this.#armTick()
  }

  #takers(): FleetWorker[] {
    return this.#deps.fleet.workers().filter((worker) => this.#canTake(worker))
  }

  /** One job's turn: who can take a batch of it gets one. `ahead`: seconds of earlier jobs each worker has still to be sent. */
  #deal(job: Job, takers: readonly FleetWorker[], ahead: Map<WorkerId, number>): void {
    const owner = { params: job.params, job }
    const views = this.#fleetViews(owner, this.#deps.clock.now()).map((view) => {
      const seconds = ahead.get(view.id) ?? 0
      return seconds === 0 ? view : { ...view, releaseSeconds: view.releaseSeconds + seconds }
    })
    const deal = new Deal(views, job.pool.size, new Set<string>(job.bonus.keys()))
    for (const worker of takers) {
      for (let sent = 0; sent < 2; sent++) {
        if (!this.#canTake(worker) || !this.#feed(worker, job, deal)) break
      }
    }
    for (const { id } of views) ahead.set(id, (ahead.get(id) ?? 0) + deal.secondsAhead(id))
  }

  /** What happens once, when a job is looked at for the first time with somebody to work on it. */
  #begin(job: Job): void {
    if (job.plan !== null) return
    const plan = this.#plan(job.request, job.params, job, job.requested - job.mainStored)
    if (plan.makespanSeconds === null) return
    job.plan = plan
    job.predictedSeconds ??= plan.makespanSeconds
    job.lowerBoundSeconds ??= plan.lowerBoundSeconds
    if (job.request.mode === 'bonus' && job.bonus.size === 0) {
      let next = job.requested
      for (const share of [...plan.shares]
        .filter(({ bonus }) => bonus > 0)
        .sort((a, b) => b.bonus - a.bonus)) {
        job.bonus.set(share.workerId, { pool: new IndexPool(next, share.bonus), steps: share.steps })
        next += share.bonus
      }
      for (const index of job.stored) for (const share of job.bonus.values()) share.pool.remove(index)
      job.bonusPlanned = next - job.requested
    }
    this.#save(job)
    this.#jobChanged(job)
  }

  #canTake(worker: FleetWorker): boolean {
    const station = this.#station(worker.id)
    if (!worker.available || worker.lane === 'off' || station.recovering || station.loadingUntil !== null)
      return false
    if (station.lostTask !== null) {
      void this.#recover(worker, station)
      return false
    }
    const [first, second] = station.flights
    if (first === undefined) return true
    if (second !== undefined || !queuesTwo(worker) || first.unwanted) return false
    return this.#secondFrom(first) <= this.#deps.clock.now() + 1
  }

  /** From when on a second request is sent behind this one, fleet ms: late, so that it can be dealt anew until then. */
  #secondFrom(first: InFlight): number {
    const now = this.#deps.clock.now()
    const lead = Math.max(0.3, first.overheadSeconds, 0.15 * first.computeSeconds) * 1000
    return first.computeEndsAt(now) - lead
  }

  /** Sends the worker its next batch of a job; false when there is none for it now. */
  #feed(worker: FleetWorker, job: Job, deal: Deal): boolean {
    const station = this.#station(worker.id)
    const { maxBatch } = this.#deps.settings()
    const sizing = this.#views.forSizing(worker, station, { params: job.params, job }, maxBatch)
    if (sizing.ineligible !== null || sizing.maxBatch < 1) return false
    const bonus = job.bonus.get(worker.id)
    if (bonus !== undefined && bonus.pool.size > 0 && !job.whole) {
      const count = Math.min(sizing.maxBatch, Math.max(1, batchesOf(bonus.pool.size, sizing)[0] ?? 1))
      const run = this.#loadFirst(worker, station, job) ? null : bonus.pool.take(count)
      if (run === null) return false
      this.#send(worker, job, run, { bonus: true, copy: false, steps: bonus.steps })
      return true
    }
    const count = deal.batchFor(sizing)
    if (count === 0 || this.#loadFirst(worker, station, job)) return false
    const run = job.pool.take(count)
    if (run === null) return false
    deal.took(worker.id, run.count)
    this.#send(worker, job, run, { bonus: false, copy: false, steps: null })
    return true
  }

  /** Nothing is left to assign: idle workers make the images of the latest batch too. */
  #copyStragglers(idle: readonly FleetWorker[], live: readonly Job[]): void {
    const { maxBatch } = this.#deps.settings()
    for (const job of live) {
      if (job.pool.size > 0) continue
      const owner = { params: job.params, job }
      let able = idle.filter((worker) => this.#station(worker.id).flights.length === 0)
      // Every copy changes what is left to copy, so one at a time.
      for (let round = 0; round < idle.length && able.length > 0; round++) {
        const now = this.#deps.clock.now()
        const views = able.map((worker) =>
          this.#views.of(worker, this.#station(worker.id), owner, now, maxBatch),
        )
        const usable = participants(views, 'bonus').filter((view) => !job.bonus.has(view.id))
        const self = usable[0]
        const worker = able.find((each) => each.id === self?.id)
        if (self === undefined || worker === undefined) break
        const flights = this.#flightsOf(job).filter(
          (flight) => !flight.bonus && !flight.copy && !flight.unwanted,
        )
        const choice = stragglerFor(
          flights.map((flight) => ({
            remainingSeconds: (flight.endsAt(now) - now) / 1000,
            uncovered: [...flight.indexes()].filter(
              (index) => !flight.covered.has(index) && !job.stored.has(index),
            ),
          })),
          usable,
          0,
        )
        able = able.filter((each) => each.id !== worker.id)
        const late = choice === null ? undefined : flights[choice.batch]
        const first = choice?.indexes[0]
        if (
          choice === null ||
          late === undefined ||
          first === undefined ||
          this.#loadFirst(worker, this.#station(worker.id), job)
        )
          continue
        for (const index of choice.indexes) late.covered.add(index)
        const run = { first, count: choice.indexes.length }
        this.#send(worker, job, run, { bonus: false, copy: true, steps: null })
      }
    }
  }

  /** Starts loading the job's checkpoint where the server wants that done before. True: not ready for a batch yet. */
  #loadFirst(worker: FleetWorker, station: Station, job: Job): boolean {
    if (!LOADS_FIRST.has(worker.capabilities?.kind ?? '') || !needsLoad(worker, job.params)) return false
    const wanted = worker.checkpointOverride ?? job.params.checkpoint
    if (wanted === null || station.flights.length > 0) return station.flights.length > 0
    const title = checkpointOn(worker.capabilities, wanted)?.title ?? wanted
    const { clock, fleet } = this.#deps
    const began = clock.now()
    station.loadingUntil = began + loadSecondsOf(worker) * 1000
    fleet.report(worker.id, { type: 'model-loading' })
    const done = (outcome: WorkerFailure | null) => {
      station.loadingUntil = null
      if (outcome === null) {
        const seconds = (clock.now() - began) / 1000
        fleet.report(worker.id, { type: 'model-loaded', checkpoint: canonicalCheckpointName(wanted) })
        this.#landing.learnLoad(worker, job, seconds)
      } else this.#landing.loadFailed(worker, job, outcome)
      this.#askPump()
    }
    worker.port.loadCheckpoint(title, new AbortController().signal).then(
      () => done(null),
      (error: unknown) => done(asFailure(error)),
    )
    return true
  }

  #send(
    worker: FleetWorker,
    job: Job,
    run: Run,
    options: { bonus: boolean; copy: boolean; steps: number | null },
  ): void {
    const { clock, fleet, newId } = this.#deps
    const station = this.#station(worker.id)
    const now = clock.now()
    const params: GenerationParams =
      options.steps === null ? job.params : { ...job.params, steps: options.steps }
    const wanted = worker.checkpointOverride ?? job.params.checkpoint
    const checkpoint = checkpointFor(worker, params)
    const speed = estimate(worker.speed, params, checkpoint)
    const loaded = station.expectedCheckpoint ?? worker.capabilities?.loadedCheckpoint ?? null
    const cold =
      wanted !== null &&
      loaded !== null &&
      canonicalCheckpointName(wanted).toLowerCase() !== loaded.toLowerCase()
    const seeds = seedsOfIndex(params, run.first)
    const flight = new InFlight({
      batchId: newId(),
      job,
      run,
      bonus: options.bonus,
      copy: options.copy,
      workerId: worker.id,
      request: {
        taskId: TaskId.parse(`tributary-${newId()}`),
        params,
        firstIndex: ImageIndex.parse(run.first),
        count: run.count,
        ...seeds,
        checkpoint: wanted === null ? null : overrideName(worker, wanted),
        saveOnWorker: worker.saveOnWorker,
      },
      port: worker.port,
      now,
      startsAt: station.freeAt(now),
      computeSeconds: run.count * speed.secondsPerImage * speed.batchGain(run.count),
      overheadSeconds: speed.overheadSeconds,
      loadSeconds: cold ? loadSecondsOf(worker) : 0,
    })
    station.flights.push(flight)
    station.expectedCheckpoint =
      wanted === null ? station.expectedCheckpoint : canonicalCheckpointName(wanted)
    if (job.startedWall === null) job.startedWall = clock.wall()
    if (job.state !== 'running') {
      job.apply('started')
      job.problem = null
      this.#emitJob(job)
    }
    fleet.report(worker.id, { type: 'batch-started' })
    this.#batchChanged(flight)
    this.#jobChanged(job)
    this.#watch.follow(flight)
    void this.#fly(worker, flight)
  }

  async #fly(worker: FleetWorker, flight: InFlight): Promise<void> {
    const signal = flight.abort.signal
    await this.#landing.track(async () => {
      try {
        const answer = await worker.port.generate(
          flight.request,
          async (image) => {
            const spooled = await this.#sink.spool(image, signal)
            const { position, infotext, width, height } = image
            flight.passed.push({ position, infotext, width, height })
            flight.spooled.push(spooled)
          },
          signal,
        )
        await this.#landing.landed(flight, answer)
      } catch (error) {
        await this.#landing.crashed(flight, asFailure(error))
      } finally {
        this.#watch.forget(flight)
        this.#askPump()
      }
    })
    this.#settle(flight.job)
  }

  /** On return after a lost request: is it still computed there? Then stop it, and only then send new work. */
  async #recover(worker: FleetWorker, station: Station): Promise<void> {
    const task = station.lostTask
    if (task === null || station.recovering) return
    station.recovering = true
    const signal = new AbortController().signal
    try {
      for (let look = 0; look < LONGEST_RECOVERY_LOOKS; look++) {
        const progress = await worker.port.progress(task, { preview: false }, signal)
        if (progress.at === 'active') {
          if (look === 0) await worker.port.interrupt(signal)
        } else if (progress.at !== 'queued') break
        await new Promise<void>((resolve) => this.#deps.clock.after(1000, resolve))
        if (this.#stopped) return
      }
      station.lostTask = null
    } catch (error) {
      this.#deps.fleet.report(worker.id, { type: 'failed', failure: asFailure(error) })
    } finally {
      station.recovering = false
      this.#askPump()
    }
  }

  // --- what changes around it -------------------------------------------------------------------------------------------

  #onWorkerChanged(_id: WorkerId): void {
    this.#askPump()
    for (const job of this.#jobs) if (!job.over) this.#dirty.add(job)
    this.#armTick()
  }

  #onStorage(problem: { kind: string; message: string } | null): void {
    for (const job of this.#jobs) {
      if (problem !== null && ['queued', 'running', 'waiting'].includes(job.state)) {
        job.apply('storage-failed')
        job.problem = this.#sink.problem
        this.#emitJob(job)
      } else if (problem === null && job.state === 'storing-paused') {
        job.apply('storage-recovered')
        job.problem = null
        this.#emitJob(job)
      }
    }
    this.#askPump()
  }

  /** Says so when nobody can work on a job, and in whose words. */
  #noteState(job: Job): void {
    if (job.over || this.#flightsOf(job).length > 0 || job.pool.size === 0) return
    const stations = [...this.#stations.values()]
    if (stations.some((station) => station.loadingUntil !== null || station.recovering)) return
    const owner = { params: job.params, job }
    const views = this.#fleetViews(owner, this.#deps.clock.now())
    if (participants(views, 'bonus').length > 0) return
    const reasons = views
      .filter((view) => view.ineligible !== null)
      .map((view) => `${view.name}: ${view.ineligible}`)
    const message =
      views.length === 0
        ? 'There is no machine to work on this.'
        : `Nobody can work on this now. ${reasons.join('; ')}.`
    if (job.state === 'waiting' && job.problem?.message === message) return
    job.apply('starved')
    job.problem = {
      kind: 'not-now',
      message,
      remedy: 'It goes on by itself as soon as a machine can.',
      field: null,
    }
    this.#emitJob(job)
  }

  /** Is the job done? */
  #settle(job: Job): void {
    if (!job.over && job.whole && job.claimed.size === 0) {
      job.makespanSeconds ??= (this.#deps.clock.now() - (job.releasedAt ?? job.submittedAt)) / 1000
      for (const share of job.bonus.values()) share.pool.clear()
      for (const flight of this.#flightsOf(job)) if (!flight.bonus) this.#watch.unwant(flight)
      if (this.#flightsOf(job).every((flight) => !flight.bonus)) this.#end(job, 'completed', null)
    }
    if (this.#quiet(job)) {
      const view = this.#view(job)
      for (const resolve of this.#waiters.get(job.id) ?? []) resolve(view)
      this.#waiters.delete(job.id)
    }
  }

  #end(job: Job, event: 'completed' | 'cancelled' | 'failed', problem: JobView['problem']): void {
    job.apply(event)
    job.problem = problem
    job.finishedWall = this.#deps.clock.wall()
    job.makespanSeconds ??= (this.#deps.clock.now() - (job.releasedAt ?? job.submittedAt)) / 1000
    job.pool.clear()
    job.bonus.clear()
    for (const flight of this.#flightsOf(job)) this.#watch.unwant(flight)
    this.#countIdle(job)
    this.#save(job)
    this.#emitJob(job)
    this.#deps.emit({ type: 'forecastChanged', jobId: job.id, batches: [] })
    this.#settle(job)
    this.#askPump()
  }

  #countIdle(job: Job): void {
    const whole = job.makespanSeconds ?? 0
    for (const tally of job.tallies.values()) tally.idleSeconds = Math.max(0, whole - tally.busySeconds)
  }

  /** Nothing of it is on its way. */
  #quiet(job: Job): boolean {
    return job.over && this.#flightsOf(job).length === 0 && job.claimed.size === 0
  }

  // --- events -----------------------------------------------------------------------------------------------------------

  #batchChanged(flight: InFlight): void {
    const now = this.#deps.clock.now()
    const batch = flight.view(this.#toWall, now)
    if (flight.endedAt !== null && this.#deps.settings().eventsEveryMs > 0) {
      const ended = this.#ended.get(flight.job.id) ?? []
      const at = ended.findIndex((each) => each.id === batch.id)
      if (at < 0) ended.push(batch)
      else ended[at] = batch
      this.#ended.set(flight.job.id, ended)
    }
    this.#deps.emit({ type: 'batchChanged', batch })
  }

  #jobChanged(job: Job): void {
    this.#dirty.add(job)
  }

  #emitJob(job: Job): void {
    this.#dirty.delete(job)
    this.#deps.emit({ type: 'jobChanged', job: this.#view(job) })
  }

  /** A round of job, forecast and progress events: coalesced, because thirty workers report at once. */
  #armTick(): void {
    const { eventsEveryMs } = this.#deps.settings()
    const active = this.#jobs.some((job) => !job.over)
    if (
      eventsEveryMs === 0 ||
      this.#cancelTick !== null ||
      this.#stopped ||
      (!active && this.#dirty.size === 0)
    )
      return
    this.#cancelTick = this.#deps.clock.after(eventsEveryMs, () => {
      this.#cancelTick = null
      const now = this.#deps.clock.now()
      for (const job of this.#jobs) {
        if (job.state !== 'running') continue
        this.#deps.emit({ type: 'forecastChanged', jobId: job.id, batches: this.#forecast(job, now) })
        const eta = this.#eta(job)
        this.#deps.emit({
          type: 'progressed',
          progress: {
            jobId: job.id,
            etaSeconds: eta?.seconds ?? null,
            etaSpreadSeconds: eta?.spread ?? null,
            batches: this.#flightsOf(job).map((flight) => {
              const { id, fraction, hasPreview, predictedStartAt, predictedEndAt } = flight.view(
                this.#toWall,
                now,
              )
              return { id, fraction, hasPreview, predictedStartAt, predictedEndAt }
            }),
          },
        })
      }
      for (const job of [...this.#dirty]) this.#emitJob(job)
      this.#armTick()
    })
  }

  #forecast(job: Job, now: number): BatchView[] {
    const owner = { params: job.params, job }
    return forecastBatches({
      job,
      workers: this.#fleetViews(owner, now),
      sizing: (id) => {
        const worker = this.#deps.fleet.worker(id)
        return worker === undefined
          ? null
          : this.#views.forSizing(worker, this.#station(id), owner, this.#deps.settings().maxBatch)
      },
      toWall: (fleetMs) => this.#toWall(fleetMs),
      now,
    })
  }

  /** Wakes the loop when a second request is due, and now and then while somebody idles beside work. */
  #armWake(live: readonly Job[]): void {
    this.#cancelWake?.()
    this.#cancelWake = null
    if (live.length === 0) return
    const now = this.#deps.clock.now()
    let wake = Number.POSITIVE_INFINITY
    const unassigned = live.some(
      (job) => job.pool.size > 0 || [...job.bonus.values()].some(({ pool }) => pool.size > 0),
    )
    let furthest = 0
    let idle = false
    for (const worker of this.#deps.fleet.workers()) {
      const station = this.#station(worker.id)
      const first = station.flights[0]
      if (first === undefined) idle ||= worker.available && worker.lane !== 'off'
      else {
        furthest = Math.max(furthest, first.endsAt(now) - now)
        if (unassigned && station.flights.length === 1 && queuesTwo(worker) && worker.available) {
          const due = this.#secondFrom(first)
          if (due > now + 1) wake = Math.min(wake, due)
        }
      }
    }
    if (idle && furthest > 0)
      wake = Math.min(wake, now + Math.min(LOOK_AGAIN_MS.most, Math.max(LOOK_AGAIN_MS.least, furthest / 20)))
    if (wake === Number.POSITIVE_INFINITY) return
    this.#cancelWake = this.#deps.clock.after(Math.max(1, wake - now), () => {
      this.#cancelWake = null
      this.#askPump()
    })
  }

  // --- views ------------------------------------------------------------------------------------------------------------

  #toWall = (fleetMs: number): number => fleetMs + this.#wallOffset

  #view(job: Job): JobView {
    return jobView(job, this.#deps.settings().eventsEveryMs > 0 ? this.#eta(job) : null)
  }

  /** Seconds until the last asked-for image, as forecast now, with one standard deviation. */
  #eta(job: Job): { seconds: number; spread: number } | null {
    if (job.over || job.whole || job.state === 'held') return null
    const now = this.#deps.clock.now()
    let seconds = 0
    let spread = 0
    for (const flight of this.#flightsOf(job)) {
      if (flight.bonus || flight.unwanted) continue
      const left = (flight.endsAt(now) - now) / 1000
      if (left > seconds) {
        seconds = left
        spread = left * (this.#deps.fleet.worker(flight.workerId) === undefined ? 0.1 : 0.05)
      }
    }
    if (job.pool.size > 0) {
      const plan = this.#plan(job.request, job.params, job, job.pool.size)
      if (plan.makespanSeconds === null) return null
      if (plan.makespanSeconds > seconds) {
        seconds = plan.makespanSeconds
        spread = plan.spreadSeconds ?? 0
      }
    }
    return { seconds, spread }
  }

  #plan(request: GenerationRequest, params: GenerationParams, job: Job | null, images: number): Plan {
    const { graceSeconds } = this.#deps.settings()
    return planJob({
      images,
      mode: request.mode,
      stepScaling: request.stepScaling,
      steps: request.steps,
      graceSeconds,
      workers: this.#fleetViews({ params, job }, this.#deps.clock.now()),
    })
  }

  #fleetViews(owner: { params: GenerationParams; job: Job | null }, now: number): PlanningWorker[] {
    const { maxBatch } = this.#deps.settings()
    return this.#deps.fleet
      .workers()
      .map((worker) => this.#views.of(worker, this.#station(worker.id), owner, now, maxBatch))
  }

  #flightsOf(job: Job): InFlight[] {
    const flights: InFlight[] = []
    for (const station of this.#stations.values())
      for (const flight of station.flights) if (flight.job === job) flights.push(flight)
    return flights
  }

  #station(id: WorkerId): Station {
    const known = this.#stations.get(id)
    if (known !== undefined) return known
    const station = new Station()
    this.#stations.set(id, station)
    return station
  }

  #job(id: JobId): Job {
    const job = this.#jobs.find((each) => each.id === id)
    if (job === undefined) throw new TributaryError('not-found', 'This job is not known any more.')
    return job
  }

  #save(job: Job): void {
    this.#deps.journal.save({
      id: job.id,
      number: job.number,
      request: job.request,
      seed: job.params.seed,
      subseed: job.params.subseed,
      state: job.state,
      bonusPlanned: job.bonusPlanned,
      submittedAt: job.submittedWall,
      finishedAt: job.finishedWall,
      makespanSeconds: job.makespanSeconds,
      predictedSeconds: job.predictedSeconds,
    })
  }
}

export const createDispatcher = (deps: DispatcherDeps): Dispatcher => new Dispatcher(deps)

/** Servers match the bare file name on every machine; where two files share it only the title tells them apart. */
function overrideName(worker: FleetWorker, wanted: string): string {
  const entry = checkpointOn(worker.capabilities, wanted)
  if (entry === null) return canonicalCheckpointName(wanted)
  const namesakes = worker.capabilities?.checkpoints?.filter((each) => each.name === entry.name).length ?? 1
  return namesakes > 1 ? entry.title : entry.name
}

/** Ports reject with a WorkerFailure; anything else is a fault of ours that must not take the loop down. */
function asFailure(error: unknown): WorkerFailure {
  if (error instanceof WorkerFailure) return error
  const message = error instanceof Error ? error.message : String(error)
  return new WorkerFailure('invalid-answer', `The answer could not be taken in: ${message}`, null, {
    cause: error,
  })
}
