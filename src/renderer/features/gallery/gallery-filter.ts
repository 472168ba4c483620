import type { ImageQuery, StoredImage } from '../../../shared/job.ts'

export type Period = 'any' | 'today' | 'week' | 'month'

/** What is asked for; every part narrows it further. */
export interface GalleryFilter {
  readonly jobId: StoredImage['jobId'] | null
  readonly text: string
  /** name of a machine */
  readonly worker: string | null
  readonly checkpoint: string | null
  readonly period: Period
  readonly favourite: boolean
  /** those in the trash instead */
  readonly trash: boolean
}

export const EVERYTHING: GalleryFilter = {
  jobId: null,
  text: '',
  worker: null,
  checkpoint: null,
  period: 'any',
  favourite: false,
  trash: false,
}

const DAYS: Readonly<Record<Exclude<Period, 'any'>, number>> = { today: 0, week: 6, month: 29 }

/** Epoch ms of the first moment of a period that ends now, by the days of this computer; null: there is none. */
export function startOf(period: Period, now: Date): number | null {
  if (period === 'any') return null
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - DAYS[period]).getTime()
}

export const queryOf = (
  { jobId, text, worker, checkpoint, period, favourite, trash }: GalleryFilter,
  now: Date,
): Omit<ImageQuery, 'after' | 'limit'> => ({
  ...{ jobId, worker, checkpoint, favourite, trash },
  text: text.trim() || null,
  since: startOf(period, now),
})

export const isNarrowed = (filter: GalleryFilter): boolean =>
  filter.text.trim() !== '' ||
  filter.jobId !== null ||
  filter.worker !== null ||
  filter.checkpoint !== null ||
  filter.period !== 'any' ||
  filter.favourite

/**
 * Whether a picture that was just stored belongs to a filter. Words are matched by the main process alone, so while some
 * are searched for, nothing is added.
 */
export const belongs = (image: StoredImage, filter: GalleryFilter): boolean =>
  filter.text.trim() === '' &&
  !filter.favourite &&
  !filter.trash &&
  (filter.jobId === null || image.jobId === filter.jobId) &&
  (filter.worker === null || image.workerName === filter.worker) &&
  (filter.checkpoint === null || image.checkpoint === filter.checkpoint)
