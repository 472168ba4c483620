import { describe, expect, it } from 'vitest'
import { plainText, reason } from '../../../../shared/words/catalogue.ts'
import { holds, isAlike, togetherBy } from './alike.ts'

const missing = (name: string) => reason('planning.sampler-missing', { name })

describe('what machines say', () => {
  it('is alike with the same names and numbers only', () => {
    expect(isAlike(missing('Heun'), missing('Heun'))).toBe(true)
    expect(isAlike(missing('Heun'), missing('DDIM'))).toBe(false)
    expect(isAlike(missing('Heun'), plainText('Heun'))).toBe(false)
  })
  it('may stand in what else is said, as words or as a reason, however deep', () => {
    const refused = reason('dispatch.refused', { message: plainText('no memory') })
    expect(holds(refused, refused)).toBe(true)
    expect(holds(refused, plainText('no memory'))).toBe(true)
    expect(holds(refused, plainText('no'))).toBe(false)
    expect(holds(missing('Heun'), plainText('Heun'))).toBe(true)
    const deeper = reason('dispatch.machines', { names: ['argon'], reason: refused })
    expect(holds(deeper, plainText('no memory'))).toBe(true)
    expect(holds(deeper, missing('Heun'))).toBe(false)
  })
  it('is said once for all that say it, in the order of the first of each', () => {
    const said = ['a', 'b', 'c', 'd'].map((name, at) => ({ name, word: at % 2 }))
    expect(togetherBy(said, (one, other) => one.word === other.word)).toEqual([
      { name: 'a', names: ['a', 'c'], word: 0 },
      { name: 'b', names: ['b', 'd'], word: 1 },
    ])
    expect(togetherBy([], () => true)).toEqual([])
  })
})
