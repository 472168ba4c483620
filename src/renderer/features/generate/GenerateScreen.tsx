import { usePanel } from '../../state/panel-store.ts'
import { useShownJob } from '../../state/selectors.ts'
import { FormResizer } from './form/FormResizer.tsx'
import { GenerateForm } from './form/GenerateForm.tsx'
import styles from './GenerateScreen.module.css'
import { JobHeader } from './job/JobHeader.tsx'
import { JobNotices } from './job/JobNotices.tsx'
import { SessionGallery } from './session/SessionGallery.tsx'
import { Timeline } from './timeline/Timeline.tsx'

/** Form left; right the job at work with its timeline, and the pictures of the session. */
export function GenerateScreen() {
  const formWidth = usePanel((state) => state.settings.formWidth)
  const job = useShownJob()
  return (
    <div className={styles.screen} style={{ gridTemplateColumns: `${formWidth}px 1px minmax(0, 1fr)` }}>
      <GenerateForm />
      <FormResizer />
      <div className={styles.session}>
        {job && (
          <div className={styles.job}>
            <JobHeader job={job} />
            <JobNotices job={job} />
            <Timeline job={job} />
          </div>
        )}
        <SessionGallery />
      </div>
    </div>
  )
}
