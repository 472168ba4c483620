import type { JobId } from '../../../shared/ids.ts'
import { dayName } from '../../../shared/words/format-date.ts'
import { say } from '../../../shared/words/say.ts'
import { fleetNow } from '../../state/fleet-clock.ts'
import { useJob } from '../../state/selectors.ts'
import styles from './GalleryList.module.css'
import type { GalleryGroup } from './gallery-rows.ts'
import { groupWords } from './group-words.ts'

interface GalleryHeadingProps {
  readonly group: GalleryGroup
  /** geometry, px */
  readonly top: number
  readonly height: number
  readonly onJob: ((jobId: JobId) => void) | null
}

/** "Today, job 31  23 images · 3 machines · 0:36" */
export function GalleryHeading({ group, top, height, onJob }: GalleryHeadingProps) {
  const job = useJob(group.jobId)
  const newest = group.images[0]
  return (
    <header className={styles.heading} style={{ transform: `translateY(${top}px)`, height }}>
      {newest && (
        <h3>
          {say('pictures.heading', { day: dayName(newest.storedAt, fleetNow()), number: group.jobNumber })}
        </h3>
      )}
      <p>{groupWords(group, job)}</p>
      {onJob && (
        <button type="button" className={styles.only} onClick={() => onJob(group.jobId)}>
          {say('pictures.heading.only')}
        </button>
      )}
    </header>
  )
}
