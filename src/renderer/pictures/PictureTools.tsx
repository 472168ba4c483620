import { Ellipsis, Heart } from 'lucide-react'
import type { MouseEvent } from 'react'
import type { StoredImage } from '../../shared/job.ts'
import { imageNumber } from '../../shared/words/image-number.ts'
import { say } from '../../shared/words/say.ts'
import { toggleFavourite, useFavourite } from '../state/favourites.ts'
import { type Action, tryAction } from '../ui/action.ts'
import { purge, remove, restore } from './actions/picture-actions.ts'
import type { PictureSubject } from './actions/picture-subject.ts'
import styles from './PictureTools.module.css'

interface PictureToolsProps {
  readonly image: StoredImage
  readonly trashed: boolean
  /** the pointer or the focus is on the tile; otherwise only the heart of a favourite is shown */
  readonly active: boolean
}

/** The buttons on a tile: heart, delete, and the menu that a right click opens. In the trash: restore, delete for good. */
export function PictureTools({ image, trashed, active }: PictureToolsProps) {
  const favourite = useFavourite(image)
  if (!active && trashed) return null
  const subject: PictureSubject = { images: [image], trashed }
  return (
    <div className={styles.tools} data-resting={!active || undefined}>
      {!trashed && (
        <button
          type="button"
          className={styles.tool}
          aria-label={say('pictures.tile.favourite', {
            number: imageNumber(image.index),
            job: image.jobNumber,
          })}
          aria-pressed={favourite}
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation()
            void toggleFavourite(image)
          }}
        >
          <Heart fill={favourite ? 'currentColor' : 'none'} />
        </button>
      )}
      {active && (
        <>
          <Tool action={restore} subject={subject} />
          <Tool action={remove} subject={subject} />
          <Tool action={purge} subject={subject} />
          <button
            type="button"
            className={styles.tool}
            title={say('pictures.more')}
            aria-label={say('pictures.more')}
            aria-haspopup="menu"
            tabIndex={-1}
            onClick={openMenu}
          >
            <Ellipsis />
          </button>
        </>
      )}
    </div>
  )
}

function Tool({ action, subject }: { action: Action<PictureSubject>; subject: PictureSubject }) {
  if (action.fits?.(subject) === false) return null
  const { icon: Icon } = action
  const name = action.name(subject)
  return (
    <button
      type="button"
      className={styles.tool}
      title={name}
      aria-label={name}
      data-danger={action.danger || undefined}
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation()
        tryAction(action, subject)
      }}
    >
      <Icon />
    </button>
  )
}

/** The same menu as on a right click, which the list of tiles has. */
function openMenu(event: MouseEvent<HTMLElement>): void {
  event.stopPropagation()
  const { left, bottom } = event.currentTarget.getBoundingClientRect()
  event.currentTarget.dispatchEvent(
    new window.MouseEvent('contextmenu', {
      bubbles: true,
      cancelable: true,
      clientX: left,
      clientY: bottom + 4,
    }),
  )
}
