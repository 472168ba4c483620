import { describe, expect, it } from 'vitest'
import { isAutomatic, SAMPLER_NAMES, SCHEDULE_NAMES, takesSchedule, UPSCALER_NAMES } from './tables.ts'

describe('names of one sampler', () => {
  it.each([
    ['Euler a', ['euler_a', 'k_euler_a', 'euler_ancestral', 'sample_euler_ancestral', 'EULER A']],
    ['Euler', ['euler', 'k_euler', 'EulerDiscreteScheduler']],
    ['DPM++ 2S a', ['dpm++2s_a', 'k_dpmpp_2s_a', 'dpmpp_2s_ancestral']],
    ['DPM++ 2M', ['dpm++2m', 'k_dpmpp_2m', 'dpmpp_2m', 'DPMSolverMultistepScheduler']],
    ['DPM++ 2M v2', ['dpm++2mv2']],
    ['DPM++ 2M SDE', ['dpmpp_2m_sde', 'dpm++2m_sde']],
    ['DPM2 a', ['k_dpm_2_a', 'dpm_2_ancestral', 'dpm2_a']],
    ['DPM++ SDE', ['dpmpp_sde', 'dpm++sde']],
    ['DPM adaptive', ['k_dpm_ad', 'dpm_adaptive']],
    ['UniPC', ['uni_pc', 'unipc']],
    ['DDIM', ['ddim', 'DDIMScheduler', 'ddim_trailing']],
    ['LCM', ['k_lcm', 'lcm']],
  ])('%s', (label, others) => {
    for (const name of [label, ...others]) expect([name, SAMPLER_NAMES.labelOf(name)]).toEqual([name, label])
    expect(new Set([label, ...others].map(SAMPLER_NAMES.keyOf)).size).toBe(1)
  })
  it('are no others: a sampler is not the one its name begins with', () => {
    const all = [
      'Euler',
      'Euler a',
      'DPM++ 2M',
      'DPM++ 2M SDE',
      'DPM++ 2M SDE Heun',
      'DPM++ 2M v2',
      'DPM2',
      'DPM2 a',
    ]
    expect(new Set(all.map(SAMPLER_NAMES.keyOf)).size).toBe(all.length)
  })
  it('may be in no table: then case, blanks and underscores still do not matter, every other letter does', () => {
    expect(SAMPLER_NAMES.keyOf('Мой семплер')).toBe(SAMPLER_NAMES.keyOf('мой_семплер'))
    expect(SAMPLER_NAMES.keyOf('采样器 *')).not.toBe(SAMPLER_NAMES.keyOf('采样器'))
    expect(SAMPLER_NAMES.labelOf('My Sampler')).toBe('My Sampler')
    expect(SAMPLER_NAMES.knows('My Sampler')).toBe(false)
  })
})

describe('names of one schedule', () => {
  it.each([
    ['Automatic', 'default'],
    ['Normal', 'discrete'],
    ['SGM Uniform', 'sgm_uniform'],
    ['Align Your Steps', 'ays'],
    ['DDIM', 'ddim_uniform'],
  ])('%s is %s', (label, other) => expect(SCHEDULE_NAMES.labelOf(other)).toBe(label))
  it('of a server that calls its own choice default', () => {
    expect(isAutomatic('default')).toBe(true)
    expect(isAutomatic('normal')).toBe(false)
  })
  it('matter to most samplers', () => {
    expect(takesSchedule('dpmpp_2m')).toBe(true)
    expect(takesSchedule('uni_pc')).toBe(false)
  })
})

it.each([
  ['Latent', 'Latent Bilinear'],
  ['Latent (nearest-exact)', 'latent nearest exact'],
  ['R-ESRGAN 4x+', 'RealESRGAN_x4plus'],
  ['Lanczos', 'Resize Lanczos'],
])('upscaler %s is %s', (label, other) => expect(UPSCALER_NAMES.labelOf(other)).toBe(label))
it('the upscaler with a plus is not the one without', () => {
  expect(UPSCALER_NAMES.keyOf('R-ESRGAN 4x')).not.toBe(UPSCALER_NAMES.keyOf('R-ESRGAN 4x+'))
})
