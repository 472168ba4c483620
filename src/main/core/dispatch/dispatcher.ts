import type { GenerationRequest } from '../../../shared/generation.ts'
import { type BatchId, JobId, type WorkerId } from '../../../shared/ids.ts'
import type { BatchView, JobView } from '../../../shared/job.ts'
import type { Plan } from '../../../shared/plan.ts'
import type { Problem } from '../../../shared/problem.ts'
import { TributaryError } from '../failure.ts'
import type { Clock, FleetPort, ImageSink, JobRecord, Journal, Random } from '../ports.ts'
import { resolveSeeds } from '../prompt/seeds.ts'
import { Announcer } from './announcer.ts'
import { CheckpointLoading } from './checkpoint-loading.ts'
import { Copying } from './copying.ts'
import type { DispatchEvent } from './dispatch-event.ts'
import type { DispatchSettings } from './dispatch-settings.ts'
import { Feeder } from './feeder.ts'
import { Job } from './job.ts'
import { JobBook } from './job-book.ts'
import { Keeping } from './keeping.ts'
import { Landing } from './landing.ts'
import { Lessons } from './lessons.ts'
import { MemoryLimits } from './memory-limits.ts'
import { Outlook, ownerOf } from './outlook.ts'
import { PatientSink } from './patient-sink.ts'
import { Recovery } from './recovery.ts'
import { Refusals } from './refusals.ts'
import { Sender } from './sender.ts'
import { starvedBecause } from './starving.ts'
import { Stations } from './stations.ts'
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

/** Times the pace of the looks at running requests: a disk that refuses pictures is tried again. */
const LOOKS_PER_STORING_RETRY = 5

/**
 * Keeps the plan true while the world changes: workers pull batches, failures put images back, stragglers get copied. Here the parts
 * are connected and a person's wishes come in; the pull is the Feeder's, the ends of requests are the Landing's.
 */
export class Dispatcher {
  readonly #deps: DispatcherDeps
  readonly #stations = new Stations()
  readonly #book: JobBook
  readonly #outlook: Outlook
  readonly #announcer: Announcer
  readonly #sink: PatientSink
  readonly #watch: Watch
  readonly #sender: Sender
  readonly #feeder: Feeder
  /** ends every wait on a server that belongs to no request */
  readonly #closing = new AbortController()
  readonly #unsubscribe: () => void
  #pumpAsked = false
  #stopped = false

