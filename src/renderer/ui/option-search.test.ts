import { describe, expect, it } from 'vitest'
import { choicesOf, OPTIONS_SHOWN, searchOptions } from './option-search.ts'

const options = ['DPM++ 2M', 'DPM++ 2M SDE', 'Euler', 'Euler a', 'Restart Euler'].map((label) => ({
  value: label,
  label,
}))
const found = (typed: string) => searchOptions(options, typed).map(({ label }) => label)

describe('searching options', () => {
  it('finds by every word, in any order and case', () => {
    expect(found('sde 2m')).toEqual(['DPM++ 2M SDE'])
  })
  it('puts first what starts with the text', () => {
    expect(found('euler')).toEqual(['Euler', 'Euler a', 'Restart Euler'])
  })
  it('offers all without a text, and nothing for what is not there', () => {
    expect(found(' ')).toHaveLength(5)
    expect(found('plms')).toEqual([])
  })
  it('draws a bounded number of a list of thousands', () => {
    const many = Array.from({ length: 5000 }, (_, n) => ({ value: `model ${n}`, label: `model ${n}` }))
    expect(searchOptions(many, '')).toHaveLength(OPTIONS_SHOWN)
    expect(searchOptions(many, '4999')).toHaveLength(1)
  })
})

it('what asks to choose is none of the choices', () => {
  const ask = { value: '', label: 'Add a script…', disabled: true }
  const gone = { value: 'gone', label: 'gone', disabled: true }
  const loopback = { value: 'loopback', label: 'Loopback' }
  expect(choicesOf([ask, loopback, gone], '')).toEqual([loopback, gone])
  expect(choicesOf([loopback], 'loopback')).toEqual([loopback])
})
