import { describe, expect, it } from 'vitest'
import { GenerationRequest } from './generation.ts'
import { REQUEST_DEFAULTS } from './request-defaults.ts'
import { requestOfInfotext } from './request-of-infotext.ts'

const PLAIN = 'Steps: 20, Sampler: Euler a, Schedule type: Automatic, CFG scale: 7.0, Seed: 6, Size: 512x512'
const told = (more: string) => requestOfInfotext(`a meadow\n${PLAIN}, ${more}`)

describe('the request of an infotext', () => {
  it('has all that AUTOMATIC1111 tells', () => {
    const { fields, left } = requestOfInfotext(
      [
        'a harbour\nat dawn',
        'Negative prompt: people',
        'Steps: 25, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 5.5, Seed: 4294967295, Face restoration: CodeFormer, ' +
          'Size: 770x512, Model hash: 31e35c80fc, Model: sdxl, VAE hash: 1, VAE: soft.pt, Variation seed: 7, ' +
          'Variation seed strength: 0.25, Seed resize from: 640x480, Denoising strength: 0.5, Clip skip: 2, ENSD: 31337, RNG: NV, ' +
          'Tiling: True, Hires checkpoint: toonyou [0123456789], Hires sampler: Heun, Hires schedule type: Beta, ' +
          'Hires prompt: "a harbour, sharp", Hires negative prompt: blur, Hires upscale: 1.5, Hires steps: 10, ' +
          'Hires upscaler: 4x-UltraSharp, Refiner: xl_refiner [7440042bbd], Refiner switch at: 0.7, Version: v1.10.1',
      ].join('\n'),
    )
    expect(fields).toEqual({
      ...{ prompt: 'a harbour\nat dawn', negativePrompt: 'people', steps: 25, sampler: 'DPM++ 2M' },
      ...{ scheduler: 'Karras', cfgScale: 5.5, seed: 4_294_967_295, subseed: 7, subseedStrength: 0.25 },
      ...{ clipSkip: 2, width: 768, height: 512, checkpoint: 'sdxl', vae: 'soft.pt', restoreFaces: true },
      ...{ tiling: true, seedResize: { width: 640, height: 480 } },
      refiner: { checkpoint: 'xl_refiner', switchAt: 0.7 },
      hires: {
        ...{
          scale: 1.5,
          upscaler: '4x-UltraSharp',
          steps: 10,
          denoisingStrength: 0.5,
          checkpoint: 'toonyou',
        },
        ...{ sampler: 'Heun', scheduler: 'Beta', prompt: 'a harbour, sharp', negativePrompt: 'blur' },
      },
      overrides: { randn_source: 'NV', eta_noise_seed_delta: 31_337, face_restoration_model: 'CodeFormer' },
    })
    expect(left).toEqual(['Model hash', 'VAE hash', 'Version'])
    expect(GenerationRequest.safeParse({ ...REQUEST_DEFAULTS, ...fields }).success).toBe(true)
  })
  it.each([
    [
      'a schedule in the name, before 1.9',
      'x\nSteps: 20, Sampler: DPM++ 2M Karras, Seed: 1',
      { sampler: 'DPM++ 2M', scheduler: 'Karras' },
    ],
    [
      'a schedule as SD.Next calls it',
      'x\nSteps: 20, Sampler: UniPC, Scheduler: Karras',
      { sampler: 'UniPC', scheduler: 'Karras' },
    ],
    [
      'no schedule at all',
      'x\nSteps: 20, Sampler: Euler, Seed: 1',
      { sampler: 'Euler', scheduler: 'Automatic' },
    ],
    ['a text that is none', 'a prompt: with colons', { prompt: 'a prompt: with colons' }],
  ])('reads %s', (_, text, fields) => {
    expect(requestOfInfotext(text).fields).toMatchObject(fields)
  })
  it('has a target size of the second pass', () => {
    expect(
      told('Denoising strength: 0.7, Hires resize: 1024x0, Hires upscaler: Latent').fields.hires,
    ).toEqual({
      ...{ scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.7, width: 1024, height: 0 },
    })
  })
  it('takes a strength alone for that of an image made from another one', () => {
    const { fields, left } = told('Denoising strength: 0.7, Mask blur: 4')
    expect(fields).not.toHaveProperty('hires')
    expect(left).toEqual(['Denoising strength', 'Mask blur'])
  })
  const alone = (pair: string) => requestOfInfotext(`x\nVersion: 1, User: me, Mask blur: 1, ${pair}`)
  it.each<[string, Partial<GenerationRequest>, string]>([
    ['Steps: 0', { steps: 1 }, '1'],
    ['Steps: 1000', { steps: 150 }, '150'],
    ['Steps: 20.5', { steps: 21 }, '21'],
    ['CFG scale: 45', { cfgScale: 30 }, '30'],
    ['Clip skip: 99', { clipSkip: 12 }, '12'],
    ['Variation seed strength: 1.5', { subseedStrength: 1 }, '1'],
    ['Size: 8x8', { width: 64, height: 64 }, '64x64'],
    ['Size: 8192x6144', { width: 4096, height: 3072 }, '4096x3072'],
    ['Size: 20000x100', { width: 4096, height: 64 }, '4096x64'],
    ['Seed resize from: 5000x2500', { seedResize: { width: 4096, height: 2048 } }, '4096x2048'],
  ])('takes what is nearest to %s, and says so', (pair, fields, taken) => {
    const [key = '', toldValue] = pair.split(': ')
    const read = alone(pair)
    expect(read.fields).toEqual({ prompt: 'x', negativePrompt: '', ...fields })
    expect(read.odd).toEqual([{ key, told: toldValue, taken }])
    expect(read.left).not.toContain(key)
    expect(GenerationRequest.safeParse({ ...REQUEST_DEFAULTS, ...read.fields }).success).toBe(true)
  })
  it.each(['CFG scale: x', 'Seed: -5', 'Seed: 4294967296', 'Variation seed: 1.5', 'ENSD: -1', 'Size: large'])(
    'leaves out %s, which has no nearest, and says so',
    (pair) => {
      const [key, toldValue] = pair.split(': ')
      const read = alone(pair)
      expect(read.fields).toEqual({ prompt: 'x', negativePrompt: '' })
      expect(read.odd).toEqual([{ key, told: toldValue, taken: null }])
    },
  )
  it('takes what is nearest for each number of a second pass and a refiner', () => {
    const { fields, odd } = told(
      'Denoising strength: 1.2, Hires resize: 8192x0, Hires upscale: 9, Hires steps: 999, Hires upscaler: Latent, Refiner: xl, Refiner switch at: 7',
    )
    expect(fields.hires).toMatchObject({
      ...{ denoisingStrength: 1, width: 4096, height: 0, scale: 4, steps: 150 },
    })
    expect(fields.refiner).toEqual({ checkpoint: 'xl', switchAt: 1 })
    expect(odd.map(({ key }) => key).sort()).toEqual([
      ...['Denoising strength', 'Hires resize', 'Hires steps', 'Hires upscale', 'Refiner switch at'],
    ])
  })
  it('finds nothing odd in what is within bounds, as servers round it or as Python writes it', () => {
    expect(told('ENSD: 31337, Variation seed strength: 1e-05').odd).toEqual([])
    expect(alone('Size: 130x100')).toMatchObject({ fields: { width: 128, height: 96 }, odd: [] })
  })
})
