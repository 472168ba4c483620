import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, type RefObject, useCallback, useEffect, useRef } from 'react'
import type { ImageId, JobId } from '../../../shared/ids.ts'
import type { StoredImage } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import { runByKey } from '../../pictures/actions/picture-actions.ts'
import type { PictureSubject } from '../../pictures/actions/picture-subject.ts'
import { PictureMenu } from '../../pictures/PictureMenu.tsx'
import type { PictureSelection } from '../../pictures/use-picture-selection.ts'
import { useTileFocus } from '../../pictures/use-tile-focus.ts'
import { focusWhenDrawn } from '../../ui/focus-when-drawn.ts'
import { GalleryHeading } from './GalleryHeading.tsx'
import styles from './GalleryList.module.css'
import { GalleryTile } from './GalleryTile.tsx'
import { movedTo } from './gallery-keys.ts'
import { type GalleryGrid, rowOf } from './gallery-rows.ts'

interface GalleryListProps {
  readonly grid: GalleryGrid
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly selection: PictureSelection
  /** touched last: where Tab leads, and what stays in sight */
  readonly current: ImageId | null
  readonly onCurrent: (id: ImageId) => void
  readonly trashed: boolean
  /** what an action on a picture is about */
  readonly subjectOf: (id: ImageId) => PictureSubject | null
  readonly onOpen: (image: StoredImage) => void
  /** narrows the gallery to a job; null: it is narrowed */
  readonly onJob: ((jobId: JobId) => void) | null
  /** the end of what is read comes near */
  readonly onEnd: () => void
}

/** Rows before the end at which the next page is asked for. */
const AHEAD = 8

/** The rows in sight. One tile is reached by Tab, the others by arrow keys; Enter opens the one in focus. */
export function GalleryList(props: GalleryListProps) {
  const { grid, scroller, selection, current, onCurrent, trashed, subjectOf, onOpen, onJob, onEnd } = props
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
    const here = tile ? order[Number(tile.dataset.place)] : undefined
    if (!tile || !here) return
    if (selection.press(event, here.id)) return onCurrent(here.id)
    const subject = subjectOf(here.id)
    if (subject && runByKey(event, subject)) return event.preventDefault()
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const place = movedTo(grid, Number(tile.dataset.place), event.key)
    const there = place === null ? undefined : order[place]
    if (place === null || !there) return
    event.preventDefault()
    onCurrent(there.id)
    if (event.shiftKey) selection.extendTo(there.id, here.id)
    else selection.only(there.id)
    focusTile(there.id, place)
  }
  const focusTile = (id: ImageId, place: number) => {
    virtualizer.scrollToIndex(rowOf(grid, place))
    // Not by its place: another picture may have come in front of it by the time it is drawn.
    focusWhenDrawn(() =>
      list.current?.querySelector<HTMLElement>(`[data-image="${CSS.escape(id)}"] [data-place]`),
    )
  }
  useTileFocus(list, order.length, selection.selected.size, (id) => {
    const place = order.findIndex((image) => image.id === id)
    if (place < 0) return
    onCurrent(id)
    selection.only(id)
    focusTile(id, place)
  })
  const { click, only } = selection
  const pressTile = useCallback(
    (event: MouseEvent, image: StoredImage) => {
      onCurrent(image.id)
      if (!click(event, image.id)) only(image.id)
    },
    [click, only, onCurrent],
  )
  const selectedPlace = current === null ? -1 : order.findIndex(({ id }) => id === current)
  const selectedRow = selectedPlace < 0 ? -1 : rowOf(grid, selectedPlace)
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the columns change, what is selected stays in sight
  useEffect(() => {
    if (selectedRow >= 0) virtualizer.scrollToIndex(selectedRow)
  }, [pitch])
  return (
    <PictureMenu subjectOf={subjectOf}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys pressed on the tiles arrive here */}
      <div
        ref={list}
        className={styles.list}
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={press}
      >
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
                selected={selection.selected.has(image.id)}
                checked={selection.selected.size > 1 && selection.selected.has(image.id)}
                trashed={trashed}
                tabbable={row.first + column === Math.max(0, selectedPlace)}
                onClick={pressTile}
                onOpen={onOpen}
              />
            ))
          })}
        </ul>
      </div>
    </PictureMenu>
  )
}
