import { toast } from 'sonner'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { upscaleRequest, useUpscaleDraft } from '../inputs/upscale.ts'
import { emptyPanel, usePanel } from '../state/panel-store.ts'
import { jobFixture } from '../testing/fixtures.ts'
import { inputFixture, UPSCALE } from '../testing/scripted-inputs.ts'
import { takeSettings } from './take-settings.ts'

const job = jobFixture()

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(toast, 'success').mockReturnValue(1)
  usePanel.setState({ ...emptyPanel, route: 'queue' })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('what a job was asked for goes into the form', async () => {
  usePanel.setState({ jobsById: { [job.id]: { ...job, request: { ...job.request, cfgScale: 11 } } } })
  await takeSettings(job.id, 'new-seed')
  expect(usePanel.getState()).toMatchObject({ route: 'generate', form: { cfgScale: 11 } })
  expect(useUpscaleDraft.getState().open).toBe(false)
})

it('a job that made pictures larger is asked about again, and the form stays as it is', async () => {
  const pictures = [inputFixture(0)]
  const request = upscaleRequest(pictures, UPSCALE)
  usePanel.setState({ jobsById: { [job.id]: { ...job, request } } })
  await takeSettings(job.id, 'same-seed')
  expect(useUpscaleDraft.getState()).toMatchObject({ open: true, pictures, how: UPSCALE })
  expect(usePanel.getState().form).toEqual(emptyPanel.form)
})
