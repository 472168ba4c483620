import { GripVertical } from 'lucide-react'
import type { WorkerId } from '../../../../shared/ids.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { cx } from '../../../ui/class-names.ts'
import { tint } from '../../../ui/worker-colour.ts'
import { CompactFace } from './CompactFace.tsx'
import { FullFace } from './FullFace.tsx'
import lifted from './LiftedCard.module.css'
import styles from './WorkerCard.module.css'

/** The card in the air: as it is on the board, tilted, with a shadow. */
export function LiftedCard({ id, compact }: { id: WorkerId; compact: boolean }) {
  const colour = usePanel((state) => state.workersById[id]?.config.colour)
  const Face = compact ? CompactFace : FullFace
  return (
    <div className={cx(styles.card, compact && styles.compact, lifted.card)} style={tint(colour)} inert>
      <div className={styles.face}>
        <Face
          id={id}
          selected={false}
          grip={
            <span className={styles.grip}>
              <GripVertical aria-hidden="true" />
            </span>
          }
          menu={null}
        />
      </div>
    </div>
  )
}
