import type { ImageId } from '../../shared/ids.ts'
import { openViewer } from '../state/navigation.ts'
import type { GridTable } from './grid-table.ts'

/** Opens a picture in the viewer, where the arrow keys move in its table. `at`: the picture of an image index. */
export function openInTable(
  id: ImageId,
  { columns, rows, indexes }: GridTable,
  at: (index: number) => ImageId | undefined,
): void {
  const cells = indexes.map((index) => at(index) ?? null)
  const among = cells.filter((cell) => cell !== null)
  // On another page of the table by now: it is shown alone.
  if (!among.includes(id)) openViewer(id, [id])
  else
    openViewer(id, among, {
      columns: columns.labels,
      axes: { across: columns.name, down: rows?.name ?? '' },
      rows: rows?.labels ?? null,
      cells,
    })
}
