import type { PastJobLine } from '../../../../shared/history.ts'
import { dayName } from '../../../../shared/words/format-date.ts'

/** What the list of the history draws: headings of days, and jobs below them. */
export type HistoryRow =
  | { readonly kind: 'day'; readonly key: string; readonly words: string; readonly count: number }
  | { readonly kind: 'job'; readonly key: string; readonly job: PastJobLine }

/** px of a row with the room below it; a job whose problem is told is higher. */
export const ROW_HEIGHT = { day: 34, job: 62, trouble: 84 } as const

/** `jobs`: newest first. `now`: epoch ms. */
export function historyRows(jobs: readonly PastJobLine[], now: number): HistoryRow[] {
  const days = Map.groupBy(jobs, ({ finishedAt }) => dayName(finishedAt, now))
  return [...days].flatMap(([words, ofDay]): HistoryRow[] => [
    { kind: 'day', key: `day ${words}`, words, count: ofDay.length },
    ...ofDay.map((job): HistoryRow => ({ kind: 'job', key: job.id, job })),
  ])
}

export function rowHeight(row: HistoryRow | undefined): number {
  if (row?.kind === 'day') return ROW_HEIGHT.day
  return row?.job.problem ? ROW_HEIGHT.trouble : ROW_HEIGHT.job
}
