import type { JobView } from '../../shared/job.ts'
import { clock } from '../../shared/words/format-duration.ts'
import { say } from '../../shared/words/say.ts'
import { useFleetNow } from '../state/fleet-clock.ts'
import { usePanel } from '../state/panel-store.ts'
import styles from './Eta.module.css'
import { shownSpread } from './job-words.ts'

/** Time left until the last asked-for image, counting down; with its spread where there is room. Nothing where that is not known. */
export function Eta({ job }: { job: JobView }) {
  const live = usePanel((state) => state.liveByJob[job.id])
  const now = useFleetNow(500, true)
  const forecast = live ?? job
  const passed = live ? Math.max(0, now - live.at) / 1000 : 0
  if (forecast.etaSeconds === null) return null
  const time = clock(Math.max(0, forecast.etaSeconds - passed))
  const spread = shownSpread(forecast.etaSpreadSeconds)
  if (spread === null) return <span>{say('generate.job.time-left', { time })}</span>
  return (
    <span>
      <span className={styles.whole}>{say('generate.job.time-left-about', { time, spread })}</span>
      <span className={styles.short}>{say('generate.job.time-left', { time })}</span>
    </span>
  )
}
