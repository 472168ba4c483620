import { expect, it } from 'vitest'
import { hiresSide } from './hires-side.ts'

it.each([
  [512, 2, 1024],
  [768, 1.5, 1152],
  [512, 1.05, 536],
  [520, 1, 520],
])('a side of %d px times %d comes out as %d px', (side, scale, finished) => {
  expect(hiresSide(side, scale)).toBe(finished)
})
