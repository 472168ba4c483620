import type { WorkerId } from '../../../shared/ids.ts'
import type { Clock, FleetPort, ImageSink, Journal } from '../ports.ts'
import type { OnIllegalMove } from '../state-table.ts'
import { Announcer } from './announcer.ts'
import { OneColour } from './answer/one-colour.ts'
import { PatientSink } from './answer/patient-sink.ts'
import { StorePictures } from './answer/store-pictures.ts'
import { CheckpointLoading } from './dealing/checkpoint-loading.ts'
import { Copying } from './dealing/copying.ts'
import { Feeder } from './dealing/feeder.ts'
import { FleetForecast, ownerOf } from './dealing/fleet-forecast.ts'
import { Loop } from './dealing/loop.ts'
import type { DispatchEvent } from './dispatch-event.ts'
import type { DispatchSettings } from './dispatch-settings.ts'
import type { Job } from './job/job.ts'
import { JobBook } from './job/job-book.ts'
import { Refusals } from './job/refusals.ts'
import { Hanging } from './request/hanging.ts'
import type { InFlight } from './request/in-flight.ts'
import { RequestEnd } from './request/request-end.ts'
import { ReturnImages } from './request/return-images.ts'
import { Sender } from './request/sender.ts'
import { Watch } from './request/watch.ts'
import { CircuitBreaker } from './worker/circuit-breaker.ts'
import { MemoryLimits } from './worker/memory-limits.ts'
import { Observations } from './worker/observations.ts'
import { Recovery } from './worker/recovery.ts'
import { TimeLimits } from './worker/time-limits.ts'
import { WorkerLedgers } from './worker/worker-ledgers.ts'

/** Times the pace of the looks at running requests: a disk that refuses pictures is tried again. */
const LOOKS_PER_STORING_RETRY = 5

export interface AssemblyDeps {
  readonly clock: Clock
  readonly fleet: FleetPort
  readonly sink: ImageSink
  readonly journal: Journal
  readonly settings: () => DispatchSettings
  readonly emit: (event: DispatchEvent) => void
  readonly newId: () => string
  readonly onIllegalMove: OnIllegalMove
  /** ends every wait on a server that belongs to no request */
  readonly closing: AbortSignal
}

/** What a dispatcher speaks to. */
export interface Parts {
  readonly ledgers: WorkerLedgers
  readonly book: JobBook
  readonly fleetForecast: FleetForecast
  readonly announcer: Announcer
  readonly sink: PatientSink
  readonly watch: Watch
  readonly sender: Sender
  readonly loop: Loop
  /** this machine has slept */
  readonly woke: () => void
}

/**
 * Makes the parts of a dispatcher and connects them. Requests end in a circle (an end lets the loop send the next), so some parts are
 * told of others that are made after them; nothing is called before all stand.
 */
export function assemble(deps: AssemblyDeps): Parts {
  const { clock, fleet, settings, emit, newId, closing: signal } = deps
  let wallOffset = clock.wall() - clock.now()
  const toWall = (fleetMs: number) => fleetMs + wallOffset
  const ledgers = new WorkerLedgers()
  const ledger = (id: WorkerId) => ledgers.of(id)
  const flightsOf = (job: Job) => ledgers.flightsOf(job)
  const requestRound = () => loop.ask()
  const batchChanged = (flight: InFlight) => announcer.batchChanged(flight)
  const jobChanged = (job: Job) => announcer.jobChanged(job)
  const done = ({ job }: InFlight) => {
    jobChanged(job)
    book.settle(job)
  }
  const breaker = new CircuitBreaker()
  const outIf = (struckOut: boolean, id: WorkerId) => {
    if (!struckOut) return
    ledgers.of(id).paused()
    fleet.report(id, { type: 'struck-out' })
  }
  const strike = (id: WorkerId) => outIf(breaker.strike(id, clock.now()), id)
  const strikeInARow = ({ workerId, sentAt }: InFlight) =>
    outIf(breaker.inARow(workerId, sentAt, clock.now()), workerId)

  const memory = new MemoryLimits((id, key, known) => fleet.keepMemory(id, key, known))
  const times = new TimeLimits((id, seconds) => fleet.keepLongestRequest(id, seconds))
  const fleetForecast = new FleetForecast({
    clock,
    fleet,
    memory,
    times,
    ledgers,
    settings,
    queue: () => book.live(),
    toWall,
  })
  const announcer = new Announcer({
    clock,
    settings,
    ledgers,
    fleetForecast,
    jobs: () => book.all,
    emit,
    toWall,
  })
  const book = new JobBook({
    clock,
    journal: deps.journal,
    ledgers,
    announcer,
    candidates: (job) => fleetForecast.candidates(ownerOf(job)),
    unwant: (flight) => watch.unwant(flight, 'job-over'),
    requestRound,
  })
  const sink = new PatientSink({
    sink: deps.sink,
    clock,
    retryEveryMs: () => LOOKS_PER_STORING_RETRY * settings().progressEveryMs,
    onTrouble: (problem) => loop.storageChanged(problem),
  })
  const returnImages = new ReturnImages({ clock, fleet, flightsOf, emit, batchChanged })
  const observations = new Observations({ clock, fleet, memory, times })
  const requestEnd = new RequestEnd({
    clock,
    fleet,
    storePictures: new StorePictures({ fleet, sink, keepPartials: () => settings().keepPartials, emit }),
    observations,
    oneColour: new OneColour({ fleet, emit }),
    refusals: new Refusals(fleet),
    returnImages,
    breaker: { strike, inARow: strikeInARow, answered: (id) => breaker.answered(id) },
    ledger,
    flightsOf,
    batchChanged,
    done,
    fail: (job, problem) => book.end(job, 'failed', problem),
    lostTheRace: (flight) => watch.unwant(flight, 'lost-the-race'),
    requestRound,
  })
  const hanging = new Hanging({ clock, fleet, returnImages, ledger, strike, done, requestRound })
  const watch = new Watch({
    clock,
    settings,
    ledger,
    storingStopped: () => sink.problem !== null,
    changed: batchChanged,
    hung: (flight) => hanging.hung(flight),
    unanswered: (flight) => hanging.unanswered(flight),
    interrupted: requestRound,
  })
  const sender = new Sender({
    clock,
    fleet,
    sink,
    requestEnd,
    watch,
    ledger,
    newId,
    started: (job) => announcer.announce(job),
    batchChanged,
    jobChanged,
    requestRound,
    onIllegalMove: deps.onIllegalMove,
  })
  const loading = new CheckpointLoading({ clock, fleet, observations, jobChanged, requestRound, signal })
  const feeder = new Feeder({
    clock,
    fleet,
    settings,
    fleetForecast,
    ledgers,
    recovery: new Recovery({ clock, fleet, settings, strike, done: requestRound, signal }),
    loading,
    sender,
    copying: new Copying({ clock, fleet, fleetForecast, ledgers, loading, sender }),
    requestRound,
  })
  const storageProblem = () => sink.problem
  const loop = new Loop({ book, fleetForecast, ledgers, announcer, feeder, storageProblem })
  const woke = () => {
    // Fleet time has left the sleep out, the wall has not.
    wallOffset = clock.wall() - clock.now()
    for (const flight of ledgers.flights()) watch.woke(flight)
    loop.fleetChanged()
  }
  return { ledgers, book, fleetForecast, announcer, sink, watch, sender, loop, woke }
}
