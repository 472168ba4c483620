import { expect, it } from 'vitest'
import { DEFAULT_REQUEST } from '../../../shared/generation.ts'
import { withSeeds } from './with-seeds.ts'

/** Draws of 0, 1, 2 … of the 2^31 - 1,000,000 there are. */
const counting = () => {
  let drawn = 0
  return () => drawn++ / (2 ** 31 - 1_000_000)
}

it('draws what a request leaves open, and leaves one without a grid as it is', () => {
  const request = { ...DEFAULT_REQUEST, seed: -1, subseed: -1 }
  expect(withSeeds(request, counting())).toEqual({ request, seeds: { seed: 0, subseed: 1 } })
})

it('draws each -1 on an axis of seeds or variation seeds, and nothing else', () => {
  const axes = [
    { field: 'seed' as const, values: ['-1', '7', ' -1 '] },
    { field: 'subseed' as const, values: ['-1'] },
    { field: 'cfg-scale' as const, values: ['-1'] },
  ]
  const given = { ...DEFAULT_REQUEST, seed: 3, subseed: 4, grid: { axes } }
  const { request, seeds } = withSeeds(given, counting())
  expect(seeds).toEqual({ seed: 3, subseed: 4 })
  expect(request.grid?.axes.map(({ values }) => values)).toEqual([['0', '7', '1'], ['2'], ['-1']])
  expect(given.grid.axes[0]?.values).toEqual(['-1', '7', ' -1 '])
})
