import { describe, expect, it } from 'vitest'
import { jobFixture, REQUEST, T0 } from '../../../testing/fixtures.ts'
import { requestFacts } from './request-facts.ts'
import { timeFacts } from './time-facts.ts'

const values = (facts: readonly { name: string; value: string }[]) =>
  Object.fromEntries(facts.map(({ name, value }) => [name, value]))

describe('what a job was asked for', () => {
  it('names what was sent besides, with its scripts', () => {
    const extra = { tiling: true, alwayson_scripts: { ADetailer: { args: [] } } }
    const facts = requestFacts(jobFixture({ request: { ...REQUEST, extra } }))
    expect(values(facts)['Other fields']).toBe('tiling, ADetailer')
    expect(values(requestFacts(jobFixture({ request: REQUEST })))).not.toHaveProperty('Other fields')
  })
})

describe('the times of a job', () => {
  const done = jobFixture({
    state: 'finished',
    submittedAt: T0 - 75_000,
    startedAt: T0,
    finishedAt: T0 + 38_000,
    makespanSeconds: 37.8,
    predictedSeconds: 36,
    lowerBoundSeconds: 35,
  })

  it('stand against the forecast and the least possible', () => {
    expect(values(timeFacts(done))).toMatchObject({
      Took: '37.8 s',
      Forecast: '36.0 s (+5%)',
      'Least possible': '35.0 s (1.08×)',
      Waited: '1:15',
    })
  })

  it('are not held against a forecast that was for more than was made', () => {
    expect(values(timeFacts({ ...done, state: 'cancelled', makespanSeconds: 12 }))).toMatchObject({
      Took: '12.0 s',
      Forecast: '36.0 s',
      'Least possible': '35.0 s',
    })
  })

  it('are none of a job that never started', () => {
    const never = jobFixture({
      state: 'cancelled',
      startedAt: null,
      finishedAt: T0 + 9000,
      makespanSeconds: 9,
    })
    expect(Object.keys(values(timeFacts({ ...never, predictedSeconds: 36, lowerBoundSeconds: 35 })))).toEqual(
      ['Ended'],
    )
  })
})

describe('what was asked for', () => {
  it('leaves out what was left as it was', () => {
    expect(values(requestFacts({ request: REQUEST, seed: 7, subseed: 9 }))).toEqual({
      Images: '12 · with bonus',
      Size: '768 × 512',
      Checkpoint: 'dreamshaper_8',
      Sampler: 'DPM++ 2M · Karras',
      'Steps · CFG': '24 · 6.5',
      Seed: '7',
    })
  })

  it('says the rest where it matters', () => {
    const request = {
      ...REQUEST,
      checkpoint: null,
      vae: 'soft.pt',
      scheduler: 'Automatic',
      subseedStrength: 0.2,
      clipSkip: 2,
      mode: 'exact' as const,
      stepScaling: true,
      hires: { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 },
    }
    expect(values(requestFacts({ request, seed: 7, subseed: 9 }))).toMatchObject({
      Images: '12 · exactly',
      Checkpoint: 'as loaded on each machine',
      VAE: 'soft.pt',
      Sampler: 'DPM++ 2M',
      Variation: '9 · strength 0.2',
      'Clip skip': '2',
      'Hires fix': '2× · Latent · denoising 0.5',
      'Step scaling': 'on',
    })
  })
})
