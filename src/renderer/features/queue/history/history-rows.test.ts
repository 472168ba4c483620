import { describe, expect, it } from 'vitest'
import { lineOf } from '../../../../shared/history.ts'
import { JobId } from '../../../../shared/ids.ts'
import { plainText } from '../../../../shared/words/catalogue.ts'
import { jobFixture } from '../../../testing/fixtures.ts'
import { historyRows, isNarrow, rowHeight } from './history-rows.ts'

const NOON = new Date(2026, 4, 14, 12).getTime()
const HOUR = 3600_000

const done = (number: number, hoursAgo: number, problem: 'with a problem' | null = null) =>
  lineOf(
    jobFixture({
      id: JobId.parse(`job-${number}`),
      number,
      state: problem ? 'failed' : 'finished',
      finishedAt: NOON - hoursAgo * HOUR,
      problem: problem && { kind: 'validation', message: plainText('No.'), remedy: null, field: null },
    }),
  )

describe('the rows of the history', () => {
  it('put the jobs under their days, newest first', () => {
    const rows = historyRows([done(9, 1), done(8, 2), done(7, 20), done(6, 24 * 40)], NOON)
    expect(rows.map((row) => (row.kind === 'day' ? `${row.words} ${row.count}` : row.job.number))).toEqual([
      'Today 2',
      9,
      8,
      'Yesterday 1',
      7,
      expect.stringContaining('2026 1'),
      6,
    ])
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
  })

  it('are as high as what they say', () => {
    const [day, fine, failed] = historyRows([done(9, 1), done(8, 2, 'with a problem')], NOON)
    const heights = (narrow: boolean) => [day, fine, failed].map((row) => rowHeight(row, narrow))
    expect(heights(false)).toEqual([34, 62, 84])
    expect(heights(true)).toEqual([34, 74, 110])
    const tried = historyRows([{ ...done(9, 1), failures: 2 }], NOON)[1]
    expect([false, true].map((narrow) => rowHeight(tried, narrow))).toEqual([62, 92])
  })

  it('are narrow beside open details, and not before the list was measured', () => {
    expect([0, 306, 520, 521, 1344].map(isNarrow)).toEqual([false, true, true, false, false])
  })
})
