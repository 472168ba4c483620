import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ImageId, JobId } from '../../../shared/ids.ts'
import type { StoredImage } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import { usePanel } from '../../state/panel-store.ts'
import { useElementWidth } from '../../ui/use-element-width.ts'
import { useTileSize } from '../../ui/use-tile-size.ts'
import { GalleryHeader } from './GalleryHeader.tsx'
import { GalleryList } from './GalleryList.tsx'
import styles from './GalleryScreen.module.css'
import { GalleryStanding } from './GalleryStanding.tsx'
import { EVERYTHING, type GalleryFilter, isNarrowed } from './gallery-filter.ts'
import { galleryGrid, galleryGroups } from './gallery-rows.ts'
import { openPicture } from './open-picture.ts'
import { PicturePane } from './PicturePane.tsx'
import { useGallery } from './use-gallery.ts'

/** px left and right of the tiles. */
const MARGIN = 18
/** px scrolled from which new pictures wait instead of moving everything down. */
const AT_TOP = 40

/** px, least width of a picture before anybody chose one. */
const FIRST_SIZE = 228

/** All pictures that were ever stored, newest first. */
export function GalleryScreen() {
  const [filter, setFilter] = useState<GalleryFilter>(() => ({
    ...EVERYTHING,
    jobId: usePanel.getState().galleryJobAsked,
  }))
  useEffect(() => usePanel.setState({ galleryJobAsked: null }), [])
  const narrow = useCallback(
    (part: Partial<GalleryFilter>) => setFilter((before) => ({ ...before, ...part })),
    [],
  )
  const narrowToJob = useCallback((jobId: JobId) => narrow({ jobId }), [narrow])
  const [selected, setSelected] = useState<ImageId | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const width = useElementWidth(scroller)
  const atTop = useRef(() => (scroller.current?.scrollTop ?? 0) < AT_TOP)
  const gallery = useGallery(filter, atTop.current)
  const [tileSize, setTileSize] = useTileSize('gallery.tileSize', FIRST_SIZE)
  const { images, complete } = gallery
  const grid = useMemo(
    () => galleryGrid(galleryGroups(images, complete), Math.max(0, width - 2 * MARGIN), tileSize),
    [images, complete, width, tileSize],
  )
  const shown = selected === null ? undefined : images.find(({ id }) => id === selected)
  const select = useCallback((image: StoredImage) => setSelected(image.id), [])
  const open = useCallback(
    (image: StoredImage) => {
      setSelected(image.id)
      openPicture(image, grid.order)
    },
    [grid.order],
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape from anywhere in it closes the pane, as its button does
    <div
      className={styles.screen}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) setSelected(null)
      }}
    >
      <div className={styles.main}>
        <GalleryHeader
          filter={filter}
          onFilter={narrow}
          gallery={gallery}
          tileSize={tileSize}
          onTileSize={setTileSize}
        />
        <div ref={scroller} className={styles.scroller}>
          <GalleryStanding
            gallery={gallery}
            onClear={isNarrowed(filter) ? () => setFilter(EVERYTHING) : null}
          />
          <GalleryList
            grid={grid}
            scroller={scroller}
            selected={selected}
            onSelect={select}
            onOpen={open}
            onJob={filter.jobId === null ? narrowToJob : null}
            onEnd={gallery.more}
          />
        </div>
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
      {shown && <PicturePane image={shown} onOpen={() => open(shown)} onClose={() => setSelected(null)} />}
    </div>
  )
}
