import type { KeyboardEvent, MouseEvent } from 'react'
import type { ImageId } from '../../../../shared/ids.ts'
import type { JobView } from '../../../../shared/job.ts'
import { say } from '../../../../shared/words/say.ts'
import { GAP, type GridLayout, placesIn } from '../../../ui/grid-layout.ts'
import styles from './SessionGallery.module.css'
import { Tile } from './Tile.tsx'
import { useIsSelected } from './use-is-selected.ts'

interface SectionTilesProps {
  readonly job: JobView
  readonly indexes: readonly number[]
  readonly layout: GridLayout
  /** the rows to draw */
  readonly rows: readonly number[]
  readonly focusedPlace: number
  readonly selected: ReadonlySet<ImageId>
  readonly onKey: (event: KeyboardEvent, place: number) => void
  readonly onClick: (event: MouseEvent, place: number) => void
  readonly onFocus: (place: number) => void
}

const placeOf = (target: EventTarget): number | null => {
  const face = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-place]') : null
  return face ? Number(face.dataset.place) : null
}

/** The tiles of one job. One of them is reached by Tab, the others by the arrow keys. */
export function SectionTiles({
  job,
  indexes,
  layout: { columns, tileWidth, tileHeight },
  rows,
  focusedPlace,
  selected,
  onKey,
  onClick,
  onFocus,
}: SectionTilesProps) {
  const isSelected = useIsSelected(job.id, selected)
  const total = Math.ceil(indexes.length / columns)
  const places = placesIn(rows, columns, indexes.length)
  const tabbed = places.includes(focusedPlace) ? focusedPlace : places[0]
  return (
    // The buttons in it are what is pressed (Enter and Space click them); one listener serves them all.
    <ul
      aria-label={say('generate.job.images', { number: job.number })}
      data-job={job.id}
      className={styles.tiles}
      style={{ height: total * (tileHeight + GAP) }}
      onKeyDown={(event) => {
        const place = placeOf(event.target)
        if (place !== null) onKey(event, place)
      }}
      onClick={(event) => {
        const place = placeOf(event.target)
        if (place !== null) onClick(event, place)
      }}
      onFocus={(event) => {
        const place = placeOf(event.target)
        if (place !== null) onFocus(place)
      }}
    >
      {places.map((place) => (
        <Tile
          key={indexes[place]}
          jobId={job.id}
          index={indexes[place] ?? 0}
          place={place}
          left={(place % columns) * (tileWidth + GAP)}
          top={Math.floor(place / columns) * (tileHeight + GAP)}
          width={tileWidth}
          height={tileHeight}
          tabbable={place === tabbed}
          selected={isSelected(indexes[place])}
        />
      ))}
    </ul>
  )
}
