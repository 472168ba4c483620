import { describe, expect, it } from 'vitest'
import { correctionKeys } from './corrections.ts'
import { samplerCost } from './sampler-cost.ts'
import { paramsFor } from './testing/true-speed.ts'
import { workOf } from './work.ts'

const work = (more: Parameters<typeof paramsFor>[0]) => workOf(paramsFor(more))
const hires = { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 }

describe('work relative to the benchmark payload', () => {
  it('is 1 for the payload itself', () => {
    expect(work({})).toBeCloseTo(1, 10)
  })
  it('doubles with the steps, but for the decoding of the picture', () => {
    // 4 % of the payload are decoding.
    expect(work({ steps: 40 })).toBeCloseTo(1.96, 10)
  })
  it('grows with pixels below 512x512 and faster above', () => {
    expect(work({ width: 256, height: 512 })).toBeCloseTo(0.5, 10)
    // 0.96 x 4^1.15 + 0.04 x 4
    expect(work({ width: 1024, height: 1024 })).toBeCloseTo(4.8876, 3)
  })
  it('costs what the sampler costs', () => {
    expect(work({ sampler: 'Heun' }) / work({})).toBeCloseTo(1 + 0.96 * 0.4024, 2)
    expect(work({ sampler: 'LMS' })).toBeLessThan(0.9)
  })
  it('adds a hires pass at its own size with as many steps as the first', () => {
    const second = work({ hires }) - work({})
    expect(second).toBeCloseTo(0.96 * 4 ** 1.15 + 0.04 * 4, 6)
  })
  it('takes the steps of the hires pass when they are given', () => {
    const more = work({ hires: { ...hires, steps: 40 } }) - work({ hires })
    expect(more).toBeCloseTo(0.96 * 4 ** 1.15, 6)
  })
  it.each([0, 0.3, 1])('runs every step of the hires pass at a strength of %d', (denoisingStrength) => {
    expect(work({ hires: { ...hires, denoisingStrength } })).toBe(work({ hires }))
  })
  it('lets step scaling ask for fewer steps', () => {
    expect(workOf(paramsFor(), 10)).toBeCloseTo(work({ steps: 10 }), 10)
    expect(workOf(paramsFor({ hires }), 10)).toBeCloseTo(work({ steps: 10, hires }), 10)
  })
})

describe('the cost of a sampler', () => {
  it.each([
    ['Euler a', 'Automatic', 1],
    ['Euler', 'Automatic', 0.9508],
    ['LMS', 'Automatic', 0.8734],
    ['DDIM', 'Automatic', 1],
    ['PLMS', 'Automatic', 0.9069],
    ['DPM fast', 'Automatic', 0.8446],
    ['DPM2', 'Automatic', 1.425],
    ['DPM2 a', 'Automatic', 1.466],
    ['DPM++ SDE', 'Automatic', 1.3945],
    ['DPM++ 2M', 'Automatic', 0.9254],
    ['DPM++ 2M', 'Karras', 0.838],
    ['DPM++ 2M Karras', 'Automatic', 0.838],
    ['DPM++ 2S a', 'Karras', 1.4587],
    ['Heun', 'Karras', 1.4024],
    ['DPM adaptive', 'Automatic', 1.614],
    ['DPM++ 2M SDE Heun', 'Exponential', 1.8],
    ['Restart', 'Automatic', 1.8],
    ['Something new', 'Automatic', 1],
    ['euler_a', 'Automatic', 1],
    ['k_dpmpp_2m', 'karras', 0.838],
    ['dpm++2s_a', 'Automatic', 1.371],
    ['heunpp2', 'Automatic', 1.8],
    [' Heun of somebody ', 'Automatic', 1.8],
  ])('%s with schedule %s: %d', (sampler, scheduler, cost) => {
    expect(samplerCost(sampler, scheduler)).toBeCloseTo(cost, 6)
  })
})

it('what is learned of a sampler is found again under every name of it', () => {
  const keys = (sampler: string, scheduler: string) => correctionKeys(paramsFor({ sampler, scheduler }), 'x')
  expect(keys('k_euler_a', 'default')).toEqual(keys('Euler a', 'Automatic'))
  expect(keys('DPM++ 2M Karras', 'Automatic')).toEqual(keys('dpmpp_2m', 'karras'))
  expect(keys('Euler', 'Automatic')).not.toEqual(keys('Euler a', 'Automatic'))
})
