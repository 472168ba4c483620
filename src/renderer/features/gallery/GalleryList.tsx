import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import type { ImageId, JobId } from '../../../shared/ids.ts'
import type { StoredImage } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import { toggleFavourite } from '../../state/favourites.ts'
import { focusWhenDrawn } from '../../ui/focus-when-drawn.ts'
import { GalleryHeading } from './GalleryHeading.tsx'
import styles from './GalleryList.module.css'
import { GalleryTile } from './GalleryTile.tsx'
import { askedByKey } from './gallery-keys.ts'
import { type GalleryGrid, rowOf } from './gallery-rows.ts'

interface GalleryListProps {
  readonly grid: GalleryGrid
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly selected: ImageId | null
  readonly onSelect: (image: StoredImage) => void
  readonly onOpen: (image: StoredImage) => void
  /** narrows the gallery to a job; null: it is narrowed */
  readonly onJob: ((jobId: JobId) => void) | null
  /** the end of what is read comes near */
  readonly onEnd: () => void
}

/** Rows before the end at which the next page is asked for. */
const AHEAD = 8

/** The rows in sight. One tile is reached by Tab, the others by arrow keys; Enter opens the one in focus. */
export function GalleryList({ grid, scroller, selected, onSelect, onOpen, onJob, onEnd }: GalleryListProps) {
  const { rows, order, pitch, tileWidth } = grid
  const list = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rows[index]?.height ?? 0,
    overscan: 4,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: other heights need measuring anew
  useEffect(() => virtualizer.measure(), [rows, virtualizer])
  const visible = virtualizer.getVirtualItems()
  const lastVisible = visible.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length > 0 && lastVisible >= rows.length - AHEAD) onEnd()
  }, [lastVisible, rows.length, onEnd])

  const press = (event: KeyboardEvent<HTMLElement>) => {
    const tile = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-place]') : null
    if (!tile || event.ctrlKey || event.metaKey || event.altKey) return
    const asked = askedByKey(grid, Number(tile.dataset.place), event.key)
    if (asked === null) return
    event.preventDefault()
    const { image } = asked
    if (asked.does === 'mark') void toggleFavourite(image)
    else if (asked.does === 'open') onOpen(image)
    else {
      onSelect(image)
      virtualizer.scrollToIndex(rowOf(grid, asked.place))
      focusWhenDrawn(() => list.current?.querySelector<HTMLElement>(`[data-place="${asked.place}"]`))
    }
  }
  const selectedPlace = selected === null ? -1 : order.findIndex(({ id }) => id === selected)
  const selectedRow = selectedPlace < 0 ? -1 : rowOf(grid, selectedPlace)
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the columns change, what is selected stays in sight
  useEffect(() => {
    if (selectedRow >= 0) virtualizer.scrollToIndex(selectedRow)
  }, [pitch])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys pressed on the tiles arrive here
    <div ref={list} className={styles.list} style={{ height: virtualizer.getTotalSize() }} onKeyDown={press}>
      {visible.map((item) => {
        const row = rows[item.index]
        return row?.kind === 'heading' ? (
          <GalleryHeading
            key={row.group.jobId}
            group={row.group}
            top={item.start}
            height={row.height}
            onJob={onJob}
          />
        ) : null
      })}
      {/* One list, so that a tile keeps the focus when it comes to lie in another row. */}
      <ul aria-label={say('pictures.list')}>
        {visible.flatMap((item) => {
          const row = rows[item.index]
          if (row?.kind !== 'tiles') return []
          return row.images.map((image, column) => (
            <GalleryTile
              key={image.id}
              image={image}
              place={row.first + column}
              left={column * pitch}
              top={item.start}
              width={tileWidth}
              height={row.tileHeight}
              selected={image.id === selected}
              tabbable={row.first + column === Math.max(0, selectedPlace)}
              onSelect={onSelect}
              onOpen={onOpen}
            />
          ))
        })}
      </ul>
    </div>
  )
}
