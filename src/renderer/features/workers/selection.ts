import type { WorkerId } from '../../../shared/ids.ts'
import { useBoard } from './board-store.ts'

/** The cards as they are shown, lane by lane, top to bottom. */
export type ShownOrder = readonly WorkerId[]

/** Selects a card, or takes it out of the selection. */
export function toggleSelected(id: WorkerId): void {
  useBoard.setState(({ selected }) => {
    const next = new Set(selected)
    if (!next.delete(id)) next.add(id)
    return { selected: next, anchor: id }
  })
}

/** Selects everything between the card last touched and this one. */
export function selectRange(id: WorkerId, shown: ShownOrder): void {
  useBoard.setState(({ selected, anchor }) => ({
    selected: new Set([...selected, ...rangeOf(shown, anchor ?? id, id)]),
    anchor: anchor ?? id,
  }))
}

export function selectAll(shown: ShownOrder): void {
  useBoard.setState({ selected: new Set(shown) })
}

export function clearSelection(): void {
  useBoard.setState({ selected: new Set(), anchor: null })
}

/** The cards from one to another, both included; only the second where the first is not shown. */
export function rangeOf(shown: ShownOrder, from: WorkerId, to: WorkerId): WorkerId[] {
  const [a, b] = [shown.indexOf(from), shown.indexOf(to)]
  if (a < 0 || b < 0) return [to]
  return shown.slice(Math.min(a, b), Math.max(a, b) + 1)
}
