import { describe, expect, it } from 'vitest'
import type { OfferKind } from '../../../shared/fleet-offers.ts'
import type { Capabilities, Lane } from '../../../shared/worker.ts'
import type { Machine } from './fleet-offers.ts'
import { offerOfKind, offersOfKind, sourcesOf } from './of-kind.ts'
import { atOnce } from './testing/at-once.ts'
import { CAPABILITIES } from './testing/capabilities.ts'

const machine = (more: Partial<Capabilities>, lane: Lane = 'active'): Machine => ({
  lane,
  capabilities: { ...CAPABILITIES, ...more },
})
const offered = (machines: readonly Machine[], kind: OfferKind) => atOnce(offersOfKind(machines, kind))
const having = (samplers: string[] | null, lane?: Lane) => machine({ samplers }, lane)

describe('what the fleet offers', () => {
  const fleet = [
    having(['Euler', 'DDIM']),
    having(['Euler', 'UniPC', 'UniPC']),
    having(null),
    { lane: 'active' as const, capabilities: null },
    having(['PLMS'], 'off'),
  ]
  it('is the union of the known lists, with on how many machines each is; machines that are off do not count', () => {
    expect(offered(fleet, 'samplers')).toEqual([
      { name: 'Euler', on: 2, of: 2 },
      { name: 'DDIM', on: 1, of: 2 },
      { name: 'UniPC', on: 1, of: 2 },
    ])
  })
  it('holds LoRAs by their exact names', () => {
    const two = [machine({ loras: ['ink', 'Ink'] }), machine({ loras: ['ink'] }), machine({ loras: null })]
    expect(offered(two, 'loras')).toEqual([
      { name: 'ink', on: 2, of: 2 },
      { name: 'Ink', on: 1, of: 2 },
    ])
  })
  it('is bounded, whatever servers list', () => {
    const long = Array.from({ length: 2000 }, (_, at) => `${at} ${'n'.repeat(985)}`)
    const some = offered([machine({ loras: long })], 'loras')
    expect(some.length).toBeGreaterThan(1000)
    expect(some.reduce((sum, { name }) => sum + name.length, 0)).toBeLessThanOrEqual(1 << 20)
    expect(offered([having(long)], 'samplers').length).toBe(some.length)
  })
  it('is 20,000 names at most', () => {
    const many = Array.from({ length: 20_001 }, (_, at) => `${at}`)
    expect(offered([machine({ loras: many })], 'loras')).toHaveLength(20_000)
    expect(offered([machine({ loras: many.slice(1) })], 'loras')).toHaveLength(20_000)
  })
  it('is on no machine where nobody has it', () => {
    expect(offerOfKind(fleet, 'samplers', 'Unheard of')).toEqual({ name: 'Unheard of', on: 0, of: 2 })
    expect(offerOfKind([machine({ loras: ['ink'] })], 'loras', 'Ink')).toEqual({ name: 'Ink', on: 0, of: 1 })
  })
  it('is worked out in steps', () => {
    const many = Array.from({ length: 20_000 }, (_, at) => `sampler ${at}`)
    let steps = 0
    for (const _ of offersOfKind([having(many)], 'samplers')) steps++
    expect(steps).toBeGreaterThan(100)
    expect(offered([having(many)], 'samplers')).toHaveLength(20_000)
  })
})

describe('what offers are made of', () => {
  it('stays the same while the lists do, whatever is loaded', () => {
    const before = machine({ loras: ['ink'] })
    const loaded = {
      ...before,
      capabilities: { ...CAPABILITIES, ...before.capabilities, loadedCheckpoint: 'x' },
    }
    expect(sourcesOf([loaded], 'loras')).toEqual(sourcesOf([before], 'loras'))
    expect(sourcesOf([loaded], 'loras')[0]).toBe(before.capabilities?.loras)
    expect(sourcesOf([{ ...before, lane: 'off' }], 'loras')).toEqual([])
  })
})

