import type { ImageId } from '../../../shared/ids.ts'
import type { ViewerTable } from '../../state/ui.ts'
import styles from './TableMap.module.css'

/** A larger table is no help at this size. */
const MOST = 24

/** Where the picture stands in its table. What it is called there is in the title; this is to be seen only. */
export function TableMap({ table, current }: { readonly table: ViewerTable; readonly current: ImageId }) {
  const { columns, cells } = table
  const rows = cells.length / columns.length
  if (columns.length > MOST || rows > MOST) return null
  return (
    <div
      className={styles.map}
      style={{ gridTemplateColumns: `repeat(${columns.length}, 8px)` }}
      aria-hidden="true"
    >
      {cells.map((id, place) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a table stay where they are
          key={place}
          data-state={id === null ? 'empty' : id === current ? 'current' : undefined}
        />
      ))}
    </div>
  )
}
