import { createRef } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import type { PastJobLine } from '../../../../shared/history.ts'
import { JobId } from '../../../../shared/ids.ts'
import { PANEL } from '../../../../shared/origin.ts'
import { plainText } from '../../../../shared/words/catalogue.ts'
import { useQueue } from '../../../state/queue-ui.ts'
import { T0 } from '../../../testing/fixtures.ts'
import { whileHolding } from '../../../testing/while-holding.ts'
import { HistorySection } from './HistorySection.tsx'
import type { History } from './use-history.ts'

const past = (number: number): PastJobLine => ({
  ...{ id: JobId.parse(`job-${number}`), number, title: `harbour ${number}`, origin: PANEL },
  ...{ priority: 'normal', state: 'finished', requested: 4, stored: 4, bonusPlanned: 0, bonusStored: 0 },
  ...{ startedAt: T0, finishedAt: T0 + 12_000, makespanSeconds: 12, predictedSeconds: 12 },
  ...{ width: 512, height: 512, steps: 20, checkpoint: null, workers: 1, failures: 0, problem: null },
})
const jobs = (count: number) => Array.from({ length: count }, (_, at) => past(count - at))

function drawn(history: Partial<History>, search = ''): string {
  const whole: History = { jobs: [], at: 'ready', problem: null, again: vi.fn(), ...history }
  return whileHolding(useQueue, { search }, () =>
    renderToStaticMarkup(
      <HistorySection history={whole} scroller={createRef()} above={createRef()} reveal={createRef()} />,
    ),
  )
}
const buttons = (html: string) =>
  [...html.matchAll(/<button.*?<\/button>/g)].map(([button]) => button.replaceAll(/<[^>]*>/g, ''))

describe('the jobs that are over', () => {
  it('are not spoken of while there are none', () => {
    expect(drawn({})).toBe('')
  })

  it('say that they are being read, until they are', () => {
    expect(drawn({ at: 'loading' })).toContain('Reading')
    expect(drawn({ at: 'loading', jobs: jobs(2) })).not.toContain('Reading')
  })

  it('are counted and can be cleared; from six on they can be searched', () => {
    const five = drawn({ jobs: jobs(5) })
    expect(five).toContain('Done <span>5</span>')
    expect(buttons(five)).toEqual(['Clear'])
    expect(five).not.toContain('type="search"')
    expect(drawn({ jobs: jobs(6) })).toContain('aria-label="Search the prompts of finished jobs"')
  })

  it('keep the search when it finds nothing, say what was not found, and leave the others alone', () => {
    const html = drawn({}, ' zebra ')
    expect(html).toContain('No finished job has “zebra” in its prompt.')
    expect(html).toContain('type="search"')
    expect(buttons(html)).toEqual([])
    expect(buttons(drawn({ jobs: jobs(2) }, 'harbour'))).not.toContain('Clear')
  })

  it('say why they cannot be read, with a way to try again', () => {
    const problem = {
      kind: 'internal',
      message: plainText('The disk is gone.'),
      remedy: null,
      field: null,
    } as const
    const html = drawn({ at: 'failed', problem })
    expect(html).toContain('The disk is gone.')
    expect(buttons(html)).toEqual(['Try again'])
  })
})
