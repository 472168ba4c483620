import { deadlineOf } from '../../../shared/generation.ts'
import { isAsAsked, type JobView, type StoredImage } from '../../../shared/job.ts'
import type { Plan } from '../../../shared/plan.ts'
import { inputsOf, mostImages } from '../../../shared/run-count.ts'
import type { WorkerView } from '../../../shared/worker.ts'
import type { Given } from './given.ts'
import { reasonJson } from './reason-json.ts'

/** The last line of `generate --json`: other programs rely on these names. Times are seconds of fleet time. */
export interface GenerateReport {
  /** in until mode as many as were made */
  requested: number
  stored: number
  bonus: number
  /** requested images that are missing */
  failed: number
  makespanSeconds: number | null
  predictedSeconds: number | null
  lowerBoundSeconds: number | null
  /** until mode: epoch ms at which it was to end; null: in another mode */
  deadline: number | null
  seed: number
  state: string
  workers: {
    name: string
    url: string
    ipm: number | null
    images: number
    bonus: number
    state: string
    reason?: string
    /** kind of the reason; null: it was stored as a sentence */
    reasonKind?: string | null
  }[]
  images: {
    index: number
    seed: number
    subseed: number
    worker: string
    file: string
    bonus: boolean
    /** name of the picture that it was made from; absent: from none */
    input?: string
  }[]
  /** what was done to pictures that were given, in words */
  notes: readonly string[]
  /** pictures that cannot be used; the images of the others are made */
  unusable: Given['unusable']
  /** what stood in `--body` or `--from` and was not used */
  notUsed: readonly string[]
}

export function generateReport(
  job: JobView,
  plan: Plan,
  images: readonly StoredImage[],
  workers: readonly WorkerView[],
  told: Given & {
    /** absolute path of a stored image */
    readonly fileOf: (image: StoredImage) => string
  },
): GenerateReport {
  const good = images.filter((image) => isAsAsked(image.flags)).sort((a, b) => a.index - b.index)
  const leftOut = new Map(plan.leftOut.map(({ workerId, reason }) => [workerId, reason]))
  const madeNone = new Map(job.tallies.map((tally) => [tally.workerId, tally.madeNone]))
  return {
    requested: job.requested,
    stored: good.filter((image) => !image.bonus).length,
    bonus: good.filter((image) => image.bonus).length,
    failed: job.requested - good.filter((image) => !image.bonus).length,
    makespanSeconds: job.makespanSeconds,
    predictedSeconds: job.predictedSeconds ?? plan.makespanSeconds,
    lowerBoundSeconds: job.lowerBoundSeconds,
    deadline: deadlineOf(job.request),
    seed: job.seed,
    state: job.state,
    workers: workers.map((worker) => {
      const own = good.filter((image) => image.workerId === worker.config.id)
      const { id } = worker.config
      const none = madeNone.get(id)
      const reason = worker.problem?.message ?? none ?? leftOut.get(id)
      return {
        name: worker.config.name,
        url: worker.config.url,
        ipm: worker.benchmark?.ipm ?? null,
        images: own.filter((image) => !image.bonus).length,
        bonus: own.filter((image) => image.bonus).length,
        state: worker.state,
        ...(reason === undefined ? {} : reasonJson(reason, reason === none ? 'past' : 'now')),
      }
    }),
    images: good.map((image) => ({
      index: image.index,
      seed: image.seed,
      subseed: image.subseed,
      worker: image.workerName,
      file: told.fileOf(image),
      bonus: image.bonus,
      ...inputField(job, image.index),
    })),
    notes: told.notes,
    unusable: told.unusable,
    notUsed: told.notUsed,
  }
}

/** Each of the inputs has as many images, one after the other (core/runs/expansion.ts). */
function inputField({ request }: JobView, index: number): { input?: string } {
  const inputs = inputsOf(request)
  if (inputs.length === 0) return {}
  const ofEach = mostImages(request) / inputs.length
  const name = inputs[request.mode === 'exact' ? Math.floor(index / ofEach) : 0]?.name
  return name === undefined ? {} : { input: name }
}
