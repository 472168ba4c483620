import type { StoredImage } from '../../../../shared/job.ts'
import { say } from '../../../../shared/words/say.ts'
import { imagesStored } from '../../../state/images.ts'
import { openViewer, showPictures } from '../../../state/navigation.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Button } from '../../../ui/Button.tsx'
import { Picture } from '../../../ui/Picture.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import styles from './LastSession.module.css'
import { NothingYet } from './NothingYet.tsx'
import { useLastSession } from './use-last-session.ts'

/** Before the first job of a session: the newest pictures of the one before. `tileSize`: px, least width of a tile. */
export function LastSession({ tileSize }: { readonly tileSize: number }) {
  const noFleet = usePanel((state) => state.workerOrder.length === 0)
  const last = useLastSession()
  if (last.at === 'loading') return <p className={styles.reading}>{say('generate.last.reading')}</p>
  if (last.at === 'failed') {
    return (
      <div className={styles.failed}>
        <ProblemNote
          problem={last.problem}
          action={{ label: say('generate.notice.try-again'), run: last.again }}
        />
      </div>
    )
  }
  const { images } = last
  if (noFleet || images.length === 0) return <NothingYet />
  return (
    <div className={styles.jobs}>
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
            {ofJob.map((image) => (
              <li key={image.id}>
                <button
                  type="button"
                  className={styles.tile}
                  aria-label={say('generate.tile', {
                    index: image.index,
                    seed: image.seed,
                    machine: image.workerName,
                  })}
                  onClick={() => open(image, images)}
                >
                  <Picture of={{ kind: 'thumb', id: image.id }} alt="" className={styles.picture} fade />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** The viewer shows what the store knows. */
function open(image: StoredImage, among: readonly StoredImage[]): void {
  usePanel.setState((state) => imagesStored(state, among))
  openViewer(
    image.id,
    among.map(({ id }) => id),
  )
}
