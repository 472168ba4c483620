import { describe, expect, it } from 'vitest'
import {
  CALL_FIELD_NAMES,
  type FieldNames,
  firstWrong,
  REQUEST_NAMES,
  SETTINGS_NAMES,
  WORKER_NAMES,
} from './field-names.ts'
import { DEFAULT_REQUEST, GenerationRequest } from './generation.ts'
import { DEFAULT_SETTINGS, Settings, SettingsPatch } from './settings.ts'
import { inWords } from './words/say.ts'
import { WorkerConfig, WorkerInput } from './worker.ts'

const hires = { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.7 }

function told(error: Parameters<typeof firstWrong>[0] | undefined, names: FieldNames): [string, string] {
  if (error === undefined) throw new Error('nothing is wrong with it')
  const { field, why } = firstWrong(error, names)
  return [field, inWords(why)]
}

describe('the first thing that is wrong', () => {
  it.each([
    [{ cfgScale: 31 }, 'cfgScale', 'CFG must be at most 30.'],
    [{ clipSkip: 0 }, 'clipSkip', 'Clip skip must be at least 1.'],
    [{ negativePrompt: 7 }, 'negativePrompt', 'Negative prompt must be text.'],
    [{ subseedStrength: 2 }, 'subseedStrength', 'Variation strength must be at most 1.'],
    [{ hires: { ...hires, scale: 9 } }, 'hires.scale', 'Hires scale must be at most 4.'],
    [{ hires: { ...hires, upscaler: '' } }, 'hires.upscaler', 'Upscaler must not be empty.'],
    [{ mode: 'all' }, 'mode', 'Mode is not valid.'],
  ])('of the request with %j is told at %s: %s', (patch, field, sentence) => {
    const { error } = GenerationRequest.safeParse({ ...DEFAULT_REQUEST, ...patch })
    expect(told(error, REQUEST_NAMES)).toEqual([field, sentence])
  })

  it.each([
    [{ url: ' ' }, 'url', 'Address must not be empty.'],
    [{ name: 'a\u0000b' }, 'name', 'Name has characters that cannot be used here.'],
    [{ pixelCap: 0 }, 'pixelCap', 'Pixels in one request must be more than 0.'],
    [{ maxBatch: 65 }, 'maxBatch', 'Images in one request must be at most 64.'],
    [
      { tls: { kind: 'pinned', fingerprint: 'x' } },
      'tls.fingerprint',
      'Certificate has characters that cannot be used here.',
    ],
    [{ note: 'x'.repeat(2001) }, 'note', 'Note must have at most 2,000 characters.'],
  ])('of the worker with %j is told at %s: %s', (patch, field, sentence) => {
    const { error } = WorkerInput.safeParse({ url: 'http://argon', ...patch })
    expect(told(error, WORKER_NAMES)).toEqual([field, sentence])
  })

  it.each([
    [{ graceSeconds: -1 }, 'graceSeconds', 'Grace period of + bonus must be at least 0.'],
    [{ maxBatch: 1.5 }, 'maxBatch', 'Largest batch must be a whole number.'],
    [{ form: { ...DEFAULT_REQUEST, width: 513 } }, 'form.width', 'Width must be a multiple of 8 px.'],
    [
      { benchmark: { ...DEFAULT_SETTINGS.benchmark, measuredRuns: 0 } },
      'benchmark.measuredRuns',
      'Measured runs must be at least 1.',
    ],
    [{ formWidth: 10 }, 'formWidth', 'formWidth must be at least 280.'],
  ])('of the settings with %j is told at %s: %s', (patch, field, sentence) => {
    expect(told(SettingsPatch.safeParse(patch).error, SETTINGS_NAMES)).toEqual([field, sentence])
  })

  it('is told of the value that holds the one that was parsed, where that is known', () => {
    const { error } = GenerationRequest.shape.steps.safeParse('many')
    if (error === undefined) throw new Error('nothing is wrong with it')
    const { field, why } = firstWrong(error, SETTINGS_NAMES, ['form', 'steps'])
    expect([field, inWords(why)]).toEqual(['form.steps', 'Steps must be a number.'])
  })

  it('names the field itself where an entry of a list is wrong', () => {
    const { error } = GenerationRequest.shape.prompt.safeParse(7)
    if (error === undefined) throw new Error('nothing is wrong with it')
    expect(inWords(firstWrong(error, CALL_FIELD_NAMES, ['imageIds', '3']).why)).toBe('imageIds must be text.')
  })
})

describe('every field', () => {
  it.each([
    ['a request', GenerationRequest.shape, REQUEST_NAMES],
    ['a worker', WorkerInput.shape, WORKER_NAMES],
    ['the settings', Settings.shape, SETTINGS_NAMES],
  ])('of %s is in the table, with its name or without', (_, shape, names) => {
    expect(Object.keys(names).sort()).toEqual(Object.keys(shape).sort())
  })

  it('that is kept about a worker is one that can be filled in, but for its id', () => {
    const { id: _, ...kept } = WorkerConfig.shape
    expect(Object.keys(WORKER_NAMES)).toEqual(expect.arrayContaining(Object.keys(kept)))
  })
})
