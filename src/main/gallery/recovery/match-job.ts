import { ImageIndex, TaskId } from '../../../shared/ids.ts'
import {
  type Infotext,
  infotextNumber,
  infotextSize,
  promptInInfotext,
  readInfotext,
} from '../../../shared/infotext.ts'
import { isAsAsked } from '../../../shared/job.ts'
import { mostImages } from '../../../shared/run-count.ts'
import { judgeAnswer } from '../../core/dispatch/answer/judge-answer.ts'
import { TributaryError } from '../../core/failure.ts'
import type { GenerationParams } from '../../core/generation.ts'
import type { JobRecord } from '../../core/ports.ts'
import { seedsOfIndex } from '../../core/prompt/seeds.ts'
import { promptsOfIndex } from '../../core/prompt/wildcards.ts'
import { requestOfRun } from '../../core/runs/base-params.ts'
import { RequestRuns } from '../../core/runs/request-runs.ts'
import { runProblem } from '../../core/runs/run-problem.ts'
import type { PictureFacts } from '../index/image-row.ts'

const UNKNOWN_MACHINE = 'unknown machine'

/** What a picture file says about itself. */
export interface PictureSays {
  readonly infotext: string | null
  readonly width: number
  readonly height: number
}

export type Match =
  /** a missing index of a job */
  | { readonly is: 'missing'; readonly facts: PictureFacts }
  /** an index that has its picture already */
  | { readonly is: 'stored' }
  | { readonly is: 'unknown' }

/**
 * Which index of which job a picture is, told by the seed in its infotext. Prompt, steps and size must agree as well, because two jobs
 * may share a seed; a picture made with another sampler or checkpoint is nobody's. Newest job first.
 */
export function matchToJob(
  picture: PictureSays,
  jobs: readonly JobRecord[],
  storedIndexes: (job: JobRecord) => readonly number[],
): Match {
  const { infotext } = picture
  if (infotext === null) return { is: 'unknown' }
  let stored = false
  for (const job of [...jobs].sort((a, b) => b.submittedAt - a.submittedAt)) {
    const index = indexIn({ ...picture, infotext }, job)
    const params = index === null ? undefined : runsOf(job)?.paramsOf(index)
    if (index === null || params === undefined) continue
    if (!storedIndexes(job).includes(index))
      return { is: 'missing', facts: factsOf(job, index, params, infotext) }
    stored = true
  }
  return { is: stored ? 'stored' : 'unknown' }
}

/** Which runs a job has is the same each time it is asked. */
const runsOfJob = new WeakMap<JobRecord, RequestRuns | null>()

/** Null: a file that somebody changed asks for what there cannot be. */
function runsOf(job: JobRecord): RequestRuns | null {
  const known = runsOfJob.get(job)
  if (known !== undefined) return known
  const sound = runProblem(job.request) === null
  let runs: RequestRuns | null = null
  try {
    runs = sound ? new RequestRuns(job.request, job, job) : null
  } catch (error) {
    if (!(error instanceof TributaryError)) throw error
  }
  runsOfJob.set(job, runs)
  return runs
}

function indexIn(picture: PictureSays & { infotext: string }, job: JobRecord): number | null {
  const read = readInfotext(picture.infotext)
  if (infotextNumber(read, 'Seed') === null) return null
  const runs = runsOf(job)
  if (runs === null) return null
  const count = runs.runLength ?? mostImages(job.request) + job.bonusPlanned
  for (const { first, params } of runs.all()) {
    if (!mayBeOf(read, params, count)) continue
    const index = indexInRun(picture, read.prompt, { first, count, params })
    if (index !== null) return index
  }
  return null
}

/** What costs little to see speaks against none of it. */
function mayBeOf(read: Infotext, params: GenerationParams, count: number): boolean {
  const seed = infotextNumber(read, 'Seed') ?? -1
  const varies = params.subseedStrength > 0
  if (varies && (infotextNumber(read, 'Variation seed') === null || seed !== params.seed)) return false
  if (!varies && (seed < params.seed || seed >= params.seed + count)) return false
  const size = infotextSize(read, 'Size')
  if (size !== null && (size.width !== params.width || size.height !== params.height)) return false
  const steps = infotextNumber(read, 'Steps')
  return steps === null || steps === params.steps
}

function indexInRun(
  { infotext, width, height }: PictureSays & { infotext: string },
  prompt: string,
  { first, count, params }: { first: number; count: number; params: GenerationParams },
): number | null {
  const { seed, subseed, checkpoint } = params
  const [verdict] = judgeAnswer(
    {
      taskId: TaskId.parse('recovered'),
      params,
      firstIndex: ImageIndex.parse(first),
      ...{ count, seed, subseed, checkpoint, saveOnWorker: false },
    },
    [{ position: 0, infotext, width, height }],
    null,
    { interrupted: false },
  ).images
  if (verdict === undefined || verdict.index === null || !isAsAsked(verdict.flags)) return null
  // Without the others of its answer there is no place to go by.
  if (verdict.flags.includes('seed-not-confirmed')) return null
  const own = promptsOfIndex(params, verdict.index).prompt
  return prompt === promptInInfotext(own) ? verdict.index : null
}

function factsOf(job: JobRecord, index: number, params: GenerationParams, infotext: string): PictureFacts {
  const { seed, subseed } = seedsOfIndex(params, index)
  return {
    jobId: job.id,
    jobNumber: job.number,
    index,
    seed,
    subseed,
    bonus: index >= mostImages(job.request),
    workerId: null,
    workerName: UNKNOWN_MACHINE,
    request: { ...requestOfRun(job.request, params), ...promptsOfIndex(params, index) },
    infotext,
    flags: [],
    seconds: null,
  }
}
