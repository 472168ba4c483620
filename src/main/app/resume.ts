import { isEndless } from '../../shared/end-time.ts'
import { deadlineOf } from '../../shared/generation.ts'
import type { JobId } from '../../shared/ids.ts'
import type { JobView } from '../../shared/job.ts'
import { withRemedy } from '../../shared/problem.ts'
import { mostImages } from '../../shared/run-count.ts'
import { reason } from '../../shared/words/catalogue.ts'
import { timeOfDay } from '../../shared/words/format-date.ts'
import type { Reason } from '../../shared/words/reason.ts'
import type { Dispatcher } from '../core/dispatch/dispatcher.ts'
import { isOver } from '../core/dispatch/job/job-state.ts'
import { TributaryError } from '../core/failure.ts'
import type { JobRecord } from '../core/ports.ts'
import type { Gallery } from '../gallery/gallery.ts'
import type { Inputs } from '../gallery/inputs/inputs.ts'
import { lackOf } from './missing-inputs.ts'
import type { Notices } from './notices.ts'

interface OfferingDeps {
  readonly gallery: Gallery
  readonly dispatcher: Dispatcher
  readonly notices: Pick<Notices, 'raise'>
  readonly inputs: Pick<Inputs, 'missing'>
}

/**
 * A job that ended with the app comes back paused, in its place of the queue, with its seeds and what is stored of it; the user decides.
 * One whose pictures are not stored any more says that instead.
 */
export async function offerUnfinished({ gallery, dispatcher, notices, inputs }: OfferingDeps): Promise<void> {
  const offered = gallery.journal.unfinished().flatMap((record) => {
    const view = dispatcher.submit(record.request, {
      record: { ...record, state: 'paused' } satisfies JobRecord,
      storedIndexes: gallery.storedIndexes(record.id),
    })
    const text = whatIsMissing(view)
    return text === null ? [] : [{ record, text }]
  })
  for (const { record, text } of offered) {
    const { id: jobId, number } = record
    const lack = await lackOf(inputs, record)
    if (lack !== null) dispatcher.lacksPictures(jobId, lack.problem)
    notices.raise({
      level: 'warning',
      ...(lack === null
        ? { title: reason('app.job-unfinished.title', { number }), text }
        : { title: lack.title, text: withRemedy(lack.problem) }),
      jobId,
    })
  }
}

/** What is still to be made of a job; null: nothing. */
function whatIsMissing({ request, state, requested, stored }: JobView): Reason | null {
  const deadline = deadlineOf(request)
  if (deadline !== null && isEndless(deadline))
    return isOver(state) ? null : reason('app.job-unfinished-endless', { stored })
  if (deadline !== null)
    return isOver(state) ? null : reason('app.job-unfinished-until', { stored, time: timeOfDay(deadline) })
  const missing = requested - stored
  return missing > 0 ? reason('app.job-unfinished', { missing, requested }) : null
}

/**
 * Goes on with a job: a paused one, or one that failed, of this run or an earlier one. A failed one makes what is missing with its seeds,
 * by every machine anew: who refused it, or was left out of it, before does not count. Throws `not-found` when nobody knows it any more,
 * `not-now` while something of it is still on its way and when nothing of it is missing.
 */
export function resumeJob(gallery: Gallery, dispatcher: Dispatcher, id: JobId): JobView {
  const known = dispatcher.job(id)
  if (known !== undefined && known.state !== 'failed') return dispatcher.resume(id)
  const record = gallery.journal.find(id)
  if (record === undefined || (known === undefined && record.state !== 'failed'))
    throw new TributaryError('not-found', reason('app.job-gone'), reason('app.job-gone.remedy'))
  const storedIndexes = gallery.storedIndexes(id)
  const images = mostImages(record.request)
  if (storedIndexes.filter((index) => index < images).length >= images)
    throw new TributaryError('not-now', reason('app.job-whole', { number: record.number }))
  return dispatcher.submit(record.request, { record: { ...record, state: 'queued' }, storedIndexes })
}
