import type { JobView } from '../../../shared/job.ts'
import { clock } from '../../../shared/words/format-duration.ts'
import { say } from '../../../shared/words/say.ts'
import type { GalleryGroup } from './gallery-rows.ts'

/**
 * "23 images · 3 machines · 0:36". While older pictures of the job may still be to read, only what is known of the job
 * itself is said. `job`: as far as this session knows it.
 */
export function groupWords({ images, cut }: GalleryGroup, job: JobView | undefined): string {
  if (cut && !job) return ''
  // Of a job that is read whole, deleted pictures do not count.
  const count = job && cut ? job.stored + job.bonusStored : images.length
  const machines = new Set(images.map(({ workerName }) => workerName)).size
  const parts = [
    say('pictures.heading.images', { count: Math.max(count, images.length) }),
    cut ? null : say('pictures.heading.machines', { count: machines }),
    job?.makespanSeconds != null ? clock(job.makespanSeconds) : cut ? null : spanWords(images),
  ]
  return parts.filter((part) => part !== null).join(' · ')
}

/** From the start of the oldest to the end of the newest; null where that cannot be told. */
function spanWords(images: GalleryGroup['images']): string | null {
  const times = images.map(({ storedAt }) => storedAt)
  const oldest = images.find(({ storedAt }) => storedAt === Math.min(...times))
  const seconds = (Math.max(...times) - Math.min(...times)) / 1000 + (oldest?.seconds ?? 0)
  return seconds >= 1 ? clock(seconds) : null
}
