import { describe, expect, it } from 'vitest'
import { jobsChanged } from '../../state/jobs.ts'
import { emptyPanel, type PanelState } from '../../state/panel-store.ts'
import { workersChanged } from '../../state/workers.ts'
import { jobFixture, workerFixture } from '../../testing/fixtures.ts'
import { commandsFor } from './commands.ts'

const names = (state: PanelState) => commandsFor(state).map(({ name }) => name)

describe('the commands of the palette', () => {
  it('offer what leads out of an empty fleet, and nothing that needs machines', () => {
    expect(names(emptyPanel)).toEqual(expect.arrayContaining(['Add a machine', 'Start the simulated fleet']))
    expect(names(emptyPanel)).not.toContain('Benchmark all machines')
  })
  it('offer to benchmark once there are machines', () => {
    expect(names({ ...emptyPanel, ...workersChanged(emptyPanel, [workerFixture('laptop')]) })).toContain(
      'Benchmark all machines',
    )
  })
  it.each([
    ['running', ['Pause job 31', 'Cancel job 31'], ['Resume job 31']],
    ['paused', ['Resume job 31', 'Cancel job 31'], ['Pause job 31']],
    ['finished', [], ['Pause job 31', 'Cancel job 31', 'Resume job 31']],
  ] as const)('follow a job that is %s', (state, present, absent) => {
    const found = names({ ...emptyPanel, ...jobsChanged(emptyPanel, [jobFixture({ state })]) })
    expect(found).toEqual(expect.arrayContaining([...present]))
    for (const name of absent) expect(found).not.toContain(name)
  })
  it('pause all jobs, or resume them', () => {
    const running = { ...emptyPanel, ...jobsChanged(emptyPanel, [jobFixture({ state: 'running' })]) }
    expect(names(running)).toContain('Pause all jobs')
    expect(names(running)).not.toContain('Resume all jobs')
    const paused = { ...running, queuePaused: true }
    expect(names(paused)).toContain('Resume all jobs')
    expect(names(paused)).not.toContain('Pause all jobs')
    expect(names({ ...emptyPanel, queuePaused: true })).toContain('Resume all jobs')
  })
  it('offer all themes, and say which one is in use', () => {
    const dark = { ...emptyPanel, settings: { ...emptyPanel.settings, theme: 'dark' as const } }
    const themes = commandsFor(dark).filter(({ group }) => group === 'panel.commands.appearance')
    expect(themes.map(({ name, aside }) => [name, aside])).toEqual([
      ['Dark theme', 'in use'],
      ['Light theme', undefined],
      ['System theme', undefined],
    ])
  })
})
