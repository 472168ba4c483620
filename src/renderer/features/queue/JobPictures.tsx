import { ImageIcon } from 'lucide-react'
import type { JobId } from '../../../shared/ids.ts'
import type { ImagePage, StoredImage } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import { openPicture } from '../../pictures/open-picture.ts'
import { tileLabel } from '../../pictures/picture-words.ts'
import { attempt } from '../../state/call.ts'
import { isStill, usePicturePlaces } from '../../state/picture-places.ts'
import { Picture } from '../../ui/Picture.tsx'
import styles from './JobPictures.module.css'
import { SHOWN, useJobPictures } from './use-job-pictures.ts'

/** Pictures that the viewer steps through at most, the newest ones; the gallery has all of them. */
const MOST_IN_VIEWER = 500

interface JobPicturesProps {
  readonly id: JobId
  /** pictures of it that are stored, as its row counts them */
  readonly count: number
}

/** The newest pictures of a job in its row. They take the same room while they are read, and where there are none. */
export function JobPictures({ id, count }: JobPicturesProps) {
  const page = useJobPictures(id, count)
  const places = usePicturePlaces((state) => state.places)
  const images = page?.images.filter((image) => isStill(places, image.id, 'gallery')) ?? []
  return <PictureStrip images={images} total={page?.total ?? 0} />
}

/** Up to four small pictures, and how many more there are. Tab reaches the first; in the viewer the arrow keys lead on. */
export function PictureStrip({ images, total }: ImagePage) {
  const shown = images.slice(0, SHOWN)
  if (shown.length === 0)
    return (
      <div className={styles.strip} aria-hidden="true">
        <span className={styles.none}>
          <ImageIcon />
        </span>
      </div>
    )
  return (
    <ul className={styles.strip}>
      {shown.map((image, place) => (
        <li key={image.id} data-image={image.id}>
          <button
            type="button"
            className={styles.picture}
            data-place={place}
            tabIndex={place === 0 ? 0 : -1}
            aria-label={tileLabel(image, image.favourite)}
            onClick={() => void openAmongJob(image)}
          >
            <Picture of={{ kind: 'thumb', id: image.id }} alt="" className={styles.image} fade />
          </button>
        </li>
      ))}
      {total > shown.length && (
        <li className={styles.more}>{say('queue.pictures.more', { count: total - shown.length })}</li>
      )}
    </ul>
  )
}

async function openAmongJob(image: StoredImage): Promise<void> {
  const query = { jobId: image.jobId, limit: MOST_IN_VIEWER }
  const page = await attempt('listImages', { query }, say('queue.failed.read-pictures'))
  if (page === null) return
  openPicture(image, page.images.some(({ id }) => id === image.id) ? page.images : [image])
}
