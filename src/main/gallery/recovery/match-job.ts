import { mostImages } from '../../../shared/generation.ts'
import { ImageIndex, TaskId } from '../../../shared/ids.ts'
import { infotextNumber, infotextSize, promptInInfotext, readInfotext } from '../../../shared/infotext.ts'
import { isAsAsked } from '../../../shared/job.ts'
import { judgeAnswer } from '../../core/dispatch/answer/judge-answer.ts'
import type { JobRecord } from '../../core/ports.ts'
import { seedsOfIndex } from '../../core/prompt/seeds.ts'
import { withStyles } from '../../core/prompt/styles.ts'
import { promptsOfIndex } from '../../core/prompt/wildcards.ts'
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
    if (index === null) continue
    if (!storedIndexes(job).includes(index)) return { is: 'missing', facts: factsOf(job, index, infotext) }
    stored = true
  }
  return { is: stored ? 'stored' : 'unknown' }
}

function indexIn(picture: PictureSays & { infotext: string }, job: JobRecord): number | null {
  const { infotext, width, height } = picture
  const read = readInfotext(infotext)
  const { request } = job
  if (infotextNumber(read, 'Seed') === null) return null
  if (request.subseedStrength > 0 && infotextNumber(read, 'Variation seed') === null) return null
  if (request.subseedStrength > 0 && infotextNumber(read, 'Seed') !== job.seed) return null
  const size = infotextSize(read, 'Size')
  if (size !== null && (size.width !== request.width || size.height !== request.height)) return null
  const steps = infotextNumber(read, 'Steps')
  if (steps !== null && steps !== request.steps) return null

  const count = mostImages(request) + job.bonusPlanned
  const [verdict] = judgeAnswer(
    {
      taskId: TaskId.parse('recovered'),
      params: { ...request, seed: job.seed, subseed: job.subseed },
      firstIndex: ImageIndex.parse(0),
      count,
      seed: job.seed,
      subseed: job.subseed,
      checkpoint: request.checkpoint,
      saveOnWorker: false,
    },
    [{ position: 0, infotext, width, height }],
    null,
    { interrupted: false },
  ).images
  if (verdict === undefined || verdict.index === null || !isAsAsked(verdict.flags)) return null
  // Without the others of its answer there is no place to go by.
  if (verdict.flags.includes('seed-not-confirmed')) return null
  return read.prompt === promptInInfotext(promptOf(job, verdict.index).prompt) ? verdict.index : null
}

const promptOf = ({ request, seed, wildcards, styleTexts = [] }: JobRecord, index: number) =>
  promptsOfIndex({ ...withStyles(request, styleTexts), seed, ...(wildcards && { wildcards }) }, index)

function factsOf(job: JobRecord, index: number, infotext: string): PictureFacts {
  const { seed, subseed } = seedsOfIndex({ ...job.request, seed: job.seed, subseed: job.subseed }, index)
  return {
    jobId: job.id,
    jobNumber: job.number,
    index,
    seed,
    subseed,
    bonus: index >= mostImages(job.request),
    workerId: null,
    workerName: UNKNOWN_MACHINE,
    request: { ...job.request, ...promptOf(job, index) },
    infotext,
    flags: [],
    seconds: null,
  }
}
