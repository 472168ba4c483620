import type { Clock, FleetPort, ImageSink, Journal } from '../ports.ts'
import type { OnIllegalMove } from '../state-table.ts'
import { OneColour } from './answer/one-colour.ts'
import { RetryingSink } from './answer/retrying-sink.ts'
import { StorePictures } from './answer/store-pictures.ts'
import { CheckpointLoading } from './dealing/checkpoint-loading.ts'
import { Copying } from './dealing/copying.ts'
import { Feeder } from './dealing/feeder.ts'
import { Loop } from './dealing/loop.ts'
import { MakeRoom } from './dealing/make-room.ts'
import { Readiness } from './dealing/readiness.ts'
import { SpareCopies } from './dealing/spare-copies.ts'
import type { DispatchEvent } from './dispatch-event.ts'
import type { DispatchSettings } from './dispatch-settings.ts'
import { FleetForecast } from './forecast/fleet-forecast.ts'
import { JobForecasts } from './forecast/job-forecasts.ts'
import { Refusals } from './job/refusals.ts'
import { Announcer } from './queue/announcer.ts'
import { Deadlines } from './queue/deadlines.ts'
import { JobEnd } from './queue/job-end.ts'
import { JobQueue } from './queue/job-queue.ts'
import { QueuePause } from './queue/queue-pause.ts'
import { SourceShares } from './queue/source-shares.ts'
import { StoragePause } from './queue/storage-pause.ts'
import { Rounds } from './rounds.ts'
import { Hanging } from './sending/hanging.ts'
import { Recovery } from './sending/recovery.ts'
import { RequestEnd } from './sending/request-end.ts'
import { ReturnImages } from './sending/return-images.ts'
import { Sender } from './sending/sender.ts'
import { Watch } from './sending/watch.ts'
import { WallTime } from './wall-time.ts'
import { FailureCounts } from './worker/failure-counts.ts'
import { FleetChanges } from './worker/fleet-changes.ts'
import { MemoryLimits } from './worker/memory-limits.ts'
import { Observations } from './worker/observations.ts'
import { TimeLimits } from './worker/time-limits.ts'
import { WorkerLedgers } from './worker/worker-ledgers.ts'

/** A disk that refuses pictures is tried again after so many looks at running requests. */
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

/** The parts that the dispatcher itself uses. */
export interface Parts {
  readonly ledgers: WorkerLedgers
  readonly queue: JobQueue
  readonly queuePause: QueuePause
  readonly jobEnd: JobEnd
  readonly deadlines: Deadlines
  readonly fleetForecast: FleetForecast
  readonly forecasts: JobForecasts
  readonly announcer: Announcer
  readonly sink: RetryingSink
  readonly watch: Watch
  readonly sender: Sender
  readonly rounds: Rounds
  readonly loop: Loop
  /** this machine has slept */
  readonly woke: () => void
}

/**
 * Makes the parts of a dispatcher, each from those before it. Two things go against that order, and each has its place: whoever has
 * something to deal asks for a round (Rounds, which the Loop runs), and a request that nobody needs any more tells the Watch (InFlight).
 */
export function assemble(deps: AssemblyDeps): Parts {
  const { clock, fleet, settings, emit, newId, onIllegalMove, closing: signal } = deps
  const rounds = new Rounds()
  const wallTime = new WallTime(clock)

  const ledgers = new WorkerLedgers()
  const changes = new FleetChanges(clock, fleet, ledgers)
  const failures = new FailureCounts(clock, fleet, ledgers)
  const memory = new MemoryLimits((id, key, known) => fleet.keepMemory(id, key, known))
  const times = new TimeLimits((id, seconds) => fleet.keepLongestRequest(id, seconds))
  const observations = new Observations({ clock, fleet, memory, times })

  const queue = new JobQueue(deps.journal, ledgers)
  const sourceShares = new SourceShares()
  const fleetForecast = new FleetForecast({
    ...{ clock, fleet, memory, times, ledgers, changes, settings, wallTime, sourceShares },
    queue: () => queue.live(),
  })
  const forecasts = new JobForecasts({ clock, ledgers, fleetForecast, rounds })
  const announcer = new Announcer({ clock, settings, ledgers, fleetForecast, queue, emit, wallTime })
  const jobEnd = new JobEnd({ clock, queue, ledgers, announcer, fleetForecast, rounds })
  const deadlines = new Deadlines({ clock, queue, ledgers, fleetForecast, jobEnd, rounds })
  const queuePause = new QueuePause({
    ...{ clock, journal: deps.journal, queue, forecasts, announcer, rounds, emit },
  })
  const storagePause = new StoragePause({ clock, queue, ledgers, announcer, rounds })

  const sink = new RetryingSink({
    sink: deps.sink,
    clock,
    retryEveryMs: () => LOOKS_PER_STORING_RETRY * settings().progressEveryMs,
    onTrouble: (problem) => storagePause.changed(problem),
  })
  const storingStopped = () => sink.problem !== null
  const returnImages = new ReturnImages({ clock, fleet, ledgers, announcer, emit })
  const requestEnd = new RequestEnd({
    ...{ clock, fleet, observations, returnImages, failures, ledgers, announcer, jobEnd, rounds },
    storePictures: new StorePictures({ fleet, sink, keepPartials: () => settings().keepPartials, emit }),
    oneColour: new OneColour({ fleet, emit }),
    refusals: new Refusals(fleet),
  })
  const hanging = new Hanging({ clock, fleet, returnImages, ledgers, failures, jobEnd, rounds })
  const watch = new Watch({ clock, settings, ledgers, storingStopped, announcer, hanging, rounds })
  const sender = new Sender({
    ...{ clock, fleet, sink, requestEnd, watch, ledgers, announcer, rounds, sourceShares },
    ...{ newId, onIllegalMove },
  })

  const loading = new CheckpointLoading({ clock, fleet, observations, announcer, rounds, signal })
  const keptDeals = fleetForecast.kept
  const recovery = new Recovery({ clock, fleet, settings, failures, times, rounds, signal })
  const spares = new SpareCopies({ clock, settings, ledgers, keptDeals, sender })
  const feeder = new Feeder({
    ...{ clock, fleet, settings, queue, fleetForecast, forecasts, ledgers, loading, sender, rounds },
    keptDeals,
    readiness: new Readiness({ clock, settings, ledgers, changes, recovery }),
    spares,
    copying: new Copying({
      ...{ clock, fleet, fleetForecast, ledgers, changes, keptDeals, loading, sender, spares },
    }),
  })
  const loop = new Loop({
    ...{ rounds, queue, jobEnd, deadlines, storagePause, sink, fleetForecast, forecasts, ledgers },
    ...{ announcer, feeder },
    makeRoom: new MakeRoom({ clock, fleetForecast, ledgers, returnImages }),
    sourceShares,
  })
  const woke = () => {
    wallTime.woke()
    for (const flight of ledgers.flights()) watch.woke(flight)
    loop.fleetChanged()
  }
  const dispatching = { queue, queuePause, jobEnd, deadlines, sink, watch, sender, rounds, loop, woke }
  return { ledgers, fleetForecast, forecasts, announcer, ...dispatching }
}
