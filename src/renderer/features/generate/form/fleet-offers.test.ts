import { describe, expect, it } from 'vitest'
import { CAPABILITIES, workerFixture } from '../../../testing/fixtures.ts'
import { offers, optionsOf, samplerNames, withPresent } from './fleet-offers.ts'

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
