import type { WorkerId } from '../../../shared/ids.ts'
import type { Clock, FleetPort, ImageSink, Journal } from '../ports.ts'
import { Announcer } from './announcer.ts'
import { CheckpointLoading } from './checkpoint-loading.ts'
import { Copying } from './copying.ts'
import type { DispatchEvent } from './dispatch-event.ts'
import type { DispatchSettings } from './dispatch-settings.ts'
import { Feeder } from './feeder.ts'
import { Hanging } from './hanging.ts'
import type { InFlight } from './in-flight.ts'
import type { Job } from './job.ts'
import { JobBook } from './job-book.ts'
import { Keeping } from './keeping.ts'
import { Landing } from './landing.ts'
import { Lessons } from './lessons.ts'
import { Loop } from './loop.ts'
import { MemoryLimits } from './memory-limits.ts'
import { OneColour } from './one-colour.ts'
import { Outlook, ownerOf } from './outlook.ts'
import { PatientSink } from './patient-sink.ts'
import { Recovery } from './recovery.ts'
import { Refusals } from './refusals.ts'
import { Returning } from './returning.ts'
import { Sender } from './sender.ts'
import { Stations } from './stations.ts'
import { Strikes } from './strikes.ts'
import { TimeLimits } from './time-limits.ts'
import { Watch } from './watch.ts'

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
  /** ends every wait on a server that belongs to no request */
  readonly closing: AbortSignal
}

/** What a dispatcher speaks to. */
export interface Parts {
  readonly stations: Stations
  readonly book: JobBook
  readonly outlook: Outlook
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
  const stations = new Stations()
  const station = (id: WorkerId) => stations.of(id)
  const flightsOf = (job: Job) => stations.flightsOf(job)
  const pump = () => loop.ask()
  const batchChanged = (flight: InFlight) => announcer.batchChanged(flight)
  const jobChanged = (job: Job) => announcer.jobChanged(job)
  const done = ({ job }: InFlight) => {
    jobChanged(job)
    book.settle(job)
  }
  const strikes = new Strikes()
  const outIf = (struckOut: boolean, id: WorkerId) => {
    if (!struckOut) return
    stations.of(id).paused()
    fleet.report(id, { type: 'struck-out' })
  }
  const strike = (id: WorkerId) => outIf(strikes.strike(id, clock.now()), id)
  const strikeInARow = ({ workerId, sentAt }: InFlight) =>
    outIf(strikes.inARow(workerId, sentAt, clock.now()), workerId)

  const memory = new MemoryLimits((id, key, known) => fleet.keepMemory(id, key, known))
  const times = new TimeLimits((id, seconds) => fleet.keepLongestRequest(id, seconds))
  const outlook = new Outlook({
    clock,
    fleet,
    memory,
    times,
    stations,
    settings,
    queue: () => book.live(),
    toWall,
  })
  const announcer = new Announcer({
    clock,
    settings,
    stations,
    outlook,
    jobs: () => book.all,
    emit,
    toWall,
  })
  const book = new JobBook({
    clock,
    journal: deps.journal,
    stations,
    announcer,
    candidates: (job) => outlook.candidates(ownerOf(job)),
    unwant: (flight) => watch.unwant(flight, 'job-over'),
    pump,
  })
  const sink = new PatientSink({
    sink: deps.sink,
    clock,
    retryEveryMs: () => LOOKS_PER_STORING_RETRY * settings().progressEveryMs,
    onTrouble: (problem) => loop.storageChanged(problem),
  })
  const returning = new Returning({ fleet, flightsOf, emit, batchChanged })
  const lessons = new Lessons({ clock, fleet, memory, times })
  const landing = new Landing({
    clock,
    fleet,
    keeping: new Keeping({ fleet, sink, keepPartials: () => settings().keepPartials, emit }),
    lessons,
    oneColour: new OneColour({ fleet, emit }),
    refusals: new Refusals(fleet),
    returning,
    strikes: { strike, inARow: strikeInARow, answered: (id) => strikes.answered(id) },
    station,
    flightsOf,
    batchChanged,
    done,
    fail: (job, problem) => book.end(job, 'failed', problem),
    lostTheRace: (flight) => watch.unwant(flight, 'lost-the-race'),
    pump,
  })
  const hanging = new Hanging({ clock, fleet, returning, station, strike, done, pump })
  const watch = new Watch({
    clock,
    settings,
    station,
    storingStopped: () => sink.problem !== null,
    changed: batchChanged,
    hung: (flight) => hanging.hung(flight),
    unanswered: (flight) => hanging.unanswered(flight),
    interrupted: pump,
  })
  const sender = new Sender({
    clock,
    fleet,
    sink,
    landing,
    watch,
    station,
    newId,
    started: (job) => announcer.announce(job),
    batchChanged,
    jobChanged,
    pump,
  })
  const loading = new CheckpointLoading({ clock, fleet, lessons, jobChanged, pump, signal })
  const feeder = new Feeder({
    clock,
    fleet,
    settings,
    outlook,
    stations,
    recovery: new Recovery({ clock, fleet, settings, strike, done: pump, signal }),
    loading,
    sender,
    copying: new Copying({ clock, fleet, outlook, stations, loading, sender }),
    pump,
  })
  const storageProblem = () => sink.problem
  const loop = new Loop({ book, outlook, stations, announcer, feeder, storageProblem })
  const woke = () => {
    // Fleet time has left the sleep out, the wall has not.
    wallOffset = clock.wall() - clock.now()
    for (const flight of stations.flights()) watch.woke(flight)
    loop.fleetChanged()
  }
  return { stations, book, outlook, announcer, sink, watch, sender, loop, woke }
}
