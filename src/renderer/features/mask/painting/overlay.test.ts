import { expect, it } from 'vitest'
import { channelsOf, shrinkFor } from './overlay.ts'

it('shows every px of pictures up to 4096 x 4096, of larger ones every second or third', () => {
  expect(shrinkFor({ width: 4096, height: 4096 })).toBe(1)
  expect(shrinkFor({ width: 4097, height: 4096 })).toBe(2)
  expect(shrinkFor({ width: 10_000, height: 10_000 })).toBe(3)
})

it('reads the colour of the mask as the style sheet has it', () => {
  expect(channelsOf(' #ff4d6d')).toEqual([255, 77, 109])
})
