import { describe, expect, it } from 'vitest'
import { DEFAULT_REQUEST } from '../../../shared/generation.ts'
import type { RequestOptions } from '../options/request-options.ts'
import { requestOf } from './request-of.ts'

const options: RequestOptions = {
  ...{ prompt: 'a cow', negative: 'a dog', images: 7, mode: 'bonus', seed: 3, steps: 12, cfg: 5.5 },
  ...{ size: { width: 768, height: 512 }, sampler: 'DPM++ 2M', scheduler: 'Karras', stepScaling: true },
}

describe('the options of the command line', () => {
  it('are the fields of a request, with the defaults for what has no option', () => {
    expect(requestOf(options)).toEqual({
      ...DEFAULT_REQUEST,
      ...{ prompt: 'a cow', negativePrompt: 'a dog', images: 7, mode: 'bonus', seed: 3, steps: 12 },
      ...{ cfgScale: 5.5, width: 768, height: 512, sampler: 'DPM++ 2M', scheduler: 'Karras' },
      stepScaling: true,
    })
  })
  it('take a time in until mode, and there only', () => {
    const until = { by: 'duration', seconds: 60, at: null } as const
    expect(requestOf({ ...options, mode: 'until', until, runOver: true })).toMatchObject({
      ...{ mode: 'until', until, runOver: true },
    })
    const missing = () => requestOf({ ...options, mode: 'until' })
    expect(missing).toThrow('Say when to stop with --until, e.g. --until 18:00 or --until 45m.')
    expect(() => requestOf({ ...options, until })).toThrow('--until is for --mode until.')
  })
  it('add further fields and scripts to the body', () => {
    const extra = { eta: 0.5, alwayson_scripts: { Refiner: { args: [1] } } }
    const script = { ADetailer: { args: [true, { ad_model: 'face' }] } }
    expect(requestOf({ ...options, extra }).extra).toEqual(extra)
    expect(requestOf({ ...options, script }).extra).toEqual({ alwayson_scripts: script })
    expect(requestOf({ ...options, extra, script }).extra).toEqual({
      eta: 0.5,
      alwayson_scripts: { ...extra.alwayson_scripts, ...script },
    })
  })
  it.each([
    [
      { extra: { steps: 3 } },
      'extra',
      'Other fields: steps cannot be among them; it has a field of its own.',
    ],
    [{ prompt: 'x'.repeat(100_001) }, 'prompt', 'Prompt must have at most 100,000 characters.'],
    [
      { negative: 'x'.repeat(100_001) },
      'negativePrompt',
      'Negative prompt must have at most 100,000 characters.',
    ],
    [{ sampler: '' }, 'sampler', 'Sampler must not be empty.'],
    [{ checkpoint: 'x'.repeat(501) }, 'checkpoint', 'Checkpoint must have at most 500 characters.'],
  ])('are refused at the field %#, in a sentence that names it', (patch, field, sentence) => {
    const refused = () => requestOf({ ...options, ...patch })
    expect(refused).toThrow(sentence)
    expect(refused).toThrow(expect.objectContaining({ kind: 'bad-request', field }))
  })
})
