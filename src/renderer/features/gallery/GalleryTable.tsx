import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { ImageId, JobId } from '../../../shared/ids.ts'
import type { StoredImage } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import { GridTools } from '../../grids/GridTools.tsx'
import { type GridTable, movedInTable, tableLayout } from '../../grids/grid-table.ts'
import { openInTable } from '../../grids/open-in-table.ts'
import { TableBody } from '../../grids/TableBody.tsx'
import { runByKey } from '../../pictures/actions/picture-actions.ts'
import type { PictureSubject } from '../../pictures/actions/picture-subject.ts'
import { openPicture } from '../../pictures/open-picture.ts'
import { PictureMenu } from '../../pictures/PictureMenu.tsx'
import type { PictureSelection } from '../../pictures/use-picture-selection.ts'
import { focusWhenDrawn } from '../../ui/focus-when-drawn.ts'
import { GAP } from '../../ui/grid-layout.ts'
import styles from './GalleryTable.module.css'
import { GalleryTile } from './GalleryTile.tsx'
import type { Gallery } from './use-gallery.ts'

interface GalleryTableProps {
  readonly jobId: JobId
  readonly table: GridTable
  readonly gallery: Gallery
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly selection: PictureSelection
  /** px that the table may take, and the least width of a cell */
  readonly width: number
  readonly tileSize: number
  /** what an action on a picture is about */
  readonly subjectOf: (id: ImageId) => PictureSubject | null
}

/** The pictures of one job as the table that was asked for. All of them are read, page by page. */
export function GalleryTable(props: GalleryTableProps) {
  const { jobId, table, gallery, scroller, selection, width, tileSize } = props
  const { images, complete, loading } = gallery
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again with each page that came
  useEffect(() => {
    if (!complete && !loading) gallery.more()
  }, [images, complete, loading])
  const byIndex = useMemo(
    () => new Map<number, StoredImage>(images.map((each) => [each.index, each])),
    [images],
  )
  const at = (place: number) => byIndex.get(table.indexes[place] ?? -1)
  const first = images[0]
  const layout = tableLayout(table, width, tileSize, first ? first.width / first.height : 1)
  const { columns, tileWidth, tileHeight } = layout
  const list = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: table.indexes.length / columns,
    getScrollElement: () => scroller.current,
    estimateSize: () => tileHeight + GAP,
    overscan: 3,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: other heights need measuring anew
  useEffect(() => virtualizer.measure(), [tileHeight, virtualizer])
  const [focused, setFocused] = useState(0)
  const focus = (place: number) => {
    setFocused(place)
    virtualizer.scrollToIndex(Math.floor(place / columns))
    focusWhenDrawn(() => list.current?.querySelector<HTMLElement>(`[data-place="${place}"]`))
  }
  const open = (image: StoredImage) => {
    // The viewer is given those of earlier sessions first.
    openPicture(image, images)
    openInTable(image.id, table, (index) => byIndex.get(index)?.id)
  }
  const subjectOf = (id: ImageId) => {
    const subject = props.subjectOf(id)
    return subject && (subject.images.length === 1 ? { ...subject, open } : subject)
  }
  const press = (event: KeyboardEvent, place: number) => {
    const here = at(place)
    if (here !== undefined) {
      if (selection.press(event, here.id)) return
      const subject = subjectOf(here.id)
      if (subject && runByKey(event, subject)) return event.preventDefault()
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const target = movedInTable(event.key, place, table.indexes.length, columns)
    if (target === null) return
    event.preventDefault()
    const there = at(target)
    if (there) selection.only(there.id)
    focus(target)
  }
  return (
    <PictureMenu subjectOf={subjectOf}>
      <div ref={list}>
        <GridTools
          jobId={jobId}
          table={table}
          title={first?.prompt ?? ''}
          at={(index) => byIndex.get(index)?.id}
        />
        <TableBody
          table={table}
          layout={layout}
          label={say('vary.table', { number: first?.jobNumber ?? 0 })}
          jobId={jobId}
          rows={virtualizer.getVirtualItems().map(({ index }) => index)}
          scroller={scroller}
          focusedPlace={focused}
          onKey={press}
          onClick={() => {}}
          onFocus={setFocused}
          cell={({ place, left, column, tabbable }) => {
            const image = at(place)
            const geometry = { place, left, top: 0, width: tileWidth, height: tileHeight, tabbable, column }
            return image === undefined ? (
              <EmptyCell key={place} {...geometry} loading={!complete} />
            ) : (
              <GalleryTile
                key={image.id}
                {...geometry}
                image={image}
                selected={selection.selected.has(image.id)}
                checked={selection.selected.size > 1 && selection.selected.has(image.id)}
                trashed={false}
                onClick={(event, each) => {
                  setFocused(place)
                  if (!selection.click(event, each.id)) selection.only(each.id)
                }}
                onOpen={open}
              />
            )
          }}
        />
      </div>
    </PictureMenu>
  )
}

interface EmptyCellProps {
  readonly place: number
  /** geometry, px */
  readonly left: number
  readonly width: number
  readonly height: number
  readonly tabbable: boolean
  /** from 1 */
  readonly column: number
  /** not all pictures are read yet */
  readonly loading: boolean
}

/** A cell whose picture was never made, was deleted, or is not read yet. */
function EmptyCell({ place, left, width, height, tabbable, column, loading }: EmptyCellProps) {
  return (
    <div
      {...{ role: 'gridcell', 'aria-colindex': column }}
      className={styles.empty}
      style={{ transform: `translateX(${left}px)`, width, height }}
    >
      <button type="button" data-place={place} tabIndex={tabbable ? 0 : -1} aria-disabled>
        {say(loading ? 'vary.table.reading' : 'vary.table.no-picture')}
      </button>
    </div>
  )
}
