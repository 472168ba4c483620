import { expect, it } from 'vitest'
import { leastByTrying } from './exhaustive.ts'

it.each([
  ['one machine makes all', [3, 2], [{ secondsPerImage: 2, loadSeconds: 5 }], 15],
  [
    'each its own checkpoint',
    [4, 4],
    [1, 1].map((secondsPerImage) => ({ secondsPerImage, loadSeconds: 3 })),
    7,
  ],
  [
    'a load that does not pay',
    [4, 1],
    [1, 1].map((secondsPerImage) => ({ secondsPerImage, loadSeconds: 100 })),
    101,
  ],
  [
    'the faster more',
    [9],
    [
      { secondsPerImage: 1, loadSeconds: 0 },
      { secondsPerImage: 2, loadSeconds: 0 },
    ],
    6,
  ],
] as const)('the least possible: %s', (_, images, machines, seconds) => {
  expect(leastByTrying(images, machines)).toBe(seconds)
})
