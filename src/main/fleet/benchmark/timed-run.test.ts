import { expect, test } from 'vitest'
import { lackingWords } from './timed-run.ts'

test('an answer that lacks images is told in words, with what was sent instead', () => {
  expect(lackingWords({ images: 4, damaged: 0 }, 4)).toBeNull()
  expect(lackingWords({ images: 1, damaged: 0 }, 4)).toBe('It sent 1 of 4 images.')
  expect(lackingWords({ images: 1, damaged: 1, foreign: 'as addresses' }, 1)).toBe(
    'It sent 0 of 1 images; the rest were sent as addresses.',
  )
})
