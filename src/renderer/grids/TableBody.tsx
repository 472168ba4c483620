import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { GAP } from '../ui/grid-layout.ts'
import { COLUMN_HEAD, type GridTable, type TableLayout } from './grid-table.ts'
import styles from './TableBody.module.css'

/** Where a cell is drawn: px in its row, and its column for reading aloud. */
interface CellPlace {
  readonly place: number
  readonly left: number
  /** from 1, the labels of the rows included */
  readonly column: number
  readonly tabbable: boolean
}

interface TableBodyProps {
  readonly table: GridTable
  readonly layout: TableLayout
  /** read aloud */
  readonly label: string
  readonly jobId: string
  /** the rows to draw, from 0 */
  readonly rows: readonly number[]
  readonly scroller: RefObject<HTMLElement | null>
  readonly focusedPlace: number
  readonly cell: (place: CellPlace) => ReactNode
  readonly onKey: (event: KeyboardEvent, place: number) => void
  readonly onClick: (event: MouseEvent, place: number) => void
  readonly onFocus: (place: number) => void
}

/**
 * Elements of tables would be laid out as tables; these are placed by their geometry. The cells have the focus, not the rest. Rows and columns
 * are counted from 1, the labels included.
 */
const asRow = (row: number) => ({ role: 'row', tabIndex: -1, 'aria-rowindex': row })
const asHead = (of: 'column' | 'row', column: number) => ({
  role: `${of}header`,
  tabIndex: -1,
  'aria-colindex': column,
})
const placeOf = (target: EventTarget): number | null => {
  const face = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null
  return face ? Number(face.dataset.place) : null
}

/** A table of pictures whose labels stay in sight while it is scrolled. Only rows and columns in sight are drawn; arrow keys lead to the others. */
export function TableBody(props: TableBodyProps) {
  const { table, layout, rows, scroller, focusedPlace, label, jobId, cell } = props
  const { columns, rowHead, tileWidth, tileHeight } = layout
  const pitch = tileWidth + GAP
  const across = useVirtualizer({
    horizontal: true,
    count: columns,
    getScrollElement: () => scroller.current,
    estimateSize: () => pitch,
    paddingStart: rowHead,
    scrollPaddingStart: rowHead,
    overscan: 3,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: other widths need measuring anew
  useEffect(() => across.measure(), [pitch, rowHead, across])
  const lastFocused = useRef(focusedPlace)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus alone scrolls
  useEffect(() => {
    if (columns > 1 && focusedPlace !== lastFocused.current) across.scrollToIndex(focusedPlace % columns)
    lastFocused.current = focusedPlace
  }, [focusedPlace])
  const visible = across.getVirtualItems().map(({ index }) => index)
  const count = table.indexes.length / columns
  const tabbed = rows.includes(Math.floor(focusedPlace / columns)) ? focusedPlace : (rows[0] ?? 0) * columns
  const width = rowHead + columns * pitch - GAP
  const at = (take: (place: number) => void) => (event: { target: EventTarget }) => {
    const place = placeOf(event.target)
    if (place !== null) take(place)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    <div
      role="grid"
      tabIndex={-1}
      aria-rowcount={count + 1}
      aria-colcount={columns + 1}
      aria-label={label}
      data-job={jobId}
      className={styles.table}
      style={{ width, height: COLUMN_HEAD + count * (tileHeight + GAP) }}
      onKeyDown={(event) => at((place) => props.onKey(event, place))(event)}
      onClick={(event) => at((place) => props.onClick(event, place))(event)}
      onFocus={at(props.onFocus)}
    >
      <div {...asRow(1)} className={styles.heads} style={{ width, height: COLUMN_HEAD }}>
        {rowHead > 0 && (
          <div {...asHead('column', 1)} className={styles.corner} style={{ width: rowHead }}>
            {table.rows?.name}
          </div>
        )}
        {visible.map((column) => (
          <div
            key={column}
            {...asHead('column', column + 2)}
            className={styles.column}
            style={{ left: rowHead + column * pitch, width: tileWidth }}
            title={table.columns.labels[column]}
            translate="no"
          >
            {table.columns.labels[column]}
          </div>
        ))}
      </div>
      {rows.map((row) => (
        <div
          key={row}
          {...asRow(row + 2)}
          className={styles.row}
          style={{ top: COLUMN_HEAD + row * (tileHeight + GAP), width, height: tileHeight }}
        >
          {table.rows !== null && (
            <div
              {...asHead('row', 1)}
              className={styles.rowHead}
              style={{ width: rowHead }}
              title={table.rows.labels[row]}
              translate="no"
            >
              <span>{table.rows.labels[row]}</span>
            </div>
          )}
          {visible.map((column) => {
            const place = row * columns + column
            return cell({
              place,
              left: rowHead + column * pitch,
              column: column + 2,
              tabbable: place === tabbed,
            })
          })}
        </div>
      ))}
    </div>
  )
}
