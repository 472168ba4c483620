import { expect, it } from 'vitest'
import { imageFixture } from '../../../testing/fixtures.ts'
import { tileWords } from './tile-words.ts'

const WAITING = { at: 'waiting', workerId: null } as const
const STORED = { at: 'stored', imageId: imageFixture(3).id } as const

it('a tile says how it stands until its picture is known', () => {
  expect(tileWords(WAITING, 3, undefined)).toBe('Image 4, waiting')
  expect(tileWords({ at: 'failed' }, 3, undefined)).toBe('Image 4, not made')
  expect(tileWords(STORED, 3, imageFixture(3))).toBe('Image 4, seed 418210, by laptop')
})

it('a tile says what marks its picture', () => {
  const marked = imageFixture(3, { bonus: true, flags: ['other-vae'] })
  expect(tileWords(STORED, 3, marked)).toBe('Image 4, seed 418210, by laptop (bonus and other VAE)')
})
