import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** A number, or two between which each seed draws one. */
const drawn = (number: z.ZodNumber) => z.union([number, z.tuple([number, number])])
/** Seconds from the start, or "30%" of the time the fleet would need if nothing happened. */
const moment = z.union([z.number().min(0), z.string().regex(/^\d{1,3}(\.\d+)?%$/)])

const ScenarioWorker = z.object({
  name: z.string().min(1).max(80).optional(),
  /** that many workers like this one; ranges are drawn for each */
  count: z.number().int().min(1).max(1000).default(1),
  /** true images per minute at batch size 1 */
  ipm: drawn(z.number().positive().max(100_000)),
  /** what the benchmark says, where that is not the truth */
  believedIpm: z.number().positive().max(100_000).optional(),
  /** the same as a share of the true one: 2 is "believed twice as fast as it is" */
  believedFactor: z.number().positive().max(100).optional(),
  overheadSeconds: drawn(z.number().min(0).max(600)).default(0),
  /** cost of an image in a batch relative to a batch of one: at batch size 8, or per batch size */
  batchGain: z
    .union([z.number().min(0.05).max(1), z.record(z.string().regex(/^\d+$/), z.number().min(0.05).max(1))])
    .optional(),
  /** images that fit into memory at once */
  vramCap: drawn(z.number().int().min(1).max(64)).optional(),
  /** the person has set the cap as the worker's limit; false: learned from out-of-memory answers */
  vramCapKnown: z.boolean().default(true),
  /** it has another checkpoint in memory and needs so long to load the one that is asked for */
  loadSeconds: drawn(z.number().min(0).max(3600)).default(0),
  joinsAt: moment.default(0),
  leavesAt: moment.optional(),
  /** from `at` on (until `until`, if given) it has `factor` of its speed */
  slowdowns: z
    .array(z.object({ at: moment, until: moment.optional(), factor: z.number().positive().max(10) }))
    .max(100)
    .default([]),
})
export type ScenarioWorker = z.infer<typeof ScenarioWorker>

const ScenarioFile = z
  .object({
    name: z.string().min(1).max(80).optional(),
    about: z.string().optional(),
    kind: z.enum(['static', 'dynamic']).optional(),
    images: z.number().int().min(1).max(100_000).optional(),
    /** several requests, submitted together */
    jobs: z.array(z.number().int().min(1).max(100_000)).min(1).max(20).optional(),
    /** relative standard deviation of every batch's time */
    noise: z.number().min(0).max(1).default(0),
    workers: z.array(ScenarioWorker).min(1).max(1000),
  })
  .refine((file) => file.images !== undefined || file.jobs !== undefined, 'needs `images` or `jobs`')

/** A fleet and what is asked of it, as its file describes it. */
export interface Scenario {
  readonly name: string
  readonly kind: 'static' | 'dynamic'
  readonly jobs: readonly number[]
  readonly noise: number
  readonly workers: readonly ScenarioWorker[]
}

/** Reads every `*.json` of a folder, in the order of the names. Throws an Error that names the file and the field. */
export function readScenarios(folder: string, warn: (text: string) => void): Scenario[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
  if (files.length === 0) throw new Error(`${folder} holds no *.json file`)
  return files.map((file) => readScenario(file, readFileSync(join(folder, file), 'utf8'), warn))
}

/** One scenario from its text; `file` names it in messages. */
export function readScenario(file: string, text: string, warn: (text: string) => void): Scenario {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
  const parsed = ScenarioFile.safeParse(json)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new Error(`${file}: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not a scenario'}`)
  }
  for (const key of unknownKeys(json)) warn(`${file}: "${key}" means nothing here and is ignored`)
  const { name, kind, images, jobs, noise, workers } = parsed.data
  return {
    name: name ?? file.replace(/^\d+-/, '').replace(/\.json$/, ''),
    kind: kind ?? (noise > 0 || workers.some(changes) ? 'dynamic' : 'static'),
    jobs: jobs ?? [images ?? 1],
    noise,
    workers,
  }
}

/** The world changes or lies. */
const changes = (worker: ScenarioWorker) =>
  worker.joinsAt !== 0 ||
  worker.leavesAt !== undefined ||
  worker.slowdowns.length > 0 ||
  worker.believedIpm !== undefined ||
  worker.believedFactor !== undefined ||
  (worker.vramCap !== undefined && !worker.vramCapKnown)

function unknownKeys(json: unknown): string[] {
  if (typeof json !== 'object' || json === null) return []
  const known = (schema: z.ZodObject, value: object) =>
    Object.keys(value).filter((key) => !(key in schema.shape))
  const workers: unknown = 'workers' in json ? json.workers : []
  const inWorkers = Array.isArray(workers)
    ? workers.flatMap((worker: object) => known(ScenarioWorker, worker))
    : []
  return [...new Set([...known(ScenarioFile, json), ...inWorkers])]
}
