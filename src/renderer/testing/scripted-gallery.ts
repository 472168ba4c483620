import type { CallRequest, CallResponse } from '../../shared/contract.ts'
import { ImageId, ImageIndex, JobId, WorkerId } from '../../shared/ids.ts'
import type { StoredImage } from '../../shared/job.ts'
import { imageFixture } from './fixtures.ts'

const MAKERS = ['laptop', 'master', 'argon', 'helium'] as const
const PER_JOB = 23
const HOUR_MS = 3_600_000

/** A picture of an earlier job; `place` 0 is the newest. */
export function earlier(place: number): StoredImage {
  const number = 28 - Math.floor(place / PER_JOB)
  const index = PER_JOB - 1 - (place % PER_JOB)
  const maker = MAKERS[(place * 7) % MAKERS.length] ?? 'laptop'
  return imageFixture(index, {
    id: ImageId.parse(`image-${number}-${index}`),
    jobId: JobId.parse(`job-${number}`),
    jobNumber: number,
    index: ImageIndex.parse(index),
    bonus: index > 15,
    workerId: WorkerId.parse(maker),
    workerName: maker,
    flags: place % 61 === 7 ? ['other-sampler'] : [],
    storedAt: Date.now() - (28 - number) * 9 * HOUR_MS - (place % PER_JOB) * 1800 - HOUR_MS,
  })
}

/** A gallery with so many pictures of earlier jobs behind those of the session (newest first). */
export function galleryAnswer(session: () => readonly StoredImage[], pictures: number) {
  return async ({ query }: CallRequest<'listImages'>): Promise<CallResponse<'listImages'>> => {
    await new Promise((resolve) => setTimeout(resolve, 60))
    const newest = session().toReversed()
    const at = (place: number) => newest[place] ?? earlier(place - newest.length)
    const all = newest.length + pictures
    const { jobId = null, text, after = null, limit = 200, since = null, until = null } = query
    if (jobId !== null || (text ?? '') !== '' || since !== null || until !== null) {
      const words = (text ?? '').toLowerCase()
      const found = Array.from({ length: Math.min(all, 3000) }, (_, place) => at(place)).filter(
        (image) =>
          (jobId === null || image.jobId === jobId) &&
          image.prompt.toLowerCase().includes(words) &&
          image.storedAt >= (since ?? image.storedAt) &&
          image.storedAt < (until ?? Number.POSITIVE_INFINITY),
      )
      const start = after === null ? 0 : found.findIndex(({ id }) => id === after) + 1
      return { images: found.slice(start, start + limit), total: found.length }
    }
    let start = 0
    while (after !== null && start < all && at(start).id !== after) start++
    if (after !== null) start++
    const count = Math.max(0, Math.min(limit, all - start))
    return { images: Array.from({ length: count }, (_, offset) => at(start + offset)), total: all }
  }
}
