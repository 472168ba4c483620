import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { endTimeFrom } from '../../src/shared/end-time.ts'
import { PlanningMode } from '../../src/shared/generation.ts'
import { LIMITS } from '../../src/shared/limits.ts'
import { Priority } from '../../src/shared/priority.ts'
import { inOwnWords } from './spelling.ts'

/** A number, or two between which each seed draws one: `[2, 60]` or `{"min": 2, "max": 60}`. */
const drawn = (number: z.ZodNumber) =>
  z
    .union([
      number,
      z.tuple([number, number]),
      z.object({ min: number, max: number }).transform(({ min, max }): [number, number] => [min, max]),
    ])
    .refine(
      (range) => typeof range === 'number' || range[0] <= range[1],
      'the first of a range is the smaller',
    )

/** Seconds from the start, or "30%" of the time the fleet would need if nothing happened. */
const moment = z.union([z.number().min(0), z.string().regex(/^\d{1,3}(\.\d+)?%$/, 'seconds, or like "30%"')])
/** One, or several in a row. */
const moments = z.union([moment, z.array(moment).min(1).max(20)])
export type Moments = z.infer<typeof moments>
const gain = z.number().min(0.05).max(2)
const share = z.number().min(0).max(1)

/** At batch size 8; per batch size; the same as pairs; or a list for b = 1, 2, 3, … */
const BatchGain = z
  .union([
    gain,
    z.record(z.string().regex(/^\d+$/), gain),
    z.array(z.tuple([z.number().int().min(1), gain])),
    z.array(gain),
  ])
  .transform((given): Record<string, number> => {
    if (typeof given === 'number') return { 8: given }
    if (!Array.isArray(given)) return given
    return Object.fromEntries(given.map((entry, at) => (Array.isArray(entry) ? entry : [at + 1, entry])))
  })

const Slowdown = z
  .object({ at: moment, until: moment.optional(), factor: z.number().min(0).max(1000) })
  // A slowdown "of 3" can only be meant as three times slower; a standstill is a crawl, so that everything ends some time.
  .transform(({ factor, ...rest }) => ({ ...rest, factor: factor > 1 ? 1 / factor : Math.max(factor, 1e-5) }))

const ScenarioWorker = z.object({
  name: z.string().min(1).max(80).optional(),
  /** that many workers like this one; ranges are drawn for each */
  count: z.number().int().min(1).max(1000).default(1),
  /** true images per minute at batch size 1 */
  ipm: drawn(z.number().positive().max(100_000)),
  /** what the benchmark says, where that is not the truth */
  believedIpm: drawn(z.number().positive().max(100_000)).optional(),
  /** the same as a share of the true one: 2 is "believed twice as fast as it is" */
  believedFactor: drawn(z.number().positive().max(1000)).optional(),
  overheadSeconds: drawn(z.number().min(0).max(600)).default(0),
  batchGain: BatchGain.optional(),
  /** images that fit into memory at once */
  vramCap: drawn(z.number().int().min(1).max(1000)).optional(),
  /** the person has set the cap as the worker's limit; false: learned from out-of-memory answers */
  vramCapKnown: z.boolean().default(true),
  /** it has another checkpoint in memory and needs so long to load the one that is asked for */
  loadSeconds: drawn(z.number().min(0).max(3600)).default(0),
  joinsAt: moments.default(0),
  leavesAt: moments.optional(),
  /** when it is back after it left; of several, each belongs to the one of `leavesAt` at its place */
  returnsAt: moments.optional(),
  /** from `at` on (until `until`, if given) it has `factor` of its speed */
  slowdowns: z.array(Slowdown).max(100).default([]),
  /** as the file's, for this worker */
  noise: share.optional(),
  /** as the file's, for this worker */
  fresh: z.boolean().optional(),
})
export type ScenarioWorker = z.infer<typeof ScenarioWorker>

/** Seconds, or as people type it. */
const Duration = z.union(
  [
    z.number().positive().max(LIMITS.duration.max),
    z
      .string()
      .transform(endTimeFrom)
      .refine((time) => time?.by === 'duration')
      .transform((time) => (time?.by === 'duration' ? time.seconds : z.NEVER)),
  ],
  'seconds, or like "10m"',
)
const imageCount = z.number().int().min(1).max(100_000)

/** A request of several: a number of images, or that and whose turn it is. */
const Job = z.union([
  imageCount.transform((images) => ({ images, priority: 'normal' as const })),
  z.object({ images: imageCount, priority: Priority.default('normal') }),
])

