import type { PastJobLine } from '../../../../shared/history.ts'
import { dayName } from '../../../../shared/words/format-date.ts'

/** What the list of the history draws: headings of days, and jobs below them. */
export type HistoryRow =
  | { readonly kind: 'day'; readonly key: string; readonly words: string; readonly count: number }
  | { readonly kind: 'job'; readonly key: string; readonly job: PastJobLine }

/** px of a row with the room below it; a job whose problem is told is higher. */
export const ROW_HEIGHT = { day: 34, job: 62, trouble: 84 } as const
/** px where the list is narrow: a job with a name of two lines, and each line more that tells of failed requests and of its problem */
const NARROW_ROW_HEIGHT = { job: 74, line: 18 } as const
/** lines of a problem, there */
const PROBLEM_LINES = 2
/** px of the list up to which it is narrow: as beside open details, or at a large zoom */
const NARROW_UP_TO = 520

/** `width`: px of the list; 0: not measured yet */
export const isNarrow = (width: number): boolean => width > 0 && width <= NARROW_UP_TO

/** `jobs`: newest first. `now`: epoch ms. */
export function historyRows(jobs: readonly PastJobLine[], now: number): HistoryRow[] {
  const days = Map.groupBy(jobs, ({ finishedAt }) => dayName(finishedAt, now))
  return [...days].flatMap(([words, ofDay]): HistoryRow[] => [
    { kind: 'day', key: `day ${words}`, words, count: ofDay.length },
    ...ofDay.map((job): HistoryRow => ({ kind: 'job', key: job.id, job })),
  ])
}

export function rowHeight(row: HistoryRow | undefined, narrow: boolean): number {
  if (row?.kind === 'day') return ROW_HEIGHT.day
  if (!narrow) return row?.job.problem ? ROW_HEIGHT.trouble : ROW_HEIGHT.job
  const lines = (row?.job.problem ? PROBLEM_LINES : 0) + ((row?.job.failures ?? 0) > 0 ? 1 : 0)
  return NARROW_ROW_HEIGHT.job + lines * NARROW_ROW_HEIGHT.line
}
