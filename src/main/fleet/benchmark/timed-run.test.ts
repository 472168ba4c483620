import { expect, test } from 'vitest'
import { reason } from '../../../shared/words/catalogue.ts'
import { told } from '../../testing/told.ts'
import { lackingImages } from './timed-run.ts'

test('an answer that lacks images is told in words, with what was sent instead', () => {
  expect(lackingImages({ images: 4, damaged: 0 }, 4)).toBeNull()
  expect(told(lackingImages({ images: 1, damaged: 0 }, 4))).toBe('It sent 1 of 4 images.')
  const unusable = { how: reason('server.as-addresses'), is: 'foreign' as const }
  expect(told(lackingImages({ images: 1, damaged: 1, unusable }, 1))).toBe(
    'It sent 0 of 1 images; the rest were sent as addresses.',
  )
})
