import type { ImageId } from '../../../shared/ids.ts'
import { say } from '../../../shared/words/say.ts'
import type { ViewerTable } from '../../state/ui.ts'

/** What the viewer can be asked for by a key. */
export type ViewerAction =
  | {
      readonly does: 'zoom-in' | 'zoom-out' | 'fit' | 'actual-size' | 'settings' | 'full-screen'
    }
  | { readonly does: 'show'; readonly id: ImageId }

const KEYS: ReadonlyMap<string, Exclude<ViewerAction['does'], 'show'>> = new Map([
  ['+', 'zoom-in'],
  ['=', 'zoom-in'],
  ['-', 'zoom-out'],
  ['0', 'fit'],
  ['1', 'actual-size'],
  ['i', 'settings'],
  ['F11', 'full-screen'],
])

/**
 * What a key does while `current` is open; keys that step lead to another of `among`, by place, or in a `table` along its row or column.
 * null: nothing.
 */
export function viewerAction(
  key: string,
  current: ImageId,
  among: readonly ImageId[],
  table?: ViewerTable,
): ViewerAction | null {
  const does = KEYS.get(key)
  if (does !== undefined) return { does }
  if (table !== undefined && key.startsWith('Arrow')) {
    const next = neighbour(table, current, key)
    return next === null ? null : { does: 'show', id: next }
  }
  const place = among.indexOf(current)
  const to = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: among.length - 1 }[key]
  const id = to === undefined || place < 0 ? undefined : among[to]
  return id === undefined ? null : { does: 'show', id }
}

/** The next picture in the direction of an arrow key, past cells without one; null: there is none. */
function neighbour({ columns, cells }: ViewerTable, current: ImageId, key: string): ImageId | null {
  const width = columns.length
  const place = cells.indexOf(current)
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -width, ArrowDown: width }[key]
  if (place < 0 || step === undefined) return null
  const inRow = Math.abs(step) === 1
  const isSameRow = (at: number) => Math.floor(at / width) === Math.floor(place / width)
  for (let at = place + step; at >= 0 && at < cells.length && (!inRow || isSameRow(at)); at += step) {
    const id = cells[at]
    if (id != null) return id
  }
  return null
}

/** What a picture is in its table: "Sampler: Euler a", "Steps: 20"; null: it stands in none. */
export function cellLabels(table: ViewerTable | undefined, id: ImageId): string[] | null {
  const place = table?.cells.indexOf(id) ?? -1
  if (table === undefined || place < 0) return null
  const { columns, rows, axes } = table
  const label = (axis: string, value: string | undefined): string[] => {
    if (value === undefined) return []
    return axis === '' ? [value] : [say('pictures.viewer.cell', { axis, value })]
  }
  const row = Math.floor(place / columns.length)
  return [...label(axes.across, columns[place % columns.length]), ...label(axes.down, rows?.[row])]
}
