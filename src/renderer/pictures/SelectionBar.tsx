import { X } from 'lucide-react'
import { createElement } from 'react'
import { say } from '../../shared/words/say.ts'
import { useAnyMark } from '../state/favourites.ts'
import { type Action, tryAction } from '../ui/action.ts'
import { Button } from '../ui/Button.tsx'
import { cx } from '../ui/class-names.ts'
import floating from '../ui/floating.module.css'
import { IconButton } from '../ui/IconButton.tsx'
import styles from '../ui/selection-bar.module.css'
import { useClearEdge } from '../ui/use-clear-edge.ts'
import {
  favourite,
  purge,
  remove,
  restore,
  save,
  useAsInput as startFromThem,
  upscale,
} from './actions/picture-actions.ts'
import type { PictureSubject } from './actions/picture-subject.ts'

/** px from the bottom of the window to above the bar */
const ROOM = 56
/** With keys that stay when a name changes, so that the button keeps the focus. */
const OFFERED = Object.entries<Action<PictureSubject>>({
  favourite,
  startFromThem,
  upscale,
  save,
  restore,
  remove,
  purge,
})

interface SelectionBarProps {
  readonly subject: PictureSubject
  readonly onClear: () => void
}

/** What can be done with the selected pictures; floats at the bottom of their list. */
export function SelectionBar({ subject, onClear }: SelectionBarProps) {
  useClearEdge('bottom', ROOM)
  useAnyMark()
  return (
    <div className={cx(floating.surface, styles.bar)} role="toolbar" aria-label={say('pictures.selection')}>
      <p className={styles.count} role="status">
        {say('pictures.selected', { count: subject.images.length })}
      </p>
      {OFFERED.filter(([, { fits }]) => fits?.(subject) !== false).map(([key, action]) => (
        <Button
          key={key}
          size="small"
          icon={createElement(action.icon)}
          onClick={() => void tryAction(action, subject)}
        >
          {action.name(subject)}
        </Button>
      ))}
      <IconButton label={say('pictures.selection.clear')} icon={<X />} onClick={onClear} />
    </div>
  )
}
