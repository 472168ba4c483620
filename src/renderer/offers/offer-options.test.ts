import { describe, expect, it } from 'vitest'
import type { Offer } from '../../shared/fleet-offers.ts'
import { choicesOf, optionsOf, withAutomatic, withPresent } from './offer-options.ts'

const offer = (name: string, on: number, of: number): Offer => ({ name, on, of })

describe('what the fleet offers, as options', () => {
  const offered = [offer('Euler', 2, 2), offer('DDIM', 1, 2), offer('UniPC', 1, 2)]
  it('says where something is missing, or always', () => {
    expect(optionsOf(offered, 'where-missing').map(({ aside }) => aside)).toEqual([
      undefined,
      'on 1 of 2',
      'on 1 of 2',
    ])
    expect(optionsOf(offered, 'always')[0]?.aside).toBe('on 2 of 2')
  })
  it('keeps a chosen value that nobody has, and says so only when the lists are known', () => {
    const options = optionsOf(offered, 'where-missing')
    expect(withPresent(options, 'PLMS')[0]).toEqual({ value: 'PLMS', label: 'PLMS', aside: 'on none' })
    expect(withPresent([], 'PLMS')).toEqual([{ value: 'PLMS', label: 'PLMS' }])
    expect(withPresent(options, 'Euler')).toEqual(options)
  })
})

describe('names that differ only by spelling', () => {
  const offered = [offer('Euler', 1, 3), offer('Euler a', 3, 3), offer('DPM++ 2M', 2, 3)]
  it('choose the entry, whatever spelling was chosen before', () => {
    expect(choicesOf(offered, 'samplers', 'k_euler_a', null).value).toBe('Euler a')
    expect(choicesOf(offered, 'samplers', 'k_euler_a', null).options).toHaveLength(3)
    expect(choicesOf(offered, 'samplers', 'LMS', offer('LMS', 0, 3)).options[0]).toMatchObject({
      value: 'LMS',
      aside: 'on none',
    })
  })
  it('are listed once, by their label, whether a schedule is chosen by its name or its label', () => {
    const schedules = [offer('Automatic', 2, 2), offer('Karras', 2, 2), offer('SGM Uniform', 2, 2)]
    for (const present of ['karras', 'Karras'])
      expect(withAutomatic(choicesOf(schedules, 'schedulers', present, null))).toEqual({
        options: [
          { value: 'Automatic', label: 'Automatic' },
          { value: 'Karras', label: 'Karras' },
          { value: 'SGM Uniform', label: 'SGM Uniform' },
        ],
        value: 'Karras',
      })
    expect(choicesOf(schedules, 'schedulers', 'sgm_uniform', null).value).toBe('SGM Uniform')
  })
})

describe('a value that stands in nobody’s list', () => {
  const offered = [offer('DPM++ 2M', 1, 1)]
  it('is an option without a word where every machine takes it, or while it is not known', () => {
    for (const unlisted of [offer('DPM++ 2M Karras', 1, 1), null])
      expect(choicesOf(offered, 'samplers', 'DPM++ 2M Karras', unlisted).options[0]).toEqual({
        value: 'DPM++ 2M Karras',
        label: 'DPM++ 2M Karras',
      })
  })
  it('is the only option where nothing is listed', () => {
    expect(choicesOf([], 'upscalers', 'Latent', null).options).toEqual([{ value: 'Latent', label: 'Latent' }])
  })
})

describe('the automatic schedule', () => {
  const nowhere = (options: readonly { aside?: string }[]) =>
    options.filter(({ aside }) => aside === 'on none')
  it('can always be chosen, called by one name, also where no list holds it', () => {
    expect(withAutomatic(choicesOf([], 'schedulers', 'Automatic', null))).toEqual({
      options: [{ value: 'Automatic', label: 'Automatic' }],
      value: 'Automatic',
    })
    const karras = withAutomatic(choicesOf([], 'schedulers', 'Karras', null))
    expect(nowhere(karras.options)).toEqual([])
    expect(karras.options.map(({ value }) => value)).toEqual(['Automatic', 'Karras'])
  })
})
