import { askToAddWorker } from '../../../state/navigation.ts'
import { startDemoFleet } from '../../../state/start-demo-fleet.ts'
import { Button } from '../../../ui/Button.tsx'
import styles from './NoFleetNote.module.css'

/** Where the plan would be when there is nobody to plan for. */
export function NoFleetNote() {
  return (
    <div className={styles.note}>
      <p>There are no machines yet that could generate.</p>
      <div className={styles.ways}>
        <Button size="small" onClick={askToAddWorker}>
          Add a machine
        </Button>
        <Button size="small" onClick={() => void startDemoFleet()}>
          Try the simulated fleet
        </Button>
      </div>
    </div>
  )
}
