import { say } from '../../../../shared/words/say.ts'
import { askToAddWorker } from '../../../state/navigation.ts'
import { startDemoFleet } from '../../../state/start-demo-fleet.ts'
import { Button } from '../../../ui/Button.tsx'
import styles from './NoFleetNote.module.css'

/** Where the plan would be when there is nobody to plan for. */
export function NoFleetNote() {
  return (
    <div className={styles.note}>
      <p>{say('generate.no-fleet')}</p>
      <div className={styles.ways}>
        <Button size="small" onClick={askToAddWorker}>
          {say('generate.no-fleet.add')}
        </Button>
        <Button size="small" onClick={() => void startDemoFleet()}>
          {say('generate.no-fleet.simulate')}
        </Button>
      </div>
    </div>
  )
}
