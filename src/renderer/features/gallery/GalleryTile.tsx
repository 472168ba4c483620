import { type MouseEvent, memo, useState } from 'react'
import type { StoredImage } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import { FlagMarks } from '../../pictures/FlagMarks.tsx'
import { PictureTools } from '../../pictures/PictureTools.tsx'
import { tileLabel } from '../../pictures/picture-words.ts'
import { TileCheck } from '../../pictures/TileCheck.tsx'
import shared from '../../pictures/tile-face.module.css'
import { useFavourite } from '../../state/favourites.ts'
import { usePanel } from '../../state/panel-store.ts'
import { cx } from '../../ui/class-names.ts'
import { Named } from '../../ui/Named.tsx'
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
  /** one of several that are selected */
  readonly checked: boolean
  readonly trashed: boolean
  readonly tabbable: boolean
  readonly onClick: (event: MouseEvent, image: StoredImage) => void
  readonly onOpen: (image: StoredImage) => void
  /** its column in a table, from 1, for reading aloud; absent: it stands in a list */
  readonly column?: number
}

/** A picture in the gallery. A click selects it, with Ctrl or Shift together with others; a second one opens it. */
export const GalleryTile = memo(function GalleryTile({
  image,
  place,
  left,
  top,
  width,
  height,
  selected,
  checked,
  trashed,
  tabbable,
  onClick,
  onOpen,
  column,
}: GalleryTileProps) {
  const colour = usePanel((state) =>
    image.workerId ? state.workersById[image.workerId]?.config.colour : undefined,
  )
  const favourite = useFavourite(image)
  const [active, setActive] = useState(false)
  const Place = column === undefined ? 'li' : 'div'
  return (
    <Place
      {...(column === undefined ? {} : { role: 'gridcell', 'aria-colindex': column })}
      className={styles.tile}
      data-image={image.id}
      onPointerEnter={() => setActive(true)}
      onPointerLeave={() => setActive(false)}
      style={{ ...tint(colour), transform: `translate(${left}px, ${top}px)`, width, height }}
    >
      <button
        type="button"
        className={cx(shared.face, styles.face)}
        data-place={place}
        data-selected={selected || undefined}
        aria-pressed={selected}
        tabIndex={tabbable ? 0 : -1}
        draggable={!trashed}
        onClick={(event) => onClick(event, image)}
        onDoubleClick={() => onOpen(image)}
      >
        <Named name={tileLabel(image, favourite)}>
          <Picture
            of={{ kind: 'thumb', id: image.id }}
            alt=""
            className={cx(shared.picture, styles.picture)}
            fade
          />
          {image.bonus && <span className={shared.badge}>{say('pictures.mark.bonus')}</span>}
          <FlagMarks flags={image.flags} />
        </Named>
      </button>
      {checked && <TileCheck />}
      <PictureTools image={image} trashed={trashed} active={active} />
    </Place>
  )
})
