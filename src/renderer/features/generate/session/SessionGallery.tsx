import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { JobId } from '../../../../shared/ids.ts'
import { say } from '../../../../shared/words/say.ts'
import { COLUMN_HEAD, movedInTable } from '../../../grids/grid-table.ts'
import { runByKey } from '../../../pictures/actions/picture-actions.ts'
import { PictureMenu } from '../../../pictures/PictureMenu.tsx'
import { SelectionBar } from '../../../pictures/SelectionBar.tsx'
import { useTileFocus } from '../../../pictures/use-tile-focus.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { focusWhenDrawn } from '../../../ui/focus-when-drawn.ts'
import { movedBy } from '../../../ui/grid-layout.ts'
import { useElementWidth } from '../../../ui/use-element-width.ts'
import { useKeptScroll } from '../../../ui/use-kept-scroll.ts'
import { LastSession } from './LastSession.tsx'
import { SectionHeading } from './SectionHeading.tsx'
import { SectionTable } from './SectionTable.tsx'
import { SectionTiles } from './SectionTiles.tsx'
import styles from './SessionGallery.module.css'
import { type PlacedSection, placeSections, rowsAhead, sessionRows } from './session-rows.ts'
import { useLastSession } from './use-last-session.ts'
import { openInSession, useSessionPictures } from './use-session-pictures.ts'
import { useSessionSections } from './use-session-sections.ts'

/** px left and right of the tiles, and above the first section. */
const MARGIN = 18
const ABOVE = 0

/** The pictures of the jobs of this session, newest job first. Draws only the rows in sight. `tileSize`: px, least width of a tile. */
export function SessionGallery({ tileSize }: { readonly tileSize: number }) {
  const scroller = useRef<HTMLDivElement>(null)
  const width = useElementWidth(scroller)
  const bare = useSessionSections(Math.max(0, width - 2 * MARGIN), tileSize)
  const sections = useMemo(() => placeSections(bare, ABOVE), [bare])
  const rows = useMemo(() => sessionRows(bare), [bare])
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rows[index]?.height ?? 0,
    overscan: 3,
    paddingStart: ABOVE,
    scrollPaddingStart: sections.some(({ table }) => table !== null) ? COLUMN_HEAD : 0,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: other heights need measuring anew
  useEffect(() => virtualizer.measure(), [rows, virtualizer])

  const shownJobId = usePanel((state) => state.shownJobId)
  const newest = sections[0]?.job.id
  const subject = shownJobId ?? newest ?? null
  const kept = useKeptScroll(scroller, subject === null ? null : `session ${subject}`)
  const cameBack = useRef(kept)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another job to show scrolls, a new picture does not
  useEffect(() => {
    // Coming back to the screen finds it as it was left.
    const asLeft = cameBack.current
    cameBack.current = false
    const section = asLeft ? undefined : sections.find(({ job }) => job.id === (shownJobId ?? newest))
    if (section) virtualizer.scrollToIndex(section.firstRow, { align: 'start' })
  }, [shownJobId, newest])

  const [focused, setFocused] = useState<{ jobId: JobId; place: number } | null>(null)
  const focusTile = (section: PlacedSection, place: number) => {
    const { job, firstRow, layout } = section
    setFocused({ jobId: job.id, place })
    virtualizer.scrollToIndex(firstRow + rowsAhead(section) + Math.floor(place / layout.columns))
    focusWhenDrawn(() =>
      scroller.current
        ?.querySelector(`[data-job="${CSS.escape(job.id)}"]`)
        ?.querySelector<HTMLElement>(`[data-place="${place}"]`),
    )
  }
  const { images, selection, subjectOf, chosen } = useSessionPictures(sections)
  const isFirst = sections.length === 0
  const earlier = useLastSession(isFirst)
  const imageAt = ({ job, indexes }: PlacedSection, place: number) => images[job.id]?.[indexes[place] ?? -1]
  const pressed = (event: KeyboardEvent, section: PlacedSection, place: number) => {
    const here = imageAt(section, place)
    if (here !== undefined) {
      if (selection.press(event, here)) return
      const subject = subjectOf(here)
      if (subject && runByKey(event, subject)) return event.preventDefault()
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const moved = section.table === null ? movedBy : movedInTable
    const target = moved(event.key, place, section.indexes.length, section.layout.columns)
    if (target === null) return
    event.preventDefault()
    const there = imageAt(section, target)
    if (event.shiftKey && here !== undefined && there !== undefined) selection.extendTo(there, here)
    focusTile(section, target)
  }
  const clicked = (event: MouseEvent, section: PlacedSection, place: number) => {
    const id = imageAt(section, place)
    if (id !== undefined && !selection.click(event, id)) openInSession(id, section.table)
  }
  useTileFocus(scroller, isFirst ? earlier.images.length : chosen.all, selection.selected.size, (id) => {
    const { imagesById } = usePanel.getState()
    const image = imagesById[id]
    const section = sections.find(({ job }) => job.id === image?.jobId)
    const place = image === undefined ? -1 : (section?.indexes.indexOf(image.index) ?? -1)
    if (section && place >= 0) focusTile(section, place)
  })

  const drawn = Map.groupBy(
    virtualizer.getVirtualItems().flatMap((item) => rows[item.index] ?? []),
    ({ jobId }) => jobId,
  )
  return (
    <>
      <PictureMenu subjectOf={isFirst ? earlier.subjectOf : subjectOf}>
        <div ref={scroller} className={styles.scroller} data-landing>
          {isFirst && <LastSession last={earlier.last} subjectOf={earlier.subjectOf} tileSize={tileSize} />}
          <div style={{ height: isFirst ? 0 : virtualizer.getTotalSize() }}>
            {sections.map((section) => {
              const { job, indexes, layout, heading, top, table } = section
              const visible = drawn.get(job.id)
              if (!visible) return null
              const drawnRows = visible.flatMap((row) => (row.kind === 'tiles' ? [row.row] : []))
              const shared = {
                job,
                rows: drawnRows,
                focusedPlace: focused?.jobId === job.id ? focused.place : 0,
                selected: selection.selected,
                onKey: (event: KeyboardEvent, place: number) => pressed(event, section, place),
                onClick: (event: MouseEvent, place: number) => clicked(event, section, place),
                onFocus: (place: number) => setFocused({ jobId: job.id, place }),
              }
              return (
                <section
                  key={job.id}
                  className={styles.section}
                  aria-label={say('generate.job.section', { number: job.number })}
                  style={{ transform: `translateY(${top}px)` }}
                >
                  <SectionHeading job={job} height={heading} />
                  {table === null ? (
                    <SectionTiles {...shared} indexes={indexes} layout={layout} />
                  ) : (
                    <SectionTable
                      {...shared}
                      table={table}
                      layout={{ rowHead: 0, ...layout }}
                      scroller={scroller}
                    />
                  )}
                </section>
              )
            })}
          </div>
        </div>
      </PictureMenu>
      {chosen.images.length > 1 && (
        <SelectionBar subject={{ images: chosen.images, trashed: false }} onClear={selection.clear} />
      )}
    </>
  )
}
