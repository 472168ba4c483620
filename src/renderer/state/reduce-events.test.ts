import { describe, expect, it } from 'vitest'
import type { EventArguments } from '../../shared/contract.ts'
import { JobId, WorkerId } from '../../shared/ids.ts'
import { DEFAULT_SETTINGS } from '../../shared/settings.ts'
import { batchFixture, imageFixture, jobFixture, T0, workerFixture } from '../testing/fixtures.ts'
import { emptyPanel, type PanelState } from './panel-store.ts'
import { reduceEvents } from './reduce-events.ts'

const apply = (events: readonly EventArguments[], state: PanelState = emptyPanel): PanelState => ({
  ...state,
  ...reduceEvents(state, events, T0),
})
const place = { id: 'a', worker: 'laptop', first: 0, count: 2 }

describe('events', () => {
  it('are taken in in their order, across kinds', () => {
    const state = apply([
      ['workerChanged', workerFixture('laptop')],
      ['jobChanged', jobFixture()],
      ['batchChanged', batchFixture(place)],
      ['imageStored', imageFixture(0)],
      ['imageStored', imageFixture(1)],
      ['batchChanged', batchFixture(place, { state: 'stored', endedAt: T0 })],
      ['workerRemoved', { workerId: WorkerId.parse('laptop') }],
    ])
    expect(state.workerOrder).toEqual([])
    expect(state.imagesByJob[JobId.parse('job-31')]).toEqual({ 0: 'image-31-0', 1: 'image-31-1' })
    expect(Object.values(state.batchesByJob[JobId.parse('job-31')]?.sent ?? {})[0]?.state).toBe('stored')
    expect(state.liveByBatch).toEqual({})
  })
  it('of progress touch neither jobs, nor pictures, nor workers', () => {
    const before = apply([
      ['jobChanged', jobFixture()],
      ['batchChanged', batchFixture(place)],
      ['imageStored', imageFixture(5)],
    ])
    const progress = {
      id: batchFixture(place).id,
      fraction: 0.4,
      hasPreview: true,
      predictedStartAt: T0,
      predictedEndAt: T0,
    }
    const after = apply(
      [['progressed', { jobId: jobFixture().id, etaSeconds: 3, etaSpreadSeconds: 1, batches: [progress] }]],
      before,
    )
    expect(after.liveByBatch).not.toBe(before.liveByBatch)
    expect(after.jobsById).toBe(before.jobsById)
    expect(after.imagesByJob).toBe(before.imagesByJob)
    expect(after.batchesByJob).toBe(before.batchesByJob)
    expect(after.workersById).toBe(before.workersById)
  })
  it('that ask for a screen close what floats above it', () => {
    const open = { ...emptyPanel, overlay: 'palette' as const, route: 'settings' as const }
    const jobId = JobId.parse('job-31')
    expect(apply([['navigated', { to: 'generate', jobId }]], open)).toMatchObject({
      route: 'generate',
      shownJobId: jobId,
      overlay: null,
      viewer: null,
    })
  })
  it('of settings leave the form alone: it is ahead of what was saved', () => {
    const typing = { ...emptyPanel, form: { ...emptyPanel.form, prompt: 'a lighthouse on a cl' } }
    const state = apply([['settingsChanged', { ...DEFAULT_SETTINGS, theme: 'light' }]], typing)
    expect(state.settings.theme).toBe('light')
    expect(state.form.prompt).toBe('a lighthouse on a cl')
  })
})
