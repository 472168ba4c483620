import { describe, expect, it } from 'vitest'
import { GenerationRequest } from './generation.ts'
import { REQUEST_DEFAULTS } from './request-defaults.ts'
import { withOwnFields } from './stored-request.ts'

const HIRES = { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 }
const read = (stored: object) =>
  GenerationRequest.parse({ ...REQUEST_DEFAULTS, ...(withOwnFields(stored) as object) })

describe('a request of an earlier version', () => {
  it('has in fields of their own what it kept among its other fields', () => {
    const extra = {
      ...{
        tiling: true,
        restore_faces: false,
        styles: ['ink'],
        refiner_checkpoint: 'xl',
        refiner_switch_at: 0.7,
      },
      ...{ seed_resize_from_w: 640, seed_resize_from_h: 512, hr_prompt: 'sharp', hr_sampler_name: 'Heun' },
      ...{
        hr_scheduler: null,
        hr_resize_y: 5,
        mask_blur: 4,
        eta: 0.5,
        alwayson_scripts: { A: { args: [1] } },
      },
    }
    expect(read({ prompt: 'a boat', hires: HIRES, extra })).toMatchObject({
      ...{ prompt: 'a boat', tiling: true, restoreFaces: false, styles: ['ink'] },
      ...{ refiner: { checkpoint: 'xl', switchAt: 0.7 }, seedResize: { width: 640, height: 512 } },
      hires: { ...HIRES, prompt: 'sharp', sampler: 'Heun' },
      extra: { eta: 0.5, alwayson_scripts: { A: { args: [1] } } },
    })
  })
  it('is read also where a value could not be in such a field', () => {
    const extra = { tiling: 'yes', styles: 'ink', refiner_checkpoint: 5, hr_prompt: 'sharp', eta: 1 }
    expect(read({ prompt: 'a boat', extra })).toMatchObject({
      ...{ tiling: null, styles: [], refiner: null, hires: null, extra: { eta: 1 } },
    })
  })
  it('stays as it is where it has none of them, whatever it is', () => {
    for (const stored of [null, 5, 'x', [], { prompt: 'a' }, { extra: 7 }])
      expect(withOwnFields(stored)).toBe(stored)
    const present = { tiling: true, extra: { eta: 1 } }
    expect(withOwnFields(present)).toEqual(present)
  })
})
