import type { DispatchEvent } from '../../src/main/core/dispatch/dispatch-event.ts'
import type { VirtualWorkerSpec } from '../../src/main/core/dispatch/testing/virtual-fleet.ts'
import { createWorld, requestFor, type World } from '../../src/main/core/dispatch/testing/world.ts'
import { batchSizes } from '../../src/main/fleet/benchmark/batch-sizes.ts'
import type { GenerationRequest } from '../../src/shared/generation.ts'
import type { JobId } from '../../src/shared/ids.ts'
import { inWords } from '../../src/shared/words/say.ts'
import type { DrawnWorker, DrawnWorld } from './draw-world.ts'
import { type Told, watchForecasts } from './forecasts.ts'

/** A person looks after a job that nobody works on once in so many seconds, and lifts the pause of workers that failed too often. */
const PERSON_LOOKS_EVERY_SECONDS = 120
/** Forecasts are made when they are asked for, but no rounds of events. */
const NO_ROUNDS_MS = 1e12

const WILDCARD = 'animal'
/** So many that neighbours do not draw the same: images that do would be requests of several. */
const ANIMALS = Array.from({ length: 10_000 }, (_, at) => `animal ${at + 1}`)

/** A request for so many images of a world. */
export const requestOf = (
  { wildcards }: Pick<DrawnWorld, 'wildcards'>,
  images: number,
  more: Partial<GenerationRequest>,
): GenerationRequest =>
  requestFor(images, { ...(wildcards ? { prompt: `a herd of __${WILDCARD}__` } : {}), ...more })

/** How a run went. Seconds from the start, when all jobs are submitted. */
export interface TributaryRun {
  readonly endsAt: number
  readonly firstPictureAt: number
  readonly jobs: readonly {
    readonly images: number
    /** images beyond them: by the first plan, and stored in the end */
    readonly bonus: { readonly promised: number; readonly made: number }
    readonly endsAt: number
    /** empty where nobody asked for forecasts */
    readonly told: readonly Told[]
  }[]
}

/**
 * A world in virtual time around the real dispatcher, and the person who looks after it. It is told what a benchmark would have
 * found (believed speed, overhead, gains of the batches it measures, load time) and the caps a person has set; never the truth.
 */
export function worldOf(
  world: DrawnWorld,
  seed: number,
  { onEvent, eventsEveryMs = 0 }: { onEvent: (event: DispatchEvent) => void; eventsEveryMs?: number },
): { run: World; person: { leaves(): void } } {
  const specs = world.workers.map(
    (worker, index): VirtualWorkerSpec => ({
      truth: worker.truth,
      noise: world.noiseOf(index),
      belief: beliefOf(worker),
    }),
  )
  const run = createWorld(specs, {
    seed,
    settings: { eventsEveryMs, livePreviews: false },
    withInfotexts: false,
    keepEvents: false,
    onEvent,
    wildcards: { [WILDCARD]: ANIMALS },
  })
  return { run, person: personAround(run, world) }
}

/**
 * The real dispatcher in virtual time until everything is stored.
 * `forecastsOver`: least seconds of the whole, which say how often forecasts are looked at; absent: never.
 */
export async function runTributary(
  world: DrawnWorld,
  seed: number,
  options: { forecastsOver?: number } = {},
): Promise<TributaryRun> {
  const { forecastsOver } = options
  let firstPictureAt = Number.NaN
  const promised = new Map<JobId, number>()
  const { run, person } = worldOf(world, seed, {
    eventsEveryMs: forecastsOver === undefined ? 0 : NO_ROUNDS_MS,
    onEvent: (event) => {
      if (event.type === 'imageStored' && Number.isNaN(firstPictureAt)) firstPictureAt = clock.now() / 1000
      if (event.type === 'jobChanged' && event.job.plan !== null && !promised.has(event.job.id))
        promised.set(event.job.id, event.job.plan.bonus)
    },
  })
  const { clock, dispatcher, sink } = run
  const { mode } = world
  const jobs = world.jobs.map((images, at) =>
    dispatcher.submit(requestOf(world, images, { mode }), { priority: world.priorities[at] ?? 'normal' }),
  )
  const ids = jobs.map(({ id }) => id)
  const forecasts = forecastsOver === undefined ? null : watchForecasts(run, ids, forecastsOver)
  const ended: TributaryRun['jobs'][number][] = []
  for (const job of jobs) {
    const done = await clock.run(dispatcher.whenDone(job.id))
    if (done.state !== 'finished')
      throw new Error(`job ${job.number} ended as ${done.state}: ${inWords(done.problem?.message ?? '')}`)
    const endsAt = ((done.finishedAt ?? Number.POSITIVE_INFINITY) - done.submittedAt) / 1000
    const bonus = { promised: promised.get(job.id) ?? 0, made: done.bonusStored }
    ended.push({ images: job.requested, bonus, endsAt, told: forecasts?.told.get(job.id) ?? [] })
  }
  const asked = ended.reduce((sum, { images, bonus }) => sum + images + bonus.made, 0)
  if (sink.stored.length !== asked) throw new Error(`${sink.stored.length} images stored instead of ${asked}`)
  forecasts?.stop()
  person.leaves()
  await dispatcher.stop(0)
  return { endsAt: Math.max(...ended.map(({ endsAt }) => endsAt)), firstPictureAt, jobs: ended }
}

/** What a benchmark has told of it, or of a fresh one its speed at most; and the cap a person has set. */
function beliefOf({
  truth,
  measuredIpm,
  fresh,
  knownCap,
}: DrawnWorker): NonNullable<VirtualWorkerSpec['belief']> {
  const told = { ipm: measuredIpm, maxBatch: knownCap }
  if (fresh) return { ...told, gains: {}, overheadSeconds: null, loadSeconds: null }
  const sizes = batchSizes(knownCap ?? Number.POSITIVE_INFINITY).filter((size) => size <= truth.vramCap)
  return { ...told, gains: Object.fromEntries(sizes.map((size) => [size, truth.gain(size)])) }
}

function personAround({ clock, fleet, dispatcher }: World, world: DrawnWorld): { leaves(): void } {
  let cancel: () => void = () => undefined
  const look = () => {
    const stuck = dispatcher.jobs().some(({ state }) => state === 'waiting')
    for (const { truth } of world.workers)
      if (stuck && fleet.state(truth.name) === 'paused') fleet.change(truth.name, { available: true })
    cancel = clock.after(PERSON_LOOKS_EVERY_SECONDS * 1000, look)
  }
  cancel = clock.after(PERSON_LOOKS_EVERY_SECONDS * 1000, look)
  return { leaves: () => cancel() }
}
