import { expect, it } from 'vitest'
import { imageNumber, imageNumbers } from './image-number.ts'

it('people count the images of a job from 1', () => {
  expect(imageNumber(0)).toBe(1)
  expect([imageNumbers(8, 4), imageNumbers(20, 1)]).toEqual(['9-12', '21'])
})
