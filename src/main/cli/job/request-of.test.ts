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
  it('ask for noise that is the same everywhere, unless another source is named', () => {
    const overridesOf = (more: RequestOptions, before = {}) =>
      requestOf({ ...options, ...more }, before).overrides
    expect(overridesOf({ sameNoise: true })).toEqual({ randn_source: 'CPU' })
    expect(overridesOf({ sameNoise: true, override: { randn_source: 'NV', a: 1 } })).toEqual({
      ...{ randn_source: 'NV', a: 1 },
    })
    expect(overridesOf({ sameNoise: true }, { overrides: { randn_source: 'GPU', a: 1 } })).toEqual({
      ...{ randn_source: 'CPU', a: 1 },
    })
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
  it('name a selectable script by its name, an always-on one by its title', () => {
    const script = { name: 'Prompt matrix', args: [true] }
    expect(requestOf({ ...options, script })).toMatchObject({
      script: { title: 'Prompt matrix', args: [true] },
      extra: {},
    })
    expect(requestOf({ ...options, script: { name: 'Loopback' } }).script).toEqual({
      title: 'Loopback',
      args: [],
    })
  })
  it('begin a second pass as the form does, and change one that is there', () => {
    expect(requestOf({ ...options, hiresScale: 1.5 }).hires).toEqual({
      ...{ scale: 1.5, upscaler: 'Latent', steps: 0, denoisingStrength: 0.7 },
    })
    const before = {
      hires: { scale: 2, upscaler: 'x', steps: 5, denoisingStrength: 0.3, width: 1024, height: 0 },
    }
    expect(requestOf({ ...options, hiresDenoise: 0.4, hiresPrompt: 'sharp' }, before).hires).toEqual({
      ...{ ...before.hires, denoisingStrength: 0.4, prompt: 'sharp' },
    })
    expect(requestOf({ ...options, hiresScale: 3 }, before).hires).toMatchObject({
      scale: 3,
      width: 0,
      height: 0,
    })
  })
  it('go before what they begin with', () => {
    const before = {
      ...{ prompt: 'a boat', steps: 50, sampler: 'Heun', styles: ['ink'], overrides: { a: 1, b: 2 } },
      extra: { eta: 1, alwayson_scripts: { A: { args: [1] } } },
    }
    expect(
      requestOf({ steps: 7, style: ['oil'], override: { b: 3 }, script: { B: {} } }, before),
    ).toMatchObject({
      ...{ prompt: 'a boat', steps: 7, sampler: 'Heun', styles: ['oil'], overrides: { a: 1, b: 3 } },
      extra: { eta: 1, alwayson_scripts: { A: { args: [1] }, B: {} } },
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
