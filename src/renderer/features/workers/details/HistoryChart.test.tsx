import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { batchSpeeds } from './batch-speeds.ts'
import { HistoryChart } from './HistoryChart.tsx'

const record = { ipm: 20, minIpm: 19, maxIpm: 21, at: 1_767_225_600_000, checkpoint: 'a', version: null }

describe('the speeds of a benchmark in batches', () => {
  it('come the smallest batch first', () => {
    expect(batchSpeeds({ batchIpm: { 8: 28.5, 4: 25 } })).toEqual([
      { count: 4, ipm: 25 },
      { count: 8, ipm: 28.5 },
    ])
    expect(batchSpeeds({})).toEqual([])
  })
  it('stand in the history beside that of single images, where they were measured', () => {
    const html = renderToStaticMarkup(
      <HistoryChart history={[record, { ...record, at: record.at + 1, batchIpm: { 4: 25, 8: 28.5 } }]} />,
    )
    expect(html.match(/20\.0 ± 1\.0/g)).toHaveLength(2)
    expect(html.match(/25\.0 ipm in batches of 4/g)).toHaveLength(1)
    expect(html.match(/28\.5 ipm in batches of 8/g)).toHaveLength(1)
  })
})
