import { DEFAULT_REQUEST, type GenerationRequest } from '../../../../shared/generation.ts'
import { AwakeClock } from '../../awake-clock.ts'
import { DISPATCH_DEFAULTS, type DispatchSettings } from '../dispatch-settings.ts'
import { createDispatcher, type DispatchEvent, type Dispatcher } from '../dispatcher.ts'
import { MemoryJournal, MemorySink } from './memory-sink.ts'
import { seededRandom } from './seeded-random.ts'
import { STEADY, type TrueWorker } from './true-worker.ts'
import { VirtualClock } from './virtual-clock.ts'
import { VirtualFleet, type VirtualWorkerSpec } from './virtual-fleet.ts'

/** A whole fleet in virtual time around the real dispatcher. */
export interface World {
  readonly clock: VirtualClock
  readonly fleet: VirtualFleet
  readonly sink: MemorySink
  readonly journal: MemoryJournal
  readonly dispatcher: Dispatcher
  readonly events: DispatchEvent[]
}

export function createWorld(
  specs: readonly VirtualWorkerSpec[],
  options: {
    settings?: Partial<DispatchSettings>
    seed?: number
    withInfotexts?: boolean
    keepEvents?: boolean
    /** told of every event, kept or not */
    onEvent?: (event: DispatchEvent) => void
    /** the dispatcher notices when the machine sleeps */
    mayGoToSleep?: boolean
    wildcards?: Readonly<Record<string, readonly string[]>>
  } = {},
): World {
  const clock = new VirtualClock()
  const fleet = new VirtualFleet(clock, specs, { withInfotexts: options.withInfotexts ?? true })
  const sink = new MemorySink()
  const journal = new MemoryJournal()
  const events: DispatchEvent[] = []
  const settings: DispatchSettings = { ...DISPATCH_DEFAULTS, ...options.settings }
  let ids = 0
  const dispatcher = createDispatcher({
    clock: options.mayGoToSleep === true ? new AwakeClock(clock) : clock,
    random: seededRandom(options.seed ?? 1),
    fleet,
    sink,
    journal,
    wildcards: { lines: (name) => options.wildcards?.[name] ?? null },
    settings: () => settings,
    emit: (event) => {
      if (options.keepEvents !== false) events.push(event)
      options.onEvent?.(event)
    },
    newId: () => `id-${ids++}`,
    onIllegalMove: (error) => {
      throw error
    },
  })
  return { clock, fleet, sink, journal, dispatcher, events }
}

/**
 * A world whose forecasts are told every 2.5 s. Four times a second, as a person sees them, they are half of what an hour of virtual time costs;
 * a test that is not about what is told meanwhile does without.
 */
export const createUnwatchedWorld: typeof createWorld = (specs, options = {}) =>
  createWorld(specs, { ...options, settings: { eventsEveryMs: 2500, ...options.settings } })

/** A worker that is what it is believed to be. */
export const steady = (name: string, ipm: number, more: Partial<TrueWorker> = {}): TrueWorker => ({
  ...STEADY,
  name,
  ipm,
  ...more,
})

/** A request at the benchmark payload's work for the checkpoint every simulated worker has. */
export const requestFor = (images: number, more: Partial<GenerationRequest> = {}): GenerationRequest => ({
  ...DEFAULT_REQUEST,
  prompt: 'a herd of cows',
  checkpoint: 'common',
  seed: 1000,
  subseed: 5,
  images,
  ...more,
})
