import { describe, expect, it } from 'vitest'
import { mixed, NOTHING } from './learned-mean.ts'

const all = (values: readonly number[], weight?: number) =>
  values.reduce((mean, value) => mixed(mean, value, weight), NOTHING)

// "The newest counts 30 %" (docs/scheduling.md).
describe('a learned mean', () => {
  it('is the plain mean of the first three', () => {
    expect(mixed(undefined, 5)).toEqual({ mean: 5, n: 1 })
    expect(all([5])).toEqual({ mean: 5, n: 1 })
    expect(all([1, 2])).toEqual({ mean: 1.5, n: 2 })
    expect(all([1, 2, 6])).toEqual({ mean: 3, n: 3 })
  })
  it('moves by 30 % towards each one after them', () => {
    expect(all([1, 2, 6, 13])).toEqual({ mean: 6, n: 4 })
    expect(all([1, 2, 6, 13, 6, 6, 16])).toEqual({ mean: 9, n: 7 })
  })
  it('may be told to move by less, and is a plain mean for as much longer', () => {
    expect(all([1, 2, 3, 4, 10], 0.2)).toEqual({ mean: 4, n: 5 })
    expect(all([1, 2, 3, 4, 10, 9], 0.2)).toEqual({ mean: 5, n: 6 })
  })
  it('counts no further than a thousand', () => {
    expect(mixed({ mean: 1, n: 999 }, 1).n).toBe(1000)
    expect(mixed({ mean: 1, n: 1000 }, 1).n).toBe(1000)
  })
})
