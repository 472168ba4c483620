import { describe, expect, it } from 'vitest'
import { ImageId, JobId } from '../../shared/ids.ts'
import { imageFixture } from '../testing/fixtures.ts'
import { imagesStored, noImages } from './images.ts'

const jobId = JobId.parse('job-31')
const flagged = imageFixture(0, { id: ImageId.parse('flagged'), flags: ['other-sampler'] })
const sound = imageFixture(0, { id: ImageId.parse('sound') })

describe('stored pictures', () => {
  it('are found by job and index', () => {
    const slice = imagesStored(noImages, [imageFixture(0), imageFixture(7)])
    expect(slice.imagesByJob[jobId]).toEqual({ 0: 'image-31-0', 7: 'image-31-7' })
  })
  it.each([
    ['a sound one after a flagged one', [flagged, sound], 'sound'],
    ['a sound one before a flagged one', [sound, flagged], 'sound'],
    ['the newer of two sound ones', [sound, imageFixture(0)], 'image-31-0'],
  ])('of one index show %s', (_what, images, expected) => {
    const slice = imagesStored(noImages, images)
    expect(slice.imagesByJob[jobId]?.[0]).toBe(expected)
    expect(Object.keys(slice.imagesById)).toHaveLength(2)
  })
})
