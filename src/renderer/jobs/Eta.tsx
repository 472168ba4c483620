import type { JobView } from '../../shared/job.ts'
import { clock } from '../../shared/words/format-duration.ts'
import { useFleetNow } from '../state/fleet-clock.ts'
import { usePanel } from '../state/panel-store.ts'
import styles from './Eta.module.css'
import { spreadWords } from './job-words.ts'

/** Time left until the last asked-for image, counting down. Nothing where that is not known. */
export function Eta({ job }: { job: JobView }) {
  const live = usePanel((state) => state.liveByJob[job.id])
  const now = useFleetNow(500, true)
  const forecast = live ?? job
  const passed = live ? Math.max(0, now - live.at) / 1000 : 0
  const left = forecast.etaSeconds === null ? null : Math.max(0, forecast.etaSeconds - passed)
  if (left === null) return null
  return (
    <span>
      {clock(left)} left<span className={styles.spread}>{spreadWords(forecast.etaSpreadSeconds)}</span>
    </span>
  )
}