const ScenarioFile = z
  .object({
    name: z.string().min(1).max(120).optional(),
    about: z.string().optional(),
    kind: z.enum(['static', 'dynamic']).optional(),
    images: imageCount.optional(),
    /** several requests, submitted together */
    jobs: z.array(Job).min(1).max(20).optional(),
    /** how the requests are planned */
    mode: PlanningMode.default('exact'),
    /** until mode: seconds the request has, or a duration like "10m"; absent: 1.2 times what its images take at least */
    until: Duration.optional(),
    /** nobody has told or learned load times, gains and overheads, nor the speed where no `believed…` gives what a benchmark said */
    fresh: z.boolean().default(false),
    /** each image draws its own prompt, so that it is a request of its own */
    wildcards: z.boolean().default(false),
    /** mean ratio that is aimed at, where it is not that of the kind */
    goal: z.number().min(1).max(100).optional(),
    /** relative standard deviation of every batch's time */
    noise: share.default(0),
    workers: z.array(ScenarioWorker).min(1).max(1000),
  })
  .refine(
    ({ images, jobs, mode, until }) =>
      images !== undefined || jobs !== undefined || (mode === 'until' && until !== undefined),
    'needs `images` or `jobs`, or in until mode `until`',
  )
  .refine(({ mode, until }) => mode === 'until' || until === undefined, '`until` is for the mode "until"')
  .refine(({ mode, jobs = [] }) => mode !== 'until' || jobs.length <= 1, 'the mode "until" has one request')

/** A fleet and what is asked of it, as its file describes it. */
export interface Scenario {
  readonly name: string
  /** dynamic: the world changes or lies */
  readonly kind: 'static' | 'dynamic'
  readonly jobs: readonly number[]
  /** of each of them */
  readonly priorities: readonly Priority[]
  readonly mode: PlanningMode
  /** until mode: seconds the request has; null: 1.2 times what its images take at least */
  readonly until: number | null
  readonly fresh: boolean
  readonly wildcards: boolean
  /** null: that of its kind */
  readonly goal: number | null
  readonly noise: number
  readonly workers: readonly ScenarioWorker[]
}

/** A scenario file that cannot be used; the message names the file and the field. */
export class ScenarioError extends Error {}

/** Reads every `*.json` of a folder, in the order of the names. Throws a ScenarioError. */
export function readScenarios(folder: string, warn: (text: string) => void): Scenario[] {
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch (error) {
    throw new ScenarioError(`the folder ${folder} cannot be read: ${messageOf(error)}`, { cause: error })
  }
  const files = names.filter((file) => file.endsWith('.json')).sort()
  if (files.length === 0) throw new ScenarioError(`${folder} holds no *.json file`)
  const scenarios = files.map((file) => readScenario(file, contentOf(folder, file), warn))
  const taken = new Set<string>()
  return scenarios.map((scenario, at) => {
    const name = taken.has(scenario.name) ? `${scenario.name} (${files[at]})` : scenario.name
    taken.add(name)
    return { ...scenario, name }
  })
}

function contentOf(folder: string, file: string): string {
  try {
    return readFileSync(join(folder, file), 'utf8')
  } catch (error) {
    throw new ScenarioError(`${file} cannot be read: ${messageOf(error)}`, { cause: error })
  }
}

/** One scenario from its text; `file` names it in messages. Throws a ScenarioError. */
export function readScenario(file: string, text: string, warn: (text: string) => void): Scenario {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new ScenarioError(`${file} is not JSON: ${messageOf(error)}`, { cause: error })
  }
  const unknown = new Set<string>()
  const parsed = ScenarioFile.safeParse(inOwnWords(json, (key) => unknown.add(key)))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new ScenarioError(
      `${file}: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not a scenario'}`,
    )
  }
  for (const key of unknown) warn(`${file}: "${key}" means nothing here and is ignored`)
  const { name, kind, images, jobs, goal, ...rest } = parsed.data
  const { noise, fresh, workers, wildcards } = rest
  return {
    name: name ?? file.replace(/^\d+-/, '').replace(/\.json$/, ''),
    kind: kind ?? (noise > 0 || fresh || workers.some(changes) ? 'dynamic' : 'static'),
    ...requested(jobs ?? [{ images: images ?? 1, priority: 'normal' }]),
    mode: rest.mode,
    until: rest.until ?? null,
    goal: goal ?? null,
    ...{ noise, fresh, wildcards, workers },
  }
}

const requested = (jobs: readonly z.infer<typeof Job>[]): Pick<Scenario, 'jobs' | 'priorities'> => ({
  jobs: jobs.map(({ images }) => images),
  priorities: jobs.map(({ priority }) => priority),
})

/** The world changes or lies. */
const changes = (worker: ScenarioWorker) =>
  worker.joinsAt !== 0 ||
  worker.leavesAt !== undefined ||
  worker.slowdowns.length > 0 ||
  (worker.believedIpm !== undefined && worker.believedIpm !== worker.ipm) ||
  (worker.believedFactor !== undefined && worker.believedFactor !== 1) ||
  (worker.noise ?? 0) > 0 ||
  worker.fresh === true ||
  (worker.vramCap !== undefined && !worker.vramCapKnown)

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
