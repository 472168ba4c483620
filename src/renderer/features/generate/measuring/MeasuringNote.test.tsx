import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { usePanel } from '../../../state/panel-store.ts'
import { noWorkers, workersChanged } from '../../../state/workers.ts'
import { workerFixture } from '../../../testing/fixtures.ts'
import { whileHolding } from '../../../testing/while-holding.ts'
import { MeasuringNote, MeasuringProgress } from './MeasuringNote.tsx'
import { measuringNow } from './measuring-now.ts'

const drawn = (count: number): string => {
  const workers = Array.from({ length: count }, (_, at) =>
    workerFixture(`node-${at + 1}`, {
      state: 'benchmarking',
      benchmarkProgress: {
        phase: 'warm-up',
        run: 1,
        runs: 2,
        fraction: 0.25,
        remainingSeconds: 30,
        ipmSoFar: null,
      },
    }),
  )
  const measuring = measuringNow(workersChanged(noWorkers, workers))
  return measuring === null ? '' : renderToStaticMarkup(<MeasuringProgress measuring={measuring} />)
}

describe('what the session shows of machines that are measured', () => {
  it('is how far all are, and a line for each', () => {
    const html = drawn(2)
    expect(html).toContain('Measuring 2 machines, 0:30 left')
    expect(html).toContain('aria-valuenow="25"')
    expect(html).toContain('node-1')
    expect(html).toContain('warm-up 1 of 2')
    expect(html.match(/<li/g)).toHaveLength(2)
  })

  it('counts those that do not fit', () => {
    const html = drawn(30)
    expect(html.match(/<li/g)).toHaveLength(8)
    expect(html).toContain('+ 23 more')
  })

  it('is nothing while no machine is measured', () => {
    const note = (workers: typeof noWorkers) =>
      whileHolding(usePanel, workers, () => renderToStaticMarkup(<MeasuringNote />))
    const ready = workersChanged(noWorkers, [workerFixture('laptop')])
    expect(note(ready)).toBe('')
    const measured = workersChanged(ready, [
      workerFixture('argon', {
        state: 'benchmarking',
        benchmarkProgress: {
          ...{ phase: 'measuring', run: 2, runs: 3, fraction: 0.6, remainingSeconds: 12, ipmSoFar: 5.1 },
        },
      }),
    ])
    const html = note(measured)
    expect(html).toContain('argon')
    expect(html).toContain('5.1 ipm so far')
    expect(html).not.toContain('laptop')
  })
})
