/** Which of the things on a screen are selected. */
export interface Selection<Id> {
  readonly selected: ReadonlySet<Id>
  /** where a range starts: what was touched last; null: nothing was */
  readonly anchor: Id | null
}

export const nothingSelected: Selection<never> = { selected: new Set(), anchor: null }

/** What of a selection is shown still; the same set where that is all of it. `shown`: in the order of the screen. */
export function stillShown<Id>(selected: ReadonlySet<Id>, shown: readonly Id[]): ReadonlySet<Id> {
  if (selected.size === 0) return selected
  const left = shown.filter((id) => selected.has(id))
  return left.length === selected.size ? selected : new Set(left)
}

/** Selects one and nothing else. */
export const only = <Id>(id: Id): Selection<Id> => ({ selected: new Set([id]), anchor: id })

/** Selects one, or takes it out of the selection. */
export function toggled<Id>({ selected }: Selection<Id>, id: Id): Selection<Id> {
  const next = new Set(selected)
  if (!next.delete(id)) next.add(id)
  return { selected: next, anchor: id }
}

/** Selects everything between the one touched last and this one as well. `shown`: in the order of the screen. */
export function withRange<Id>(
  { selected, anchor }: Selection<Id>,
  id: Id,
  shown: readonly Id[],
): Selection<Id> {
  const start = anchor ?? id
  return { selected: new Set([...selected, ...rangeOf(shown, start, id)]), anchor: start }
}

/** Selects everything between the one touched last and this one, and nothing else. */
export function rangeOnly<Id>({ anchor }: Selection<Id>, id: Id, shown: readonly Id[]): Selection<Id> {
  const start = anchor ?? id
  return { selected: new Set(rangeOf(shown, start, id)), anchor: start }
}

/** From one to another, both included; only the second where the first is not shown. */
function rangeOf<Id>(shown: readonly Id[], from: Id, to: Id): readonly Id[] {
  const [a, b] = [shown.indexOf(from), shown.indexOf(to)]
  if (a < 0 || b < 0) return [to]
  return shown.slice(Math.min(a, b), Math.max(a, b) + 1)
}
