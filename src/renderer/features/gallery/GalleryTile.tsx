import { Heart } from 'lucide-react'
import { memo } from 'react'
import type { StoredImage } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import { FlagMarks } from '../../pictures/FlagMarks.tsx'
import { tileLabel } from '../../pictures/picture-words.ts'
import { toggleFavourite, useFavourite } from '../../state/favourites.ts'
import { usePanel } from '../../state/panel-store.ts'
import { Picture } from '../../ui/Picture.tsx'
import { tint } from '../../ui/worker-colour.ts'
import styles from './GalleryTile.module.css'

interface GalleryTileProps {
  readonly image: StoredImage
  /** among all that are shown */
  readonly place: number
  /** geometry, px */
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly selected: boolean
  readonly tabbable: boolean
  readonly onSelect: (image: StoredImage) => void
  readonly onOpen: (image: StoredImage) => void
}

/** A picture in the gallery. A click selects it, a second one opens it. */
export const GalleryTile = memo(function GalleryTile({
  image,
  place,
  left,
  top,
  width,
  height,
  selected,
  tabbable,
  onSelect,
  onOpen,
}: GalleryTileProps) {
  const colour = usePanel((state) =>
    image.workerId ? state.workersById[image.workerId]?.config.colour : undefined,
  )
  const favourite = useFavourite(image)
  return (
    <li
      className={styles.tile}
      style={{ ...tint(colour), transform: `translate(${left}px, ${top}px)`, width, height }}
    >
      <button
        type="button"
        className={styles.face}
        data-place={place}
        data-selected={selected || undefined}
        aria-pressed={selected}
        aria-label={tileLabel(image, favourite)}
        tabIndex={tabbable ? 0 : -1}
        onClick={() => onSelect(image)}
        onDoubleClick={() => onOpen(image)}
      >
        <Picture of={{ kind: 'thumb', id: image.id }} alt="" className={styles.picture} fade />
        {image.bonus && <span className={styles.bonus}>{say('pictures.mark.bonus')}</span>}
        <FlagMarks flags={image.flags} />
      </button>
      <button
        type="button"
        className={styles.heart}
        aria-label={say('pictures.tile.favourite', { index: image.index, job: image.jobNumber })}
        aria-pressed={favourite}
        tabIndex={-1}
        onClick={() => void toggleFavourite(image)}
      >
        <Heart fill={favourite ? 'currentColor' : 'none'} />
      </button>
    </li>
  )
})
