import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { JobId } from '../../../../shared/ids.ts'
import { say } from '../../../../shared/words/say.ts'
import { openViewer } from '../../../state/navigation.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { focusWhenDrawn } from '../../../ui/focus-when-drawn.ts'
import { movedBy } from '../../../ui/grid-layout.ts'
import { useElementWidth } from '../../../ui/use-element-width.ts'
import { NothingYet } from './NothingYet.tsx'
import { SectionHeading } from './SectionHeading.tsx'
import { SectionTiles } from './SectionTiles.tsx'
import styles from './SessionGallery.module.css'
import { type PlacedSection, placeSections, sessionRows } from './session-rows.ts'
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
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: other heights need measuring anew
  useEffect(() => virtualizer.measure(), [rows, virtualizer])

  const shownJobId = usePanel((state) => state.shownJobId)
  const newest = sections[0]?.job.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: another job to show scrolls, a new picture does not
  useEffect(() => {
    const section = sections.find(({ job }) => job.id === (shownJobId ?? newest))
    if (section) virtualizer.scrollToIndex(section.firstRow, { align: 'start' })
  }, [shownJobId, newest])

  const [focused, setFocused] = useState<{ jobId: JobId; place: number } | null>(null)
  const focusTile = ({ job, firstRow, layout }: PlacedSection, place: number) => {
    setFocused({ jobId: job.id, place })
    virtualizer.scrollToIndex(firstRow + 1 + Math.floor(place / layout.columns))
    focusWhenDrawn(() =>
      scroller.current
        ?.querySelector(`[data-job="${CSS.escape(job.id)}"]`)
        ?.querySelector<HTMLElement>(`[data-place="${place}"]`),
    )
  }
  const pressed = (event: KeyboardEvent, section: PlacedSection, place: number) => {
    const target = movedBy(event.key, place, section.indexes.length, section.layout.columns)
    if (target === null) return
    event.preventDefault()
    focusTile(section, target)
  }

  const drawn = Map.groupBy(
    virtualizer.getVirtualItems().flatMap((item) => rows[item.index] ?? []),
    ({ jobId }) => jobId,
  )
  return (
    <div ref={scroller} className={styles.scroller}>
      {sections.length === 0 && <NothingYet />}
      <div style={{ height: sections.length === 0 ? 0 : virtualizer.getTotalSize() }}>
        {sections.map((section) => {
          const { job, indexes, layout, heading, top } = section
          const visible = drawn.get(job.id)
          if (!visible) return null
          return (
            <section
              key={job.id}
              className={styles.section}
              aria-label={say('generate.job.section', { number: job.number })}
              style={{ transform: `translateY(${top}px)` }}
            >
              <SectionHeading job={job} height={heading} />
              <SectionTiles
                job={job}
                indexes={indexes}
                layout={layout}
                rows={visible.flatMap((row) => (row.kind === 'tiles' ? [row.row] : []))}
                focusedPlace={focused?.jobId === job.id ? focused.place : 0}
                onKey={(event, place) => pressed(event, section, place)}
                onOpen={(place) => openPicture(job.id, indexes[place])}
                onFocus={(place) => setFocused({ jobId: job.id, place })}
              />
            </section>
          )
        })}
      </div>
    </div>
  )
}

/** Opens the picture of an index, if it is there, among those of its job. */
function openPicture(jobId: JobId, index: number | undefined): void {
  const images = usePanel.getState().imagesByJob[jobId]
  const imageId = index === undefined ? undefined : images?.[index]
  if (images && imageId !== undefined) openViewer(imageId, Object.values(images))
}
