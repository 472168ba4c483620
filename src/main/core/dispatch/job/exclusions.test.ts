import { describe, expect, it } from 'vitest'
import { plainText } from '../../../../shared/words/catalogue.ts'
import { inWords } from '../../../../shared/words/say.ts'
import type { Capabilities } from '../../../../shared/worker.ts'
import { createWorld, steady } from '../testing/world.ts'
import { Exclusions } from './exclusions.ts'

const [argon] = createWorld([{ truth: steady('argon', 5) }]).fleet.workers()
if (!argon?.capabilities) throw new Error('no worker')
const { id, capabilities } = argon
const refreshed = (): Capabilities => ({ ...capabilities, samplers: ['Euler a'] })

describe('leaving a worker out of a job', () => {
  it('lasts until its lists are read again', () => {
    const exclusions = new Exclusions()
    exclusions.exclude(id, plainText('sampler Heun is missing'), { lists: capabilities })
    expect(inWords(exclusions.reason(id, capabilities) ?? '')).toBe('sampler Heun is missing')
    expect(exclusions.reason(id, refreshed())).toBeNull()
    expect(exclusions.reason(id, capabilities)).toBeNull()
  })

  it('does not end because another checkpoint was loaded', () => {
    const exclusions = new Exclusions()
    exclusions.exclude(id, plainText('it used another checkpoint'), { lists: capabilities })
    expect(exclusions.reason(id, { ...capabilities, loadedCheckpoint: 'other' })).not.toBeNull()
  })

  it('ends with the first lists where none were known', () => {
    const exclusions = new Exclusions()
    exclusions.exclude(id, plainText('sampler Heun is missing'), { lists: null })
    expect(exclusions.reason(id, null)).not.toBeNull()
    expect(exclusions.reason(id, capabilities)).toBeNull()
  })

  it('for good stays, whatever is read or said later', () => {
    const exclusions = new Exclusions()
    exclusions.exclude(id, plainText('it refused'), 'for-good')
    exclusions.exclude(id, plainText('another reason'), { lists: capabilities })
    expect(inWords(exclusions.reason(id, refreshed()) ?? '')).toBe('it refused')
  })

  it('becomes for good when it was let back in three times in vain', () => {
    const exclusions = new Exclusions()
    for (let time = 0; time < 3; time++) {
      exclusions.exclude(id, plainText('it used another checkpoint'), { lists: capabilities })
      expect(exclusions.reason(id, refreshed())).toBeNull()
    }
    exclusions.exclude(id, plainText('it used another checkpoint'), { lists: capabilities })
    expect(exclusions.reason(id, refreshed())).not.toBeNull()
  })

  it('concerns nobody else', () => {
    expect(new Exclusions().reason(id, capabilities)).toBeNull()
  })
})
