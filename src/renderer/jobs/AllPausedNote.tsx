import { say } from '../../shared/words/say.ts'
import { usePanel } from '../state/panel-store.ts'
import styles from './AllPausedNote.module.css'
import { underWayWhilePaused } from './pause-all.ts'

/** Says that all jobs are paused and what is still being made; nothing while they are not. */
export function AllPausedNote() {
  const underWay = usePanel(underWayWhilePaused)
  if (underWay === null) return null
  return (
    <p className={styles.note} role="status">
      {say('queue.all-paused.text', { underWay })}
    </p>
  )
}
