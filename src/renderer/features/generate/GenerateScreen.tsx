import type { CSSProperties } from 'react'
import { AllPausedNote } from '../../jobs/AllPausedNote.tsx'
import { Timeline } from '../../jobs/timeline/Timeline.tsx'
import { usePanel } from '../../state/panel-store.ts'
import { useShownJob } from '../../state/selectors.ts'
import { TileSize } from '../../ui/TileSize.tsx'
import { useTileSize } from '../../ui/use-tile-size.ts'
import { FormResizer } from './form/FormResizer.tsx'
import { GenerateForm } from './form/GenerateForm.tsx'
import styles from './GenerateScreen.module.css'
import { JobHeader } from './job/JobHeader.tsx'
import { JobNotices } from './job/JobNotices.tsx'
import { MeasuringNote } from './measuring/MeasuringNote.tsx'
import { ReviewDialog } from './review/ReviewDialog.tsx'
import { SessionGallery } from './session/SessionGallery.tsx'
import { sessionJobs } from './session/session-jobs.ts'
import { WaitingJobs } from './session/WaitingJobs.tsx'
import { DropVeil } from './start/DropVeil.tsx'
import { useIncomingPictures } from './start/use-incoming-pictures.ts'

/** px, least width of a tile before anybody chose one. */
const FIRST_TILE_SIZE = 180

/** Form left, session right. */
export function GenerateScreen() {
  const formWidth = usePanel((state) => state.settings.formWidth)
  const { over, handlers } = useIncomingPictures()
  return (
    <div
      className={styles.screen}
      data-dropping={over || undefined}
      style={{ '--form-width': `${formWidth}px` } as CSSProperties}
      {...handlers}
    >
      <GenerateForm />
      <FormResizer />
      {over && <DropVeil />}
      <ReviewDialog />
      <Session />
    </div>
  )
}

/** The job at work with its timeline, and the pictures of the session. Apart from the form, which no job draws anew. */
function Session() {
  const job = useShownJob()
  const hasPictures = usePanel((state) => sessionJobs(state).length > 0)
  const [tileSize, setTileSize] = useTileSize('tileSize', FIRST_TILE_SIZE)
  return (
    <div className={styles.session} data-region="session">
      {job && (
        <div className={styles.job}>
          <JobHeader job={job} />
          <AllPausedNote />
          <JobNotices job={job} />
          <Timeline job={job} />
        </div>
      )}
      <MeasuringNote />
      <WaitingJobs />
      <SessionGallery tileSize={tileSize} />
      {hasPictures && <TileSize size={tileSize} onSize={setTileSize} look="floating" />}
    </div>
  )
}
