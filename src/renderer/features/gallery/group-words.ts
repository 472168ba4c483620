import type { JobView } from '../../../shared/job.ts'
import { clock } from '../../../shared/words/format-duration.ts'
import { counted } from '../../../shared/words/format-number.ts'
import type { GalleryGroup } from './gallery-rows.ts'

const DAY_MS = 86_400_000

/** "Today", "Yesterday", "Monday", else the date. Both in epoch ms. */
export function dayWords(at: number, now: number): string {
  const midnight = new Date(now)
  midnight.setHours(0, 0, 0, 0)
  const days = Math.ceil((midnight.getTime() - at) / DAY_MS)
  if (days <= 0) return 'Today'
  if (days === 1) return 'Yesterday'
  if (days < 7) return new Date(at).toLocaleDateString('en-US', { weekday: 'long' })
  return new Date(at).toLocaleDateString(undefined, { day: 'numeric', month: 'long', year: 'numeric' })
}

/**
 * "23 images · 3 machines · 0:36". While older pictures of the job may still be to read, only what is known of the job
 * itself is said. `job`: as far as this session knows it.
 */
export function groupWords({ images, cut }: GalleryGroup, job: JobView | undefined): string {
  if (cut && !job) return ''
  const count = job ? job.stored + job.bonusStored : images.length
  const machines = new Set(images.map(({ workerName }) => workerName)).size
  const parts = [
    counted(Math.max(count, images.length), 'image'),
    cut ? null : counted(machines, 'machine'),
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
