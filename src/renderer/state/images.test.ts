import { describe, expect, it } from 'vitest'
import { ImageId, JobId } from '../../shared/ids.ts'
import { imageFixture } from '../testing/fixtures.ts'
import { imagesRestored, imagesStored, imagesTrashed, noImages } from './images.ts'
import { firstUi, viewerWithout } from './ui.ts'

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

describe('deleted pictures', () => {
  const stored = imagesStored(noImages, [flagged, sound, imageFixture(1)])
  const slice = { ...noImages, ...stored }

  it('go, and are known to be deleted', () => {
    const after = { ...slice, ...imagesTrashed(slice, [imageFixture(1).id]) }
    expect(after.imagesByJob[jobId]).toEqual({ 0: 'sound' })
    expect([...(after.deletedByJob[jobId] ?? [])]).toEqual([1])
    expect(imagesTrashed(slice, [ImageId.parse('of an earlier session')])).toEqual({})
  })
  it('give way to another one of the same index', () => {
    const after = { ...slice, ...imagesTrashed(slice, [sound.id]) }
    expect(after.imagesByJob[jobId]?.[0]).toBe('flagged')
  })
  it('come back where they were, if their job is one of this session', () => {
    const gone = { ...slice, ...imagesTrashed(slice, [sound.id]) }
    expect(imagesRestored(gone, [sound], () => false)).toEqual({})
    const back = { ...gone, ...imagesRestored(gone, [sound], () => true) }
    expect(back.imagesByJob).toEqual(slice.imagesByJob)
    expect(back.deletedByJob[jobId]?.size).toBe(0)
  })
  it('close the viewer after the last one, else it steps on', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => ImageId.parse(id))
    if (!a || !b || !c) throw new Error('no ids')
    const at = (imageId: ImageId) => ({ ...firstUi, viewer: { imageId, among: [a, b, c] } })
    expect(viewerWithout(at(b), [b])).toEqual({ viewer: { imageId: c, among: [a, c] } })
    expect(viewerWithout(at(c), [c])).toEqual({ viewer: { imageId: b, among: [a, b] } })
    expect(viewerWithout(at(a), [b])).toEqual({ viewer: { imageId: a, among: [a, c] } })
    expect(viewerWithout(at(a), [a, b, c])).toEqual({ viewer: null })
    expect(viewerWithout(firstUi, [a])).toEqual({})
  })
})
