import { describe, expect, it, vi } from 'vitest'
import { DEFAULT_REQUEST } from '../../shared/generation.ts'
import { JobId } from '../../shared/ids.ts'
import type { JobStateName } from '../../shared/job.ts'
import { clock } from '../../shared/words/format-duration.ts'
import { jobFixture } from './job-fixture.ts'
import { createJobWatch } from './job-watch.ts'
import { progressText } from './progress-text.ts'
import { trayMenu, trayTooltip } from './tray-menu.ts'

const actions = () => ({
  ...{ show: vi.fn(), pause: vi.fn(), resume: vi.fn(), cancel: vi.fn(), quit: vi.fn() },
  ...{ pauseAll: vi.fn(), resumeAll: vi.fn() },
})
const labels = (items: { label?: string; type?: string }[]) => items.map(({ label, type }) => label ?? type)

describe('the tray', () => {
  it('says how far the job is', () => {
    expect(trayTooltip(jobFixture(), 1)).toBe('14 of 24, 0:38 left')
    expect(trayTooltip(jobFixture(), 3)).toBe('14 of 24, 0:38 left (and 2 more)')
    expect(trayTooltip(null, 0)).toBe('Tributary')
  })
  it('says how many images it will likely be by when', () => {
    const at = new Date(2025, 5, 14, 18, 0).getTime()
    const until = { by: 'clock', minutes: 1080, at } as const
    const request = { ...DEFAULT_REQUEST, mode: 'until', until } as const
    expect(trayTooltip(jobFixture({ request, requested: 34 }), 1)).toBe('14 of about 34, until 18:00')
    expect(trayTooltip(jobFixture({ request, requested: 34, state: 'paused' }), 1)).toBe('14 of 34, paused')
  })
  it('offers what can be done with the running job', () => {
    const acts = actions()
    const job = jobFixture()
    const menu = trayMenu(job, false, acts)
    expect(labels(menu)).toEqual([
      'Show Tributary',
      'separator',
      'a lighthouse',
      '14 of 24, 0:38 left',
      'Pause',
      'Cancel',
      'separator',
      'Pause all jobs',
      'separator',
      'Quit',
    ])
    expect(menu[3]?.enabled).toBe(false)
    for (const item of menu) (item.click as (() => void) | undefined)?.()
    expect(acts.pause).toHaveBeenCalledWith(job.id)
    expect(acts.cancel).toHaveBeenCalledWith(job.id)
    expect(acts.pauseAll).toHaveBeenCalledOnce()
    expect(acts.quit).toHaveBeenCalledOnce()
  })
  it.each<JobStateName>(['paused', 'storing-paused'])('offers Resume for a job that is %s', (state) => {
    expect(labels(trayMenu(jobFixture({ state }), false, actions()))).toContain('Resume')
  })
  it('shortens a long prompt and keeps an ampersand from becoming a shortcut', () => {
    const title = `cats & dogs\n${'on a hill '.repeat(10)}`
    const label = trayMenu(jobFixture({ title }), false, actions())[2]?.label ?? ''
    expect(label).toMatch(/^cats && dogs on a hill .*…$/)
    expect(label.length).toBeLessThanOrEqual(41)
  })
  it('offers to go on where all jobs are paused, also without one', () => {
    const acts = actions()
    const menu = trayMenu(null, true, acts)
    expect(labels(menu)).toContain('Resume all jobs')
    expect(labels(menu)).not.toContain('Pause all jobs')
    for (const item of menu) (item.click as (() => void) | undefined)?.()
    expect(acts.resumeAll).toHaveBeenCalledOnce()
  })
  it('says so when nothing runs', () => {
    expect(labels(trayMenu(null, false, actions()))).toEqual([
      'Show Tributary',
      'separator',
      'No job is running',
      'separator',
      'Quit',
    ])
  })
})

describe('the progress line', () => {
  it.each([
    [0, '0:00'],
    [37.6, '0:38'],
    [725, '12:05'],
    [3729, '1:02:09'],
    [-3, '0:00'],
  ])('reads %d seconds as %s', (seconds, text) => expect(clock(seconds)).toBe(text))

  it.each<[JobStateName, string]>([
    ['held', '14 of 24, measuring the machines'],
    ['waiting', '14 of 24, waiting for a machine'],
    ['paused', '14 of 24, paused'],
    ['finished', '14 of 24'],
  ])('says what a job that is %s waits for', (state, text) =>
    expect(progressText(jobFixture({ state }))).toBe(text),
  )

  it('leaves out a time nobody knows', () => {
    expect(progressText(jobFixture({ etaSeconds: null }))).toBe('14 of 24')
  })
})

describe('the job in front', () => {
  const [a, b] = [JobId.parse('a'), JobId.parse('b')]
  it('is the running one, the older of two', () => {
    const watch = createJobWatch([jobFixture({ id: a, number: 5, state: 'queued' })])
    expect(watch.front()?.id).toBe(a)
    watch.take('jobChanged', jobFixture({ id: b, number: 6 }))
    expect(watch.front()?.id).toBe(b)
    watch.take('jobChanged', jobFixture({ id: a, number: 5 }))
    expect(watch.front()?.id).toBe(a)
  })
  it('is forgotten when it is over, and then nothing is busy', () => {
    const watch = createJobWatch([jobFixture({ id: a })])
    expect(watch.busy()).toBe(true)
    watch.take('jobChanged', jobFixture({ id: a, state: 'cancelled' }))
    expect([watch.front(), watch.busy(), watch.live()]).toEqual([null, false, 0])
  })
  it('takes its time left from the progress', () => {
    const watch = createJobWatch([jobFixture({ id: a })])
    watch.take('progressed', { jobId: a, etaSeconds: 5, etaSpreadSeconds: 1, batches: [] })
    expect(trayTooltip(watch.front(), 1)).toBe('14 of 24, 0:05 left')
    expect(watch.take('progressed', { jobId: b, etaSeconds: 5, etaSpreadSeconds: 1, batches: [] })).toBe(
      false,
    )
  })
  it('does not keep the machine awake while it is paused', () => {
    const watch = createJobWatch([jobFixture({ state: 'paused' })])
    expect([watch.busy(), watch.underWay(), watch.live()]).toEqual([false, false, 1])
  })
  it('goes on by itself while it waits for a worker', () => {
    const watch = createJobWatch([jobFixture({ state: 'waiting' })])
    expect([watch.busy(), watch.underWay()]).toEqual([false, true])
  })
})
