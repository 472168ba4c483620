import type { ImageQuery, StoredImage } from '../../../shared/job.ts'
import { ANY_DAY, boundsOf, type DaySpan } from './day-span.ts'

/** What is asked for; every part narrows it further. */
export interface GalleryFilter {
  readonly jobId: StoredImage['jobId'] | null
  readonly text: string
  /** name of a machine */
  readonly worker: string | null
  readonly checkpoint: string | null
  readonly days: DaySpan
  readonly favourite: boolean
  /** those in the trash instead */
  readonly trash: boolean
}

export const EVERYTHING: GalleryFilter = {
  jobId: null,
  text: '',
  worker: null,
  checkpoint: null,
  days: ANY_DAY,
  favourite: false,
  trash: false,
}

export const queryOf = (
  { jobId, text, worker, checkpoint, days, favourite, trash }: GalleryFilter,
  now: Date,
): Omit<ImageQuery, 'after' | 'limit'> => ({
  ...{ jobId, worker, checkpoint, favourite, trash },
  text: text.trim() || null,
  ...boundsOf(days, now),
})

export const isNarrowed = (filter: GalleryFilter): boolean =>
  filter.text.trim() !== '' ||
  filter.jobId !== null ||
  filter.worker !== null ||
  filter.checkpoint !== null ||
  filter.days.kind !== 'any' ||
  filter.favourite

/**
 * Whether a picture that was just stored belongs to a filter. Words are matched by the main process alone, so while some
 * are searched for, nothing is added.
 */
export function belongs(image: StoredImage, filter: GalleryFilter, now: Date): boolean {
  const { since, until } = boundsOf(filter.days, now)
  return (
    filter.text.trim() === '' &&
    !filter.favourite &&
    !filter.trash &&
    (since === null || image.storedAt >= since) &&
    (until === null || image.storedAt < until) &&
    (filter.jobId === null || image.jobId === filter.jobId) &&
    (filter.worker === null || image.workerName === filter.worker) &&
    (filter.checkpoint === null || image.checkpoint === filter.checkpoint)
  )
}
