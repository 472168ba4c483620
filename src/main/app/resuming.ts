import type { JobId } from '../../shared/ids.ts'
import type { JobView } from '../../shared/job.ts'
import { withRemedy } from '../../shared/problem.ts'
import type { Dispatcher } from '../core/dispatch/dispatcher.ts'
import { TributaryError } from '../core/failure.ts'
import type { Gallery } from '../gallery/gallery.ts'
import type { Inputs } from '../gallery/inputs/inputs.ts'
import { resumeJobs } from './many-jobs.ts'
import { lackOf } from './missing-inputs.ts'
import type { Notices } from './notices.ts'
import { resumeJob } from './resume.ts'

interface ResumingDeps {
  readonly gallery: Gallery
  readonly dispatcher: Dispatcher
  readonly inputs: Pick<Inputs, 'missing'>
  readonly notices: Pick<Notices, 'raise'>
}

/** Going on with jobs. Those whose pictures are not stored any more say so, and stay as they are: no machine could make their images. */
export interface Resuming {
  /** Rejects with `input-missing` where pictures are missing, else as `resumeJob` throws. */
  one(id: JobId): Promise<JobView>
  /** These, or all (null), that are paused or wait for the disk. Answers which were gone on with. */
  many(ids: readonly JobId[] | null): Promise<JobId[]>
  /** The queue, with every paused job except these. Answers which were gone on with. */
  queue(except: readonly JobId[]): Promise<JobId[]>
}

export function createResuming({ gallery, dispatcher, inputs, notices }: ResumingDeps): Resuming {
  /** What a job lacks: told in its row of the queue where it is paused. */
  async function look(id: JobId): ReturnType<typeof lackOf> {
    const job = dispatcher.job(id) ?? gallery.journal.find(id)
    const lack = job === undefined ? null : await lackOf(inputs, job)
    if (lack !== null && dispatcher.job(id)?.state === 'paused') dispatcher.lacksPictures(id, lack.problem)
    return lack
  }

  /** Those among paused jobs that lack pictures. One that is not known any more lacks nothing. */
  async function lacking(ids: readonly JobId[]): Promise<ReadonlySet<JobId>> {
    const found = new Set<JobId>()
    for (const id of ids) {
      const lack = await look(id)
      if (lack === null) continue
      found.add(id)
      notices.raise({ level: 'warning', title: lack.title, text: withRemedy(lack.problem), jobId: id })
    }
    return found
  }

  const paused = () => dispatcher.jobs().flatMap(({ id, state }) => (state === 'paused' ? [id] : []))

  return {
    async one(id) {
      const lack = await look(id)
      if (lack !== null)
        throw new TributaryError(lack.problem.kind, lack.problem.message, lack.problem.remedy)
      return resumeJob(gallery, dispatcher, id)
    },
    async many(ids) {
      const named = new Set(ids ?? dispatcher.jobs().map(({ id }) => id))
      const without = await lacking(paused().filter((id) => named.has(id)))
      return resumeJobs(
        dispatcher,
        [...named].filter((id) => !without.has(id)),
      )
    },
    async queue(except) {
      const left = new Set(except)
      const without = await lacking(paused().filter((id) => !left.has(id)))
      return dispatcher.resumeQueue([...except, ...without])
    },
  }
}
