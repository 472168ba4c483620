import { describe, expect, it } from 'vitest'
import type { Capabilities } from '../../../shared/worker.ts'
import type { GenerationParams } from '../../core/generation.ts'
import { sentNames } from '../../core/names/on-worker.ts'
import { batch, PARAMS } from '../../simulator/testing/simulated-client.ts'
import { A1111 } from './kinds/a1111.ts'
import { FORGE } from './kinds/forge.ts'
import { requestBody } from './request-body.ts'

const HIRES = { scale: 2, upscaler: 'latent', steps: 10, denoisingStrength: 0.4 }
const checkpoint = (title: string, name: string) => ({ title, name, hash: null, sha256: null })
const LISTS = {
  checkpoints: [checkpoint('xl\\refiner_1.safetensors', 'refiner_1'), checkpoint('toonyou.ckpt', 'toonyou')],
  samplers: ['Euler a', 'DPM++ 2M'],
  schedulers: ['Automatic', 'Karras'],
  upscalers: ['R-ESRGAN 4x+'],
  latentUpscalers: ['Latent'],
} as unknown as Capabilities

function bodyOf(params: Partial<GenerationParams>, facts = A1111): Record<string, unknown> {
  const names = sentNames(LISTS, { ...PARAMS, ...params })
  return requestBody(batch(1, { names }, params), facts)
}

describe('the body of a request', () => {
  it('says nothing of what was not asked for', () => {
    expect(Object.keys(bodyOf({})).sort()).toEqual(
      [
        ...['prompt', 'negative_prompt', 'steps', 'cfg_scale', 'width', 'height', 'seed', 'subseed'],
        ...['subseed_strength', 'sampler_name', 'batch_size', 'n_iter', 'send_images', 'save_images'],
        ...['force_task_id', 'override_settings', 'override_settings_restore_afterwards'],
      ].sort(),
    )
  })
  it("has everything of the second pass, in the worker's own words", () => {
    const hires = {
      ...{ ...HIRES, width: 1024, height: 0, checkpoint: 'ToonYou', sampler: 'dpm++ 2m' },
      ...{ scheduler: 'karras', prompt: 'sharp \ud800', negativePrompt: 'blur' },
    }
    expect(bodyOf({ hires })).toMatchObject({
      ...{ enable_hr: true, hr_scale: 2, hr_upscaler: 'Latent', hr_second_pass_steps: 10 },
      ...{ denoising_strength: 0.4, hr_resize_x: 1024, hr_resize_y: 0, hr_checkpoint_name: 'toonyou' },
      ...{ hr_sampler_name: 'DPM++ 2M', hr_scheduler: 'Karras', hr_prompt: 'sharp \ufffd' },
      hr_negative_prompt: 'blur',
    })
  })
  it('leaves out what the second pass has as the first one', () => {
    const hires = {
      ...{ ...HIRES, width: 0, height: 0, checkpoint: null, sampler: null, scheduler: null },
      ...{ prompt: '', negativePrompt: '' },
    }
    const names = Object.keys(bodyOf({ hires })).filter((name) => name.startsWith('hr_'))
    expect(names).toEqual(['hr_scale', 'hr_upscaler', 'hr_second_pass_steps'])
    expect(bodyOf({ hires }, FORGE)).toMatchObject({ hr_cfg: 7, hr_additional_modules: ['Use same choices'] })
  })
  it('names the refiner as the worker does, and when it takes over', () => {
    expect(bodyOf({ refiner: { checkpoint: 'Refiner_1', switchAt: 0.8 } })).toMatchObject({
      ...{ refiner_checkpoint: 'refiner_1', refiner_switch_at: 0.8 },
    })
  })
  it('has faces, tiling and the size noise is drawn for', () => {
    const body = bodyOf({ restoreFaces: false, tiling: true, seedResize: { width: 768, height: 512 } })
    expect(body).toMatchObject({ restore_faces: false, tiling: true })
    expect(body).toMatchObject({ seed_resize_from_w: 768, seed_resize_from_h: 512 })
  })
  it('has a selectable script with its arguments, and styles by their texts only', () => {
    const body = bodyOf({ script: { title: 'Prompt matrix', args: [true, 2, 'x'] }, styles: ['photo'] })
    expect(body).toMatchObject({ script_name: 'Prompt matrix', script_args: [true, 2, 'x'] })
    expect(body).not.toHaveProperty('styles')
  })
  it('overrides options by their keys, and names what others left in force', () => {
    const request = batch(1, {}, { overrides: { eta_noise_seed_delta: 31337 }, clipSkip: 2 })
    const left = { tiling: false, eta_noise_seed_delta: 0 }
    expect(requestBody(request, A1111, null, left).override_settings).toEqual({
      ...{ tiling: false, eta_noise_seed_delta: 31337, CLIP_stop_at_last_layers: 2 },
    })
    expect(requestBody(request, { ...A1111, overrides: false })).not.toHaveProperty('override_settings')
  })
})
