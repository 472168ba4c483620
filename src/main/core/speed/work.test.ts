import { describe, expect, it } from 'vitest'
import { correctionKeys } from './corrections.ts'
import { samplerCost } from './sampler-cost.ts'
import { IMAGE_TO_IMAGE, inputOf } from './testing/from-others.ts'
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
  it('takes sides and sampler of the hires pass where it has its own', () => {
    const sides = work({ hires: { ...hires, width: 512, height: 512 } }) - work({})
    expect(sides).toBeCloseTo(1, 6)
    const heun = work({ hires: { ...hires, sampler: 'Heun' } }) - work({})
    expect(heun).toBeCloseTo(0.96 * 4 ** 1.15 * 1.4024 + 0.16, 6)
  })
  it('is computed once for a request and its steps', () => {
    let read = 0
    const params = {
      ...paramsFor({}),
      get sampler() {
        read++
        return 'Heun'
      },
    }
    const full = workOf(params)
    const fewer = workOf(params, 10)
    expect(read).toBe(2)
    expect([workOf(params), workOf(params, 10)]).toEqual([full, fewer])
    expect(fewer).toBeLessThan(full)
    expect(read).toBe(2)
  })
  it('lets step scaling ask for fewer steps', () => {
    expect(workOf(paramsFor(), 10)).toBeCloseTo(work({ steps: 10 }), 10)
    expect(workOf(paramsFor({ hires }), 10)).toBeCloseTo(work({ steps: 10, hires }), 10)
  })
})

describe('work of an image that is made from another', () => {
  const from = (more: Partial<typeof IMAGE_TO_IMAGE>) => ({ imageToImage: { ...IMAGE_TO_IMAGE, ...more } })
  // A step is 0.96/20, encoding and decoding 0.04 each.
  it.each([
    [0.5, 20, 11],
    [0.75, 20, 16],
    [1, 20, 20],
    [0, 20, 1],
    [0.3, 10, 4],
    [0.05, 10, 1],
  ])(
    'at strength %d of %i steps is that of %i, and of encoding its input',
    (denoisingStrength, steps, run) => {
      expect(work({ steps, ...from({ denoisingStrength }) })).toBeCloseTo(run * 0.048 + 0.08, 10)
    },
  )
  it('goes by the size it is made at: the input where it has its own, the request where only a part is made', () => {
    const input = inputOf(1024, 1024)
    const large = 11 * 0.048 * 4 ** 1.15 + 0.32
    expect(work({ input, ...from({ ownSize: true }) })).toBeCloseTo(large, 6)
    const part = from({ onlyMasked: true, mask: input })
    expect(work({ input, ...part })).toBeCloseTo(11 * 0.048 + 0.08, 6)
  })
  it('has no hires pass', () => {
    expect(work({ hires, ...from({}) })).toBe(work(from({})))
  })
  it('lets step scaling ask for fewer steps', () => {
    expect(workOf(paramsFor(from({})), 10)).toBeCloseTo(work({ steps: 10, ...from({}) }), 10)
  })
})

describe('work of an image with ControlNet', () => {
  const units = (...args: object[]) => ({ extra: { alwayson_scripts: { controlNet: { args } } } as never })
  it('is 1.3 times for each unit that is on, but for the decoding', () => {
    expect(work(units({}))).toBeCloseTo(0.96 * 1.3 + 0.04, 10)
    expect(work(units({ enabled: true }, { enabled: false }, {}))).toBeCloseTo(0.96 * 1.69 + 0.04, 10)
    expect(work({ extra: { alwayson_scripts: { ADetailer: { args: [{}] } } } })).toBeCloseTo(1, 10)
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
