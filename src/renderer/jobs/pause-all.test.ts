import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { JobId } from '../../shared/ids.ts'
import type { JobView } from '../../shared/job.ts'
import { batchesChanged, noBatches } from '../state/batches.ts'
import { jobsChanged, noJobs } from '../state/jobs.ts'
import { emptyPanel, usePanel } from '../state/panel-store.ts'
import { showDone } from '../state/toasts.ts'
import { batchFixture, jobFixture } from '../testing/fixtures.ts'
import { pauseOrResumeAll, underWayWhilePaused } from './pause-all.ts'

vi.mock('../state/toasts.ts', () => ({ showDone: vi.fn(), showProblem: vi.fn() }))

const id = (name: string) => JobId.parse(name)
const asked: unknown[] = []

/** A queue with these jobs; the main process answers that it changed `changed`. */
function queueOf(
  states: Readonly<Record<string, JobView['state']>>,
  { queuePaused, changed }: { queuePaused: boolean; changed: readonly string[] },
): void {
  const jobs = Object.entries(states).map(([name, state]) => jobFixture({ id: id(name), state }))
  usePanel.setState({ ...emptyPanel, ...jobsChanged(emptyPanel, jobs), queuePaused }, true)
  const answering = (name: string) => (request: unknown) => {
    asked.push([name, request])
    return Promise.resolve({ ok: true, value: { changed: changed.map(id) } })
  }
  const names = ['pauseQueue', 'resumeQueue', 'pauseJobs', 'resumeJobs']
  vi.stubGlobal('window', { tributary: Object.fromEntries(names.map((name) => [name, answering(name)])) })
}

/** What is asked when the toast's Undo is pressed. */
async function undone(): Promise<unknown> {
  await vi.waitFor(() => expect(showDone).toHaveBeenCalledOnce())
  const [[, undo] = []] = vi.mocked(showDone).mock.calls
  undo?.run()
  return asked.at(-1)
}

describe('the way back from pausing or resuming all', () => {
  beforeEach(() => {
    asked.length = 0
    vi.mocked(showDone).mockClear()
  })
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  it('goes on with the queue, without the jobs that were paused one by one', async () => {
    queueOf(
      { one: 'running', two: 'paused', three: 'queued', four: 'storing-paused' },
      { queuePaused: false, changed: ['one', 'three', 'four'] },
    )
    expect(pauseOrResumeAll()).toBe(true)
    expect(await undone()).toEqual(['resumeQueue', { except: ['two'] }])
  })

  it('pauses the queue again, with the jobs that come', async () => {
    queueOf({ one: 'paused', two: 'paused' }, { queuePaused: true, changed: ['one', 'two'] })
    expect(pauseOrResumeAll()).toBe(true)
    expect(await undone()).toEqual(['pauseQueue', {}])
  })

  it('pauses only the jobs that were, where the queue was not paused', async () => {
    queueOf(
      { one: 'paused', two: 'paused', full: 'storing-paused' },
      { queuePaused: false, changed: ['one', 'two', 'full'] },
    )
    expect(pauseOrResumeAll()).toBe(true)
    expect(await undone()).toEqual(['pauseJobs', { jobIds: ['one', 'two'] }])
  })
})

it('counts the images that are still being made only while the queue is paused', () => {
  const job = jobFixture({ id: id('one'), state: 'running' })
  const batch = batchFixture({ id: 'a', worker: 'laptop', first: 0, count: 3 }, { jobId: job.id })
  const state = { ...emptyPanel, ...jobsChanged(noJobs, [job]), ...batchesChanged(noBatches, [batch]) }
  expect(underWayWhilePaused({ ...state, queuePaused: true })).toBe(3)
  const unread = Object.defineProperty({ ...state }, 'batchesByJob', {
    get: () => {
      throw new Error('The batches were walked.')
    },
  })
  expect(underWayWhilePaused(unread)).toBeNull()
})
