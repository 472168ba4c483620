import { cloneElement, type DragEvent, type ReactElement, type SyntheticEvent, useState } from 'react'
import type { ImageId } from '../../shared/ids.ts'
import { menuEntries } from '../ui/action.ts'
import { ContextualMenu, type MenuEntry } from '../ui/Menu.tsx'
import { PICTURE_MENU } from './actions/picture-actions.ts'
import { dragOut } from './actions/picture-calls.ts'
import type { PictureSubject } from './actions/picture-subject.ts'
import { pictureAt } from './picture-at.ts'

interface PictureMenuProps {
  /** what an action on this tile is about: the picture, or the selection that it belongs to; null: nothing */
  readonly subjectOf: (id: ImageId) => PictureSubject | null
  /** the list of tiles; each names its picture in `data-image` */
  readonly children: ReactElement<{
    onContextMenuCapture?: (event: SyntheticEvent) => void
    onPointerDownCapture?: (event: SyntheticEvent) => void
    onDragStart?: (event: DragEvent) => void
  }>
}

/** One menu for all the tiles of a list, on a right click, a long press, the menu key; and their files dragged to other programs. */
export function PictureMenu({ subjectOf, children }: PictureMenuProps) {
  const [entries, setEntries] = useState<readonly MenuEntry[]>([])
  const subjectAt = (event: SyntheticEvent) => {
    const id = pictureAt(event.target)
    return id === null ? null : subjectOf(id)
  }
  const look = (event: SyntheticEvent) => {
    const subject = subjectAt(event)
    setEntries(subject ? menuEntries(PICTURE_MENU, subject) : [])
    return subject
  }
  return (
    <ContextualMenu entries={entries}>
      {cloneElement(children, {
        onContextMenuCapture: (event) => {
          // Where there is no picture there is no menu.
          if (look(event) === null) event.preventDefault()
        },
        onPointerDownCapture: (event) => {
          if ((event.nativeEvent as PointerEvent).pointerType === 'touch') look(event)
        },
        onDragStart: (event) => {
          event.preventDefault()
          const subject = subjectAt(event)
          if (subject && !subject.trashed) dragOut(subject.images)
        },
      })}
    </ContextualMenu>
  )
}
