import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ImageId, JobId } from '../../../shared/ids.ts'
import type { StoredImage } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import type { PictureSubject } from '../../pictures/actions/picture-subject.ts'
import { openPicture } from '../../pictures/open-picture.ts'
import { SelectionBar } from '../../pictures/SelectionBar.tsx'
import { usePictureSelection } from '../../pictures/use-picture-selection.ts'
import { usePanel } from '../../state/panel-store.ts'
import { recall, remember } from '../../ui/local-memory.ts'
import { TileSize } from '../../ui/TileSize.tsx'
import { useElementWidth } from '../../ui/use-element-width.ts'
import { useKeptScroll } from '../../ui/use-kept-scroll.ts'
import { useTileSize } from '../../ui/use-tile-size.ts'
import { GalleryHeader, NARROW_HEADER } from './GalleryHeader.tsx'
import { GalleryList } from './GalleryList.tsx'
import styles from './GalleryScreen.module.css'
import { GalleryStanding } from './GalleryStanding.tsx'
import { GalleryTable } from './GalleryTable.tsx'
import { EVERYTHING, type GalleryFilter, isNarrowed } from './gallery-filter.ts'
import { galleryGrid, galleryGroups } from './gallery-rows.ts'
import { useLeftTable } from './left-table.ts'
import { PicturePane } from './PicturePane.tsx'
import { TrashHeader } from './TrashHeader.tsx'
import { useGallery } from './use-gallery.ts'
import { useJobTable } from './use-job-table.ts'

/** px left and right of the tiles. */
const MARGIN = 18
/** px scrolled from which new pictures wait instead of moving everything down. */
const AT_TOP = 40

/** px, least width of a picture before anybody chose one. */
const FIRST_SIZE = 228

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'

/** All pictures that were ever stored, newest first. */
export function GalleryScreen() {
  const [filter, setFilter] = useState<GalleryFilter>(() => ({
    ...EVERYTHING,
    jobId: usePanel.getState().galleryJobAsked ?? useLeftTable.getState().jobId,
  }))
  useEffect(() => usePanel.setState({ galleryJobAsked: null }), [])
  const narrowTo = useCallback(
    (part: Partial<GalleryFilter>) => setFilter((before) => ({ ...before, ...part })),
    [],
  )
  const narrowToJob = useCallback((jobId: JobId) => narrowTo({ jobId }), [narrowTo])
  const [current, setCurrent] = useState<ImageId | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const width = useElementWidth(scroller)
  const narrow = width > 0 && width < NARROW_HEADER
  const atTop = useRef(() => (scroller.current?.scrollTop ?? 0) < AT_TOP)
  const gallery = useGallery(filter, atTop.current)
  const table = useJobTable(filter.trash ? null : filter.jobId)
  const [asTable, setAsTable] = useState(() => recall('gallery.table', true, isBoolean))
  const shownTable = asTable && table !== null ? filter.jobId : null
  useEffect(() => useLeftTable.setState({ jobId: shownTable }), [shownTable])
  useKeptScroll(scroller, shownTable === null ? null : `gallery ${shownTable}`)
  const [tileSize, setTileSize] = useTileSize('gallery.tileSize', FIRST_SIZE)
  const { images, complete } = gallery
  const grid = useMemo(
    () => galleryGrid(galleryGroups(images, complete), Math.max(0, width - 2 * MARGIN), tileSize),
    [images, complete, width, tileSize],
  )
  const ids = useMemo(() => grid.order.map(({ id }) => id), [grid.order])
  const selection = usePictureSelection(ids)
  const { selected, only, clear } = selection
  const chosen = useMemo(() => grid.order.filter(({ id }) => selected.has(id)), [grid.order, selected])
  const shown = chosen.length === 1 ? chosen[0] : undefined
  const { trash } = filter
  const open = useCallback(
    (image: StoredImage) => {
      only(image.id)
      // The viewer shows what can be marked, saved and deleted; of a deleted picture the pane tells enough.
      if (!trash) openPicture(image, grid.order)
    },
    [grid.order, only, trash],
  )
  const subjectOf = useCallback(
    (id: ImageId): PictureSubject | null => {
      if (chosen.length > 1 && chosen.some((image) => image.id === id))
        return { images: chosen, trashed: trash }
      const image = grid.order.find((each) => each.id === id)
      return image ? { images: [image], trashed: trash, open } : null
    },
    [chosen, grid.order, trash, open],
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape from anywhere in it closes the pane, as its button does
    <div
      className={styles.screen}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) clear()
      }}
    >
      <div className={styles.main} data-region="main">
        <GalleryHeader
          filter={filter}
          onFilter={narrowTo}
          gallery={gallery}
          tileSize={tileSize}
          onTileSize={setTileSize}
          narrow={narrow}
          asTable={table === null ? null : asTable}
          onTable={(as) => {
            setAsTable(as)
            remember('gallery.table', as)
          }}
        />
        {trash && <TrashHeader onLeave={() => narrowTo({ trash: false })} onEmptied={gallery.again} />}
        <div
          ref={scroller}
          data-landing
          className={styles.scroller}
          data-narrow={narrow || undefined}
          data-table={(asTable && table !== null) || undefined}
        >
          <GalleryStanding
            gallery={gallery}
            trash={trash}
            onClear={isNarrowed(filter) ? () => setFilter({ ...EVERYTHING, trash }) : null}
          />
          {asTable && table !== null && filter.jobId !== null ? (
            <GalleryTable
              jobId={filter.jobId}
              table={table}
              gallery={gallery}
              scroller={scroller}
              selection={selection}
              width={Math.max(0, width - 2 * MARGIN)}
              tileSize={tileSize}
              subjectOf={subjectOf}
            />
          ) : (
            <GalleryList
              grid={grid}
              scroller={scroller}
              selection={selection}
              current={current}
              onCurrent={setCurrent}
              trashed={trash}
              subjectOf={subjectOf}
              onOpen={open}
              onJob={filter.jobId === null ? narrowToJob : null}
              onEnd={gallery.more}
            />
          )}
        </div>
        {chosen.length > 1 && <SelectionBar subject={{ images: chosen, trashed: trash }} onClear={clear} />}
        {narrow && chosen.length < 2 && images.length > 0 && (
          <TileSize size={tileSize} onSize={setTileSize} look="floating" />
        )}
        {gallery.arrived.length > 0 && (
          <button
            type="button"
            className={styles.arrived}
            onClick={() => {
              gallery.showArrived()
              scroller.current?.scrollTo({ top: 0 })
            }}
          >
            {say('pictures.arrived', { count: gallery.arrived.length })}
          </button>
        )}
      </div>
      {shown && <PicturePane image={shown} trashed={trash} onOpen={() => open(shown)} onClose={clear} />}
    </div>
  )
}
