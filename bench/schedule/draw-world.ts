import { normal, seededRandom } from '../../src/main/core/dispatch/testing/seeded-random.ts'
import { STEADY, type TrueWorker } from '../../src/main/core/dispatch/testing/true-worker.ts'
import type { Random } from '../../src/main/core/ports.ts'
import type { PlanningMode } from '../../src/shared/generation.ts'
import type { Priority } from '../../src/shared/priority.ts'
import { absencesOf } from './absences.ts'
import { clairvoyantSeconds } from './clairvoyant.ts'
import type { Moments, Scenario, ScenarioWorker } from './scenario.ts'

/** Largest request where neither memory nor a person says otherwise, as in the app's settings. */
export const MAX_BATCH = 8

/** One worker of one world: what it is, and what the scheduler is told of it. */
export interface DrawnWorker {
  readonly truth: TrueWorker
  /** as a benchmark said; null: nobody has measured it */
  readonly measuredIpm: number | null
  /** the speed that static rules go by */
  readonly believedIpm: number
  /** neither load time, gains nor overhead were learned or told */
  readonly fresh: boolean
  readonly knownCap: number | null
}

/** One roll of the dice of a scenario: the same for everybody who is measured on it. */
export interface DrawnWorld {
  readonly jobs: readonly number[]
  /** of each of them */
  readonly priorities: readonly Priority[]
  readonly mode: PlanningMode
  /** until mode: seconds it has; null: 1.2 times what its images take at least */
  readonly until: number | null
  readonly wildcards: boolean
  readonly workers: readonly DrawnWorker[]
  /** factors on the time of a worker's 1st, 2nd, … batch; mean 1 */
  noiseOf(worker: number): () => number
}

/** Draws the world of one seed. */
export function drawWorld(scenario: Scenario, seed: number): DrawnWorld {
  const random = seededRandom(seed * 7919 + 17)
  const specs = scenario.workers.flatMap((spec) =>
    Array.from({ length: spec.count }, (_, nth) => ({ spec, suffix: spec.count > 1 ? `-${nth + 1}` : '' })),
  )
  const names = new Set<string>()
  const bare = specs.map(({ spec, suffix }, index) => {
    let name = `${spec.name ?? `worker-${index + 1}`}${spec.name === undefined ? '' : suffix}`
    while (names.has(name)) name += '+'
    names.add(name)
    return { spec, worker: withoutEvents(spec, name, random, scenario) }
  })
  const images = scenario.jobs.reduce((sum, count) => sum + count, 0)
  const atStart = bare
    .filter(({ spec }) => listOf(spec.joinsAt)[0] === 0 || spec.leavesAt !== undefined)
    .map(({ worker }) => worker.truth)
  const nominal =
    scenario.until ??
    clairvoyantSeconds(images, atStart.length > 0 ? atStart : bare.map(({ worker }) => worker.truth))
  const workers = bare.map(({ spec, worker }) => ({
    ...worker,
    truth: withEvents(worker.truth, spec, nominal),
  }))
  const sigmas = bare.map(({ spec }) => spec.noise ?? scenario.noise)
  const { jobs, priorities, mode, until, wildcards } = scenario
  return {
    jobs,
    priorities,
    mode,
    until,
    wildcards,
    workers,
    noiseOf: (worker) => noise(sigmas[worker] ?? 0, seed, worker),
  }
}

