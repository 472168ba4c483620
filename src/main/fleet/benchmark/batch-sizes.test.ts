import { expect, it } from 'vitest'
import { batchSizes } from './batch-sizes.ts'

it.each([
  [0, []],
  [1, []],
  [2, [2]],
  [3, [3]],
  [4, [4]],
  [7, [4]],
  [8, [4, 8]],
  [Number.POSITIVE_INFINITY, [4, 8]],
])('of a worker that may get %d images at once, batches of %j are measured', (most, sizes) => {
  expect(batchSizes(most)).toEqual(sizes)
})
