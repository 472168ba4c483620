import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { fleetNow } from '../../../state/fleet-clock.ts'
import { useElementWidth } from '../../../ui/use-element-width.ts'
import styles from './HistoryList.module.css'
import { historyRows, isNarrow, ROW_HEIGHT, rowHeight } from './history-rows.ts'
import { PastJobRow } from './PastJobRow.tsx'
import type { History } from './use-history.ts'

interface HistoryListProps {
  readonly jobs: History['jobs']
  readonly scroller: RefObject<HTMLElement | null>
  /** what lies above it in the scroller; its height says where the list begins */
  readonly above: RefObject<HTMLElement | null>
  /** is told how to bring a job into sight */
  readonly reveal: RefObject<((jobId: string) => void) | null>
}

/** The jobs that are over, by day; only those in sight are drawn. */
export function HistoryList({ jobs, scroller, above, reveal }: HistoryListProps) {
  const list = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => historyRows(jobs, fleetNow()), [jobs])
  const top = useTop(list, above)
  const narrow = isNarrow(useElementWidth(list))
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowHeight(rows[index], narrow),
    getItemKey: (index) => rows[index]?.key ?? index,
    scrollMargin: top,
    overscan: 6,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows have other heights
  useLayoutEffect(() => {
    virtualizer.measure()
  }, [virtualizer, rows, narrow])
  useLayoutEffect(() => {
    reveal.current = (jobId) => {
      const index = rows.findIndex(({ key }) => key === jobId)
      if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' })
    }
    return () => {
      reveal.current = null
    }
  }, [reveal, rows, virtualizer])
  return (
    <div
      ref={list}
      className={styles.list}
      data-narrow={narrow || undefined}
      style={{ height: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map(({ index, start, key }) => {
        const row = rows[index]
        if (!row) return null
        const geometry = { transform: `translateY(${start - top}px)`, height: rowHeight(row, narrow) }
        return row.kind === 'day' ? (
          <h4 key={key} className={styles.day} style={{ ...geometry, height: ROW_HEIGHT.day }}>
            {row.words} <span>{row.count}</span>
          </h4>
        ) : (
          <div key={key} className={styles.place} style={geometry}>
            <PastJobRow job={row.job} />
          </div>
        )
      })}
    </div>
  )
}

/** Where the list begins in what is scrolled, px; measured anew when what lies above changes its height. */
function useTop(list: RefObject<HTMLElement | null>, above: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const measure = () => setTop(list.current?.offsetTop ?? 0)
    measure()
    const observer = new ResizeObserver(measure)
    if (above.current) observer.observe(above.current)
    return () => observer.disconnect()
  }, [list, above])
  return top
}