function withoutEvents(
  spec: ScenarioWorker,
  name: string,
  random: Random,
  { fresh, wildcards }: Pick<Scenario, 'fresh' | 'wildcards'>,
): DrawnWorker {
  const ipm = between(spec.ipm, random, 'logarithmic')
  const vramCap = spec.vramCap === undefined ? null : whole(spec.vramCap, random)
  const loadSeconds = between(spec.loadSeconds, random, 'linear')
  const truth = {
    ...STEADY,
    name,
    ipm,
    overheadSeconds: between(spec.overheadSeconds, random, 'linear'),
    gain: gainOf(spec.batchGain),
    // Nobody can make two images with two prompts in one request, whatever fits.
    vramCap: wildcards ? 1 : (vramCap ?? STEADY.vramCap),
    loadSeconds,
    warm: loadSeconds === 0,
  }
  const believedIpm =
    spec.believedIpm === undefined
      ? ipm * between(spec.believedFactor ?? 1, random, 'logarithmic')
      : between(spec.believedIpm, random, 'logarithmic')
  const isFresh = spec.fresh ?? fresh
  const isMeasured = !isFresh || spec.believedIpm !== undefined || spec.believedFactor !== undefined
  return {
    truth,
    believedIpm,
    measuredIpm: isMeasured ? believedIpm : null,
    fresh: isFresh,
    knownCap: spec.vramCapKnown ? vramCap : null,
  }
}

const listOf = (moments: Moments | undefined): readonly (number | string)[] => {
  if (moments === undefined) return []
  return Array.isArray(moments) ? moments : [moments]
}

function withEvents(truth: TrueWorker, spec: ScenarioWorker, nominalSeconds: number): TrueWorker {
  const seconds = (moment: number | string) =>
    typeof moment === 'number' ? moment : (Number.parseFloat(moment) / 100) * nominalSeconds
  const slowdowns = spec.slowdowns
    .flatMap(({ at, until, factor }) => [
      { at: seconds(at), factor },
      ...(until === undefined ? [] : [{ at: seconds(until), factor: 1 }]),
    ])
    .sort((a, b) => a.at - b.at)
  const [joins, leaves, returns] = [spec.joinsAt, spec.leavesAt, spec.returnsAt].map((moments) =>
    listOf(moments).map(seconds),
  )
  if ([spec.joinsAt, spec.leavesAt, spec.returnsAt].some(Array.isArray))
    return { ...truth, slowdowns, absences: absencesOf(joins ?? [], leaves ?? [], returns ?? []) }
  return {
    ...truth,
    slowdowns,
    joinsAt: joins?.[0] ?? 0,
    leavesAt: leaves?.[0] ?? Number.POSITIVE_INFINITY,
    returnsAt: returns?.[0] ?? Number.POSITIVE_INFINITY,
  }
}

/** Speeds of machines are spread over orders of magnitude: drawn evenly in the logarithm. */
function between(range: number | [number, number], random: Random, scale: 'linear' | 'logarithmic'): number {
  if (typeof range === 'number') return range
  const [low, high] = range
  const share = random()
  return scale === 'linear' || low <= 0 ? low + share * (high - low) : low * (high / low) ** share
}

const whole = (range: number | [number, number], random: Random) =>
  typeof range === 'number' ? range : range[0] + Math.floor(random() * (range[1] - range[0] + 1))

/**
 * Gain at any batch size from those given: the time of a batch grows along straight lines between them; beyond the largest the gain stays
 * as it is. A single figure so means a fixed part per step and a part per image, which is how GPUs behave.
 */
export function gainOf(given: ScenarioWorker['batchGain']): (b: number) => number {
  if (given === undefined) return STEADY.gain
  const points = [{ b: 1, time: 1 }]
  for (const [size, gain] of Object.entries(given).sort(([a], [b]) => Number(a) - Number(b)))
    if (Number(size) > 1) points.push({ b: Number(size), time: Number(size) * gain })
  const last = points.at(-1) ?? { b: 1, time: 1 }
  return (b) => {
    const above = points.findIndex((point) => point.b >= b)
    const [low, high] = [points[above - 1], points[above]]
    if (low === undefined || high === undefined) return above === 0 ? 1 : last.time / last.b
    return (low.time + ((b - low.b) * (high.time - low.time)) / (high.b - low.b)) / b
  }
}

/** Log-normal with mean 1, so that the true speeds are the mean speeds. */
function noise(sigma: number, seed: number, worker: number): () => number {
  if (sigma === 0) return () => 1
  const random = seededRandom(seed * 104_729 + worker * 1_299_709 + 3)
  const spread = Math.sqrt(Math.log(1 + sigma * sigma))
  return () => Math.exp(spread * normal(random) - (spread * spread) / 2)
}
