import { toast } from 'sonner'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { plainText } from '../../../shared/words/catalogue.ts'
import { upscaleRequest } from '../../inputs/upscale.ts'
import { emptyPanel, usePanel } from '../../state/panel-store.ts'
import { imageFixture, jobFixture } from '../../testing/fixtures.ts'
import { UPSCALE } from '../../testing/scripted-inputs.ts'
import { settingsBack } from './settings-back.ts'

const image = imageFixture(3)
const job = jobFixture()
const past = { ...job, request: { ...job.request, cfgScale: 11, clipSkip: 2 } }

describe('the settings of a picture go back into the form', () => {
  let asked: string[]
  let history: boolean
  beforeEach(() => {
    asked = []
    history = true
    const pastJob = async () => {
      asked.push('pastJob')
      return history
        ? { ok: true, value: { job: past, batches: [], batchesLeftOut: 0 } }
        : { ok: false, problem: { kind: 'not-found', message: plainText('gone'), remedy: null, field: null } }
    }
    const updateSettings = async () => ({ ok: true, value: {} })
    vi.useFakeTimers()
    vi.stubGlobal('window', { tributary: { pastJob, updateSettings } })
    vi.spyOn(toast, 'success').mockReturnValue(1)
    usePanel.setState({ ...emptyPanel, route: 'gallery' })
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  it('whole, from a job of this session, without asking', async () => {
    usePanel.setState({ jobsById: { [image.jobId]: { ...job, request: { ...job.request, cfgScale: 9 } } } })
    await settingsBack({ ...image, infotext: null })
    expect(asked).toEqual([])
    expect(usePanel.getState()).toMatchObject({ route: 'generate', form: { cfgScale: 9, seed: image.seed } })
  })
  it('whole, from a job of an earlier session', async () => {
    await settingsBack({ ...image, infotext: null })
    expect(usePanel.getState().form).toMatchObject({
      prompt: image.prompt,
      cfgScale: 11,
      clipSkip: 2,
      seed: image.seed,
    })
  })
  it('alone, from a picture of a grid or of several prompts', async () => {
    const grid = { axes: [{ field: 'steps' as const, values: ['5', '9'] }] }
    const request = { ...job.request, grid, prompts: ['one', 'another'] }
    usePanel.setState({ jobsById: { [image.jobId]: { ...job, request } } })
    await settingsBack({ ...image, steps: 9, sampler: 'DDIM', infotext: null })
    expect(usePanel.getState().form).toMatchObject({
      ...{ grid: null, prompts: [], prompt: image.prompt, steps: 9, sampler: 'DDIM' },
    })
  })
  it('as the picture tells them, where its job made it larger', async () => {
    const request = upscaleRequest([], UPSCALE)
    usePanel.setState({ jobsById: { [image.jobId]: { ...job, request } } })
    await settingsBack(image)
    expect(usePanel.getState().form).toMatchObject({ prompt: image.prompt, upscale: null })
  })
  it('as far as the picture tells, once the history has let go of its job', async () => {
    history = false
    await settingsBack(image)
    expect(usePanel.getState().form).toMatchObject({ prompt: image.prompt, seed: image.seed })
    expect(image.infotext).toContain('CFG scale: 6.5, ')
    expect(usePanel.getState().form).toMatchObject({ cfgScale: 6.5, scheduler: 'Karras' })
  })
})
