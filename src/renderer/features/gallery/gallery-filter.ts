import type { ImageQuery, StoredImage } from '../../../shared/job.ts'

export type Period = 'any' | 'today' | 'yesterday' | 'week' | 'month'

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

/** Days from today back to the first and to the last of each period. */
const DAYS: Readonly<Record<Exclude<Period, 'any'>, readonly [first: number, last: number]>> = {
  today: [0, 0],
  yesterday: [1, 1],
  week: [6, 0],
  month: [29, 0],
}

/** Epoch ms of the first moment of a period and of the first one after it, by the days of this computer; null: no bound. */
export function boundsOf(
  period: Period,
  now: Date,
): { readonly since: number | null; readonly until: number | null } {
  if (period === 'any') return { since: null, until: null }
  const [first, last] = DAYS[period]
  const startOf = (daysAgo: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo).getTime()
  return { since: startOf(first), until: last === 0 ? null : startOf(last - 1) }
}

export const queryOf = (
  { jobId, text, worker, checkpoint, period, favourite, trash }: GalleryFilter,
  now: Date,
): Omit<ImageQuery, 'after' | 'limit'> => ({
  ...{ jobId, worker, checkpoint, favourite, trash },
  text: text.trim() || null,
  ...boundsOf(period, now),
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
  filter.period !== 'yesterday' &&
  (filter.jobId === null || image.jobId === filter.jobId) &&
  (filter.worker === null || image.workerName === filter.worker) &&
  (filter.checkpoint === null || image.checkpoint === filter.checkpoint)
