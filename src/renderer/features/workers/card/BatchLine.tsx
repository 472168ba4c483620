import type { BatchId } from '../../../../shared/ids.ts'
import { usePanel } from '../../../state/panel-store.ts'
import styles from './BatchLine.module.css'

/** How far the request under way is: a hairline that changes several times a second, and nothing else with it. */
export function BatchLine({ batchId }: { batchId: BatchId }) {
  const fraction = usePanel((state) => state.liveByBatch[batchId]?.fraction ?? 0)
  return (
    <div className={styles.line} aria-hidden="true">
      <div className={styles.fill} style={{ transform: `scaleX(${Math.min(1, Math.max(0, fraction))})` }} />
    </div>
  )
}
