import { ArrowDownToLine } from 'lucide-react'
import { say } from '../../../../shared/words/say.ts'
import styles from './DropVeil.module.css'

/** Over the board while something from elsewhere hovers above it. */
export function DropVeil() {
  return (
    <div className={styles.veil}>
      <ArrowDownToLine aria-hidden="true" />
      <p className={styles.words}>{say('workers.drop-here')}</p>
      <p>{say('workers.drop-here.text')}</p>
    </div>
  )
}

/** Says at the bottom of the board what can be dropped on it. */
export function DropHint() {
  return (
    <p className={styles.hint}>
      {say('workers.droppable', {
        address: 'name:address:port',
        files: ['workers.json', 'distributed-config.json'],
      })}
    </p>
  )
}
