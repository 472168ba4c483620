import { deadlineOf } from '../../../shared/generation.ts'
import { mostImages } from '../../../shared/run-count.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { untilWhen } from '../../../shared/words/format-date.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { say } from '../../../shared/words/say.ts'
import { TributaryError } from '../../core/failure.ts'
import type { JobRecord } from '../../core/ports.ts'
import type { Gallery } from '../../gallery/gallery.ts'

/** A job of an earlier run that misses images. */
export interface UnfinishedJob {
  readonly record: JobRecord
  /** what is stored as asked, bonus images included */
  readonly storedIndexes: readonly number[]
  /** images asked for that are not stored */
  readonly missing: number
}

type Jobs = Pick<Gallery, 'journal' | 'storedIndexes' | 'leftovers'>

/** Jobs that a crash, a kill or a quit left, in the order of the queue; without those another running process works on. `now`: epoch ms. */
export async function unfinishedJobs(gallery: Jobs, now: number): Promise<UnfinishedJob[]> {
  // Which images a job misses is known only when what a crash left in the spool is stored.
  await gallery.leftovers
  return gallery.journal
    .unfinished()
    .map((record) => withMissing(gallery, record, now))
    .filter(({ missing }) => missing > 0)
}

/**
 * The job of that number, also one that was cancelled or has failed. Throws `bad-request` when there is none or nothing of it is missing,
 * `not-now` when another process works on it.
 */
export async function unfinishedJob(gallery: Jobs, number: number, now: number): Promise<UnfinishedJob> {
  const open = (await unfinishedJobs(gallery, now)).find(({ record }) => record.number === number)
  if (open !== undefined) return open
  const record = gallery.journal.records().find((each) => each.number === number)
  if (record === undefined)
    throw new TributaryError(
      'bad-request',
      reason('cli.no-such-job', { job: number }),
      reason('cli.no-such-job.remedy'),
    )
  const job = withMissing(gallery, record, now)
  const deadline = deadlineOf(record.request)
  if (job.missing === 0 && deadline !== null)
    throw new TributaryError('bad-request', reason('cli.time-up', { job: number }))
  if (job.missing === 0)
    throw new TributaryError('bad-request', reason('cli.nothing-missing', { job: number }))
  if (record.state !== 'cancelled' && record.state !== 'failed' && record.state !== 'finished')
    throw new TributaryError('not-now', reason('cli.worked-on-elsewhere', { job: number }))
  return job
}

/** Of a job in until mode, whatever may yet be made of it counts as missing until its time is up. */
function withMissing(gallery: Jobs, record: JobRecord, now: number): UnfinishedJob {
  const storedIndexes = gallery.storedIndexes(record.id)
  const images = mostImages(record.request)
  const deadline = deadlineOf(record.request)
  if (deadline !== null && deadline <= now) return { record, storedIndexes, missing: 0 }
  return { record, storedIndexes, missing: images - storedIndexes.filter((index) => index < images).length }
}

/**
 * One line that mentions them; null: there are none. `lackOf`: why one cannot be gone on with, and what helps; null: it can. `now`: epoch
 * ms.
 */
export async function unfinishedWords(
  jobs: readonly UnfinishedJob[],
  lackOf: (record: JobRecord) => Promise<Reason | null>,
  now: number,
): Promise<string | null> {
  const [only] = jobs
  if (only === undefined) return null
  const { record, missing, storedIndexes } = only
  if (jobs.length > 1) return say('cli.left-many', { count: jobs.length })
  const deadline = deadlineOf(record.request)
  const images = mostImages(record.request)
  const lack = await lackOf(record)
  if (lack !== null)
    return deadline === null
      ? say('cli.left-one-lacking', { job: record.number, missing, images, lack })
      : say('cli.left-one-until-lacking', { job: record.number, stored: storedIndexes.length, lack })
  if (deadline !== null)
    return say('cli.left-one-until', {
      job: record.number,
      stored: storedIndexes.length,
      time: untilWhen(deadline, now),
    })
  return say('cli.left-one', { job: record.number, missing, images })
}
