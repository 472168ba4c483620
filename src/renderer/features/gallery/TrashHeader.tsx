import { ArrowLeft, Trash2 } from 'lucide-react'
import { useEffect } from 'react'
import { bytes } from '../../../shared/words/format-number.ts'
import { say } from '../../../shared/words/say.ts'
import { askToEmptyTrash } from '../../pictures/actions/picture-calls.ts'
import { attempt } from '../../state/call.ts'
import { usePanel } from '../../state/panel-store.ts'
import { noteTrashSize, usePicturePlaces } from '../../state/picture-places.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './TrashHeader.module.css'

interface TrashHeaderProps {
  readonly onLeave: () => void
  /** everything in it was deleted for good */
  readonly onEmptied: () => void
}

/** Above the trash: the way back, how much is in it, how long it stays, and the end of all of it. */
export function TrashHeader({ onLeave, onEmptied }: TrashHeaderProps) {
  const size = usePicturePlaces((state) => state.trashSize)
  const days = usePanel((state) => state.settings.trashDays)
  useEffect(() => {
    void attempt('trashSize', {}, say('pictures.failed.trash-size')).then(
      (answer) => answer && noteTrashSize(answer),
    )
  }, [])
  return (
    <div className={styles.bar}>
      <Button size="small" icon={<ArrowLeft />} onClick={onLeave}>
        {say('pictures.trash.leave')}
      </Button>
      <p className={styles.facts}>
        {size !== null && size.count > 0 && (
          <span>{say('pictures.trash.size', { count: size.count, size: bytes(size.bytes) })}</span>
        )}
        <span>{days === null ? say('pictures.trash.no-age') : say('pictures.trash.age', { days })}</span>
      </p>
      <Button
        size="small"
        icon={<Trash2 />}
        disabled={size === null || size.count === 0}
        onClick={() => askToEmptyTrash(onEmptied)}
      >
        {say('pictures.trash.empty')}
      </Button>
    </div>
  )
}
