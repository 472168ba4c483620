import { describe, expect, it } from 'vitest'
import { offers, samplerNames, schedulerNames, upscalerNames } from '../../shared/offers/fleet-offers.ts'
import { CAPABILITIES, workerFixture } from '../testing/fixtures.ts'
import { choicesOf, optionsOf, scheduleChoices, withPresent } from './offer-options.ts'

const having = (name: string, samplers: string[] | null, lane: 'active' | 'off' = 'active') =>
  workerFixture(name, { capabilities: { ...CAPABILITIES, samplers }, config: { lane } })

describe('what the fleet offers', () => {
  const fleet = [
    having('a', ['Euler', 'DDIM']),
    having('b', ['Euler', 'UniPC', 'UniPC']),
    having('silent', null),
    workerFixture('unseen', { capabilities: null }),
    having('off', ['PLMS'], 'off'),
  ]
  it('is the union of the known lists, with on how many machines each is; machines that are off do not count', () => {
    expect(offers(fleet, samplerNames)).toEqual([
      { name: 'Euler', on: 2, of: 2 },
      { name: 'DDIM', on: 1, of: 2 },
      { name: 'UniPC', on: 1, of: 2 },
    ])
  })
  it('says where something is missing, or always', () => {
    const offered = offers(fleet, samplerNames)
    expect(optionsOf(offered, 'where-missing').map(({ aside }) => aside)).toEqual([
      undefined,
      'on 1 of 2',
      'on 1 of 2',
    ])
    expect(optionsOf(offered, 'always')[0]?.aside).toBe('on 2 of 2')
  })
  it('keeps a chosen value that nobody has, and says so only when the lists are known', () => {
    const options = optionsOf(offers(fleet, samplerNames), 'where-missing')
    expect(withPresent(options, 'PLMS')[0]).toEqual({ value: 'PLMS', label: 'PLMS', aside: 'on none' })
    expect(withPresent([], 'PLMS')).toEqual([{ value: 'PLMS', label: 'PLMS' }])
    expect(withPresent(options, 'Euler')).toEqual(options)
  })
})

describe('names that differ only by spelling', () => {
  const fleet = [
    having('sdcpp', ['default', 'euler', 'euler_a', 'dpm++2s_a', 'ipndm']),
    having('kobold', ['Euler a', 'DPM++ 2M', 'k_dpmpp_2s_a']),
    having('comfy', ['euler_ancestral', 'dpmpp_2m', 'Мой + семплер *']),
  ]
  it('are one entry, called as AUTOMATIC1111 does, on as many machines as have it', () => {
    expect(offers(fleet, samplerNames)).toEqual([
      { name: 'Default', on: 1, of: 3 },
      { name: 'Euler', on: 1, of: 3 },
      { name: 'Euler a', on: 3, of: 3 },
      { name: 'DPM++ 2S a', on: 2, of: 3 },
      { name: 'IPNDM', on: 1, of: 3 },
      { name: 'DPM++ 2M', on: 2, of: 3 },
      { name: 'Мой + семплер *', on: 1, of: 3 },
    ])
  })
  it('choose the entry, whatever spelling was chosen before', () => {
    expect(choicesOf(fleet, samplerNames, 'k_euler_a').value).toBe('Euler a')
    expect(choicesOf(fleet, samplerNames, 'k_euler_a').options).toHaveLength(7)
    expect(choicesOf(fleet, samplerNames, 'LMS').options[0]).toMatchObject({ value: 'LMS', aside: 'on none' })
  })
  it('are two where one machine has both and no table knows them', () => {
    const two = [having('a', ['my_sampler', 'My Sampler']), having('b', ['My Sampler'])]
    expect(offers(two, samplerNames)).toEqual([
      { name: 'my_sampler', on: 1, of: 2 },
      { name: 'My Sampler', on: 2, of: 2 },
    ])
  })
  it('count a machine that has sampler and schedule as one name, or apart', () => {
    const versions = [
      workerFixture('new', {
        capabilities: { ...CAPABILITIES, samplers: ['DPM++ 2M'], schedulers: ['Automatic', 'Karras'] },
      }),
      workerFixture('old', {
        capabilities: { ...CAPABILITIES, samplers: ['DPM++ 2M Karras'], schedulers: null },
      }),
    ]
    expect(offers(versions, samplerNames)).toEqual([
      { name: 'DPM++ 2M', on: 1, of: 2 },
      { name: 'DPM++ 2M Karras', on: 2, of: 2 },
    ])
    expect(offers(versions, schedulerNames)).toEqual([
      { name: 'Automatic', on: 2, of: 2 },
      { name: 'Karras', on: 2, of: 2 },
    ])
    expect(choicesOf([versions[0] as never], samplerNames, 'DPM++ 2M Karras').options[0]).toEqual({
      value: 'DPM++ 2M Karras',
      label: 'DPM++ 2M Karras',
    })
  })
})

describe('what every machine takes', () => {
  const sdcpp = workerFixture('sdcpp', {
    capabilities: {
      ...CAPABILITIES,
      kind: 'sdcpp',
      schedulers: ['default', 'discrete', 'normal', 'smoothstep'],
      upscalers: ['None', 'Lanczos'],
      latentUpscalers: ['Latent', 'Latent (nearest)'],
    },
  })
  const kobold = workerFixture('kobold', {
    capabilities: {
      ...CAPABILITIES,
      kind: 'koboldcpp',
      hiresPass: false,
      schedulers: null,
      upscalers: [],
      latentUpscalers: [],
    },
  })
  const nowhere = (options: readonly { aside?: string }[]) =>
    options.filter(({ aside }) => aside === 'on none')

  it('is the automatic schedule, called by one name, also where no list holds it', () => {
    expect(offers([sdcpp, kobold], schedulerNames)).toEqual([
      { name: 'Automatic', on: 1, of: 1 },
      { name: 'Normal', on: 1, of: 1 },
      { name: 'smoothstep', on: 1, of: 1 },
    ])
    expect(scheduleChoices([kobold], 'Automatic')).toEqual({
      options: [{ value: 'Automatic', label: 'Automatic' }],
      value: 'Automatic',
    })
    expect(nowhere(scheduleChoices([kobold], 'Karras').options)).toEqual([])
    expect(scheduleChoices([kobold], 'Karras').options.map(({ value }) => value)).toEqual([
      'Automatic',
      'Karras',
    ])
  })
  it('is the latent upscaler of machines that make a second pass', () => {
    expect(offers([sdcpp, kobold], upscalerNames)[0]).toEqual({ name: 'Latent', on: 1, of: 2 })
    const silent = workerFixture('old', { capabilities: { ...CAPABILITIES, upscalers: ['None'] } })
    expect(offers([silent], upscalerNames).map(({ name }) => name)).toEqual(['Latent', 'None'])
    expect(choicesOf([kobold], upscalerNames, 'Latent').options).toEqual([
      { value: 'Latent', label: 'Latent' },
    ])
  })
})
