import { ImageOff } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import type { ImageId } from '../../../../shared/ids.ts'
import { sentences } from '../../../../shared/problem.ts'
import { imageNumber } from '../../../../shared/words/image-number.ts'
import { say } from '../../../../shared/words/say.ts'
import { runByKey } from '../../../pictures/actions/picture-actions.ts'
import type { PictureSubject } from '../../../pictures/actions/picture-subject.ts'
import { pictureAt } from '../../../pictures/picture-at.ts'
import shared from '../../../pictures/tile-face.module.css'
import { showPictures } from '../../../state/navigation.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Button } from '../../../ui/Button.tsx'
import { cx } from '../../../ui/class-names.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Picture } from '../../../ui/Picture.tsx'
import styles from './LastSession.module.css'
import { NothingYet } from './NothingYet.tsx'
import type { LastSession as Last } from './use-last-session.ts'

interface LastSessionProps {
  readonly last: Last
  readonly subjectOf: (id: ImageId) => PictureSubject | null
  /** px, least width of a tile */
  readonly tileSize: number
}

/** Places that stand empty while the pictures are read. */
const PLACES = 10

function Reading({ tileSize }: Pick<LastSessionProps, 'tileSize'>) {
  return (
    <div className={styles.jobs}>
      <p className={styles.heading} role="status">
        {say('generate.last.reading')}
      </p>
      <div
        className={styles.tiles}
        style={{ gridTemplateColumns: `repeat(auto-fill, minmax(${tileSize}px, 1fr))` }}
        aria-hidden="true"
      >
        {Array.from({ length: PLACES }, (_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
          <span key={place} className={styles.place} />
        ))}
      </div>
    </div>
  )
}

/** Before the first job of a session: the newest pictures of the one before. */
export function LastSession({ last, subjectOf, tileSize }: LastSessionProps) {
  const noFleet = usePanel((state) => state.workerOrder.length === 0)
  if (last.at === 'loading') return <Reading tileSize={tileSize} />
  if (last.at === 'failed') {
    return (
      <div role="alert" className={styles.failed}>
        <EmptyState
          icon={<ImageOff />}
          title={say('generate.last.failed')}
          text={sentences(last.problem)}
          actions={<Button onClick={last.again}>{say('generate.notice.try-again')}</Button>}
        />
      </div>
    )
  }
  const { images } = last
  if (noFleet || images.length === 0) return <NothingYet />
  const press = (event: KeyboardEvent) => {
    const id = pictureAt(event.target)
    const subject = id === null ? null : subjectOf(id)
    if (subject && runByKey(event, subject)) event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys pressed on the tiles arrive here
    <div className={styles.jobs} onKeyDown={press}>
      {[...Map.groupBy(images, ({ jobId }) => jobId)].map(([jobId, ofJob]) => (
        <section key={jobId} aria-label={say('generate.last.section', { number: ofJob[0]?.jobNumber ?? 0 })}>
          <header className={styles.heading}>
            <h3 title={ofJob[0]?.prompt} translate="no">
              {ofJob[0]?.prompt}
            </h3>
            <span>{say('generate.job', { number: ofJob[0]?.jobNumber ?? 0 })}</span>
            <Button size="small" look="quiet" onClick={() => showPictures(jobId)}>
              {say('generate.last.show-all')}
            </Button>
          </header>
          <ul
            className={styles.tiles}
            style={{ gridTemplateColumns: `repeat(auto-fill, minmax(${tileSize}px, 1fr))` }}
          >
            {ofJob.map((image, place) => (
              <li key={image.id} data-image={image.id}>
                <button
                  type="button"
                  className={cx(shared.face, styles.tile)}
                  data-place={place}
                  draggable
                  aria-label={say('generate.tile', {
                    number: imageNumber(image.index),
                    seed: image.seed,
                    machine: image.workerName,
                  })}
                  onClick={() => subjectOf(image.id)?.open?.(image)}
                >
                  <Picture of={{ kind: 'thumb', id: image.id }} alt="" className={shared.picture} fade />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