  constructor(deps: DispatcherDeps) {
    this.#deps = deps
    const { clock, fleet, settings, emit, newId } = deps
    const stations = this.#stations
    const station = (id: WorkerId) => stations.of(id)
    const { signal } = this.#closing
    const wallOffset = clock.wall() - clock.now()
    const toWall = (fleetMs: number) => fleetMs + wallOffset
    const pump = () => this.#askPump()
    const memory = new MemoryLimits((id, key, known) => fleet.keepMemory(id, key, known))
    const strikes = new Strikes()
    const strike = (id: WorkerId) => {
      if (!strikes.strike(id, clock.now())) return
      stations.of(id).paused()
      fleet.report(id, { type: 'struck-out' })
    }
    const batchChanged: Announcer['batchChanged'] = (flight) => this.#announcer.batchChanged(flight)
    const jobChanged: Announcer['jobChanged'] = (job) => this.#announcer.jobChanged(job)

    this.#book = new JobBook({
      clock,
      journal: deps.journal,
      stations,
      announcer: () => this.#announcer,
      unwant: (flight) => this.#watch.unwant(flight, 'job-over'),
      pump,
    })
    this.#outlook = new Outlook({
      clock,
      fleet,
      memory,
      stations,
      settings,
      queue: () => this.#book.live(),
      toWall,
    })
    this.#announcer = new Announcer({
      clock,
      settings,
      stations,
      outlook: this.#outlook,
      jobs: () => this.#book.all,
      emit,
      toWall,
    })
    this.#sink = new PatientSink({
      sink: deps.sink,
      clock,
      retryEveryMs: () => LOOKS_PER_STORING_RETRY * settings().progressEveryMs,
      onTrouble: (problem) => this.#onStorage(problem),
    })
    const lessons = new Lessons({ clock, fleet, memory })
    const landing = new Landing({
      clock,
      fleet,
      keeping: new Keeping({ fleet, sink: this.#sink, keepPartials: () => settings().keepPartials, emit }),
      lessons,
      refusals: new Refusals(fleet),
      strike,
      station,
      flightsOf: (job) => stations.flightsOf(job),
      emit,
      batchChanged,
      jobChanged,
      settle: (job) => this.#book.settle(job),
      fail: (job, problem) => this.#book.end(job, 'failed', problem),
      lostTheRace: (flight) => this.#watch.unwant(flight, 'lost-the-race'),
      pump,
    })
    this.#watch = new Watch({
      clock,
      settings,
      station,
      storingStopped: () => this.#sink.problem !== null,
      changed: batchChanged,
      hung: (flight) => landing.hung(flight),
      interrupted: pump,
    })
    this.#sender = new Sender({
      clock,
      fleet,
      sink: this.#sink,
      landing,
      watch: this.#watch,
      station,
      newId,
      started: (job) => this.#announcer.announce(job),
      batchChanged,
      jobChanged,
      pump,
    })
    const loading = new CheckpointLoading({ clock, fleet, lessons, landing, pump, signal })
    this.#feeder = new Feeder({
      clock,
      fleet,
      settings,
      outlook: this.#outlook,
      stations,
      recovery: new Recovery({ clock, fleet, settings, strike, done: pump, signal }),
      loading,
      sender: this.#sender,
      copying: new Copying({ clock, fleet, outlook: this.#outlook, stations, loading, sender: this.#sender }),
      pump,
    })
    this.#unsubscribe = fleet.onChange(() => this.#onFleet())
  }

  /** Takes a job into the queue. Throws `not-now` while closing, and for a job that is being worked on already. */
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
      hold: options.hold ?? false,
      state: record?.state === 'paused' ? 'paused' : 'queued',
      storedIndexes: options.storedIndexes ?? [],
    })
    if (job.state === 'queued') job.releasedAt = clock.now()
    this.#book.add(job)
    this.#announcer.announce(job)
    this.#book.settle(job)
    this.#askPump()
    return this.#announcer.jobView(job)
  }

  /** Lets a held job start; one that was paused meanwhile starts when it is resumed. */
  release(id: JobId): void {
    const job = this.#book.get(id)
    if (!job.hold || job.over) return
    job.hold = false
    job.apply('released')
    if (job.state !== 'queued') return
    job.releasedAt = this.#deps.clock.now()
    this.#announcer.announce(job)
    this.#askPump()
  }

  /** Drops what is not assigned, interrupts what runs, keeps what arrived. */
  cancel(id: JobId): JobView {
    const job = this.#book.get(id)
    if (!job.over) this.#book.end(job, 'cancelled', null)
    return this.#announcer.jobView(job)
  }

  /** Starts no further batch; running ones end. */
  pause(id: JobId): JobView {
    const job = this.#book.get(id)
    if (!job.over && job.state !== 'paused') {
      job.apply('paused')
      this.#book.save(job)
      this.#announcer.announce(job)
    }
    return this.#announcer.jobView(job)
  }

  /** Goes on with a paused job, and tries at once to store what waits for the disk. */
  resume(id: JobId): JobView {
    const job = this.#book.get(id)
    if (job.state === 'paused') {
      job.apply(job.hold ? 'held-again' : 'resumed')
      if (!job.hold) job.releasedAt ??= this.#deps.clock.now()
      if (!job.hold && this.#sink.problem !== null) stopStoring(job, this.#sink.problem)
      this.#book.save(job)
      this.#announcer.announce(job)
    }
    this.#sink.retryNow()
    this.#askPump()
    return this.#announcer.jobView(job)
  }

  /** Moves a job in the queue: in front of another one, or to the end. What runs already is not stopped. */
  move(id: JobId, before: JobId | null): void {
    this.#book.move(id, before)
    this.#askPump()
  }

  /** The plan for a request as of now: what each worker does already is its release time. */
  preview(request: GenerationRequest): Plan {
    const seeds = { seed: Math.max(0, request.seed), subseed: Math.max(0, request.subseed) }
    return this.#outlook.plan(request, { params: { ...request, ...seeds }, job: null }, request.images)
  }

  /** In the order of the queue. */
  jobs(): JobView[] {
    return this.#book.all.map((job) => this.#announcer.jobView(job))
  }

  job(id: JobId): JobView | undefined {
    const job = this.#book.find(id)
    return job === undefined ? undefined : this.#announcer.jobView(job)
  }

  /** Every batch of one job, or of all jobs of this run: ended, running and forecast. */
  batches(id?: JobId): BatchView[] {
    const jobs = id === undefined ? this.#book.all : [this.#book.find(id)].filter((job) => job !== undefined)
    return jobs.flatMap((job) => this.#announcer.batches(job))
  }

  /** The newest preview of a running batch; null: none. */
  livePreview(id: BatchId): Uint8Array | null {
    return this.#stations.flights().find((flight) => flight.batchId === id)?.preview ?? null
  }

  /** What a worker is on now, for its card. */
  workingOn(
    id: WorkerId,
  ): { jobId: JobId; batchId: BatchId; doneOfJob: number; plannedOfJob: number } | null {
    const { flights } = this.#stations.of(id)
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
    return this.#book.whenDone(this.#book.get(id))
  }

  /** Forgets what ended; running jobs stay. */
  forgetEnded(): void {
    this.#book.forgetEnded()
  }

  /**
   * Stops sending, interrupts what runs and closes connections. The journal keeps what is missing. Takes at most twice `graceMs` of
   * fleet time: once for what runs to end well, once for what was cut off to be put in order.
   */
  async stop(graceMs = 5_000): Promise<void> {
    if (this.#stopped) return
    this.#stopped = true
    this.#unsubscribe()
    this.#feeder.stop()
    for (const flight of this.#stations.abandoned()) flight.abort.abort()
    for (const flight of this.#stations.flights()) this.#watch.unwant(flight, 'job-over')
    await this.#drained(graceMs)
    this.#closing.abort()
    this.#watch.stop()
    for (const flight of this.#stations.flights()) flight.abort.abort()
    await this.#drained(graceMs)
    for (const job of this.#book.all) this.#book.save(job)
    this.#announcer.stop()
  }

  async #drained(atMostMs: number): Promise<void> {
    let cancel: () => void = () => undefined
    const late = new Promise<void>((resolve) => {
      cancel = this.#deps.clock.after(atMostMs, resolve)
    })
    await Promise.race([this.#sender.drained(), late])
    cancel()
  }

  /** Once for all that happens in one turn. */
  #askPump(): void {
    if (this.#pumpAsked || this.#stopped) return
    this.#pumpAsked = true
    queueMicrotask(() => {
      this.#pumpAsked = false
      if (!this.#stopped) this.#pump()
    })
  }

  #pump(): void {
    const live = this.#book.live()
    if (live.length > 0 && this.#sink.problem === null) {
      for (const job of live) this.#begin(job)
      this.#feeder.feed(live)
      for (const job of live) this.#noteStarved(job)
    }
    this.#feeder.armWake(live)
    this.#announcer.arm()
  }

  /** What happens once, when a job is looked at for the first time with somebody to work on it. */
  #begin(job: Job): void {
    if (job.plan !== null) return
    const plan = this.#outlook.plan(job.request, ownerOf(job), job.requested - job.mainStored)
    if (plan.makespanSeconds === null) return
    job.begin(plan)
    this.#book.save(job)
    this.#announcer.jobChanged(job)
  }

  /** Says so when nobody can work on a job, and in whose words. */
  #noteStarved(job: Job): void {
    if (!job.live || job.pool.size === 0 || this.#stations.flightsOf(job).length > 0) return
    if ([...this.#stations.all()].some(({ occupied }) => occupied)) return
    const problem = starvedBecause(this.#outlook.fleet(ownerOf(job)))
    if (problem === null || (job.state === 'waiting' && job.problem?.message === problem.message)) return
    job.apply('starved')
    job.problem = problem
    this.#announcer.announce(job)
  }

  #onFleet(): void {
    for (const job of this.#book.all) if (!job.over) this.#announcer.jobChanged(job)
    this.#askPump()
  }

  #onStorage(problem: Problem | null): void {
    for (const job of this.#book.all) {
      if (problem !== null && (job.live || job.state === 'storing-paused')) stopStoring(job, problem)
      else if (problem === null && job.state === 'storing-paused') {
        job.apply('storage-recovered')
        job.problem = null
        // With requests still on their way it is running, and perhaps nothing is left to send that would make it so.
        if (this.#stations.flightsOf(job).length > 0) job.apply('started')
      } else continue
      this.#announcer.announce(job)
    }
    this.#askPump()
  }
}

export const createDispatcher = (deps: DispatcherDeps): Dispatcher => new Dispatcher(deps)

function stopStoring(job: Job, problem: Problem): void {
  job.apply('storage-failed')
  job.problem = problem
}