describe('names that differ only by spelling', () => {
  const fleet = [
    having(['default', 'euler', 'euler_a', 'dpm++2s_a', 'ipndm']),
    having(['Euler a', 'DPM++ 2M', 'k_dpmpp_2s_a']),
    having(['euler_ancestral', 'dpmpp_2m', 'Мой + семплер *']),
  ]
  it('are one entry, called as AUTOMATIC1111 does, on as many machines as have it', () => {
    expect(offered(fleet, 'samplers')).toEqual([
      { name: 'Default', on: 1, of: 3 },
      { name: 'Euler', on: 1, of: 3 },
      { name: 'Euler a', on: 3, of: 3 },
      { name: 'DPM++ 2S a', on: 2, of: 3 },
      { name: 'IPNDM', on: 1, of: 3 },
      { name: 'DPM++ 2M', on: 2, of: 3 },
      { name: 'Мой + семплер *', on: 1, of: 3 },
    ])
  })
  it('are two where one machine has both and no table knows them', () => {
    const two = [having(['my_sampler', 'My Sampler']), having(['My Sampler'])]
    expect(offered(two, 'samplers')).toEqual([
      { name: 'my_sampler', on: 1, of: 2 },
      { name: 'My Sampler', on: 2, of: 2 },
    ])
  })
  it('are one although a machine lists one of them twice', () => {
    const twice = [having(['my_sampler', 'my_sampler']), having(['My Sampler'])]
    expect(offered(twice, 'samplers')).toEqual([{ name: 'my_sampler', on: 2, of: 2 }])
  })
  it('count a machine that has sampler and schedule as one name, or apart', () => {
    const versions = [
      machine({ samplers: ['DPM++ 2M'], schedulers: ['Automatic', 'Karras'] }),
      machine({ samplers: ['DPM++ 2M Karras'], schedulers: null }),
    ]
    expect(offered(versions, 'samplers')).toEqual([
      { name: 'DPM++ 2M', on: 1, of: 2 },
      { name: 'DPM++ 2M Karras', on: 2, of: 2 },
    ])
    expect(offered(versions, 'schedulers')).toEqual([
      { name: 'Automatic', on: 2, of: 2 },
      { name: 'Karras', on: 2, of: 2 },
    ])
    expect(offerOfKind(versions.slice(0, 1), 'samplers', 'DPM++ 2M Karras')).toEqual({
      name: 'DPM++ 2M Karras',
      on: 1,
      of: 1,
    })
  })
})

describe('what every machine takes', () => {
  const sdcpp = machine({
    kind: 'sdcpp',
    schedulers: ['default', 'discrete', 'normal', 'smoothstep'],
    upscalers: ['None', 'Lanczos'],
    latentUpscalers: ['Latent', 'Latent (nearest)'],
  })
  const kobold = machine({
    kind: 'koboldcpp',
    hiresPass: false,
    schedulers: null,
    upscalers: [],
    latentUpscalers: [],
  })
  it('is the automatic schedule, called by one name', () => {
    expect(offered([sdcpp, kobold], 'schedulers')).toEqual([
      { name: 'Automatic', on: 1, of: 1 },
      { name: 'Normal', on: 1, of: 1 },
      { name: 'smoothstep', on: 1, of: 1 },
    ])
  })
  it('is the latent upscaler of machines that make a second pass', () => {
    expect(offered([sdcpp, kobold], 'upscalers')[0]).toEqual({ name: 'Latent', on: 1, of: 2 })
    const silent = machine({ upscalers: ['None'] })
    expect(offered([silent], 'upscalers').map(({ name }) => name)).toEqual(['Latent', 'None'])
  })
  it('is a latent upscaler once, and none where no second pass is made', () => {
    const names = (more: Partial<Capabilities>) =>
      offered([machine(more)], 'upscalers').map(({ name }) => name)
    expect(names({ upscalers: ['None', 'Latent', 'Lanczos'] })).toEqual(['None', 'Latent', 'Lanczos'])
    expect(names({ upscalers: ['None', 'Lanczos'], hiresPass: false })).toEqual(['None', 'Lanczos'])
    expect(names({ upscalers: null, latentUpscalers: ['Latent', 'Latent (nearest)'] })).toEqual([
      'Latent',
      'Latent (nearest)',
    ])
    expect(names({ upscalers: ['None'], latentUpscalers: ['Latent'] })).toEqual(['Latent', 'None'])
    expect(offerOfKind([machine({ upscalers: null })], 'upscalers', 'Latent')).toMatchObject({ of: 0 })
  })
  it('counts a machine for the latent mode that it takes without listing it', () => {
    const on = (more: Partial<Capabilities>) => offerOfKind([machine(more)], 'upscalers', 'Latent').on
    expect(on({ upscalers: ['None'] })).toBe(1)
    expect(on({ upscalers: ['None'], hiresPass: false })).toBe(0)
    expect(offerOfKind([machine({ upscalers: ['None'] })], 'upscalers', 'Unheard of').on).toBe(0)
  })
})
