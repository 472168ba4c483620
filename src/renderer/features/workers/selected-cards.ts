import type { WorkerId } from '../../../shared/ids.ts'
import { nothingSelected, toggled, withRange } from '../../state/selection.ts'
import { useBoard } from './board-store.ts'

/** Selects a card, or takes it out of the selection. */
export const toggleSelected = (id: WorkerId): void => useBoard.setState((board) => toggled(board, id))

/** Selects every card between the one touched last and this one. `shown`: the cards as they are shown, lane by lane. */
export const selectRange = (id: WorkerId, shown: readonly WorkerId[]): void =>
  useBoard.setState((board) => withRange(board, id, shown))

export const selectAll = (shown: readonly WorkerId[]): void => useBoard.setState({ selected: new Set(shown) })

export const clearSelection = (): void => useBoard.setState(nothingSelected)
