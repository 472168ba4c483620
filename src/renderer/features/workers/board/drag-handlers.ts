import { move } from '@dnd-kit/helpers'
import type { DragEndEvent, DragOverEvent, DragStartEvent } from '@dnd-kit/react'
import { WorkerId } from '../../../../shared/ids.ts'
import type { Lane } from '../../../../shared/worker.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { useBoard } from '../board-store.ts'
import { type BoardOrder, LANES, laneIds, orderOf, placeOf, positionAmong, withMoved } from './board-order.ts'
import { moveWorker } from './move-worker.ts'

/** The order of the shown cards now. */
function shownBoard(): Record<Lane, WorkerId[]> {
  const state = usePanel.getState()
  const { arranged, search } = useBoard.getState()
  const [active, reserve, off] = LANES.map((lane) => laneIds(state, arranged, lane, search))
  return { active: active ?? [], reserve: reserve ?? [], off: off ?? [] }
}

/** Names the place that an empty lane offers instead of cards. */
export const emptyPlace = (lane: Lane): string => `${lane}: empty`

/** A card is lifted: from now on the board is drawn as it is dragged. */
export function handleDragStart({ operation }: Pick<DragStartEvent, 'operation'>): void {
  const id = WorkerId.safeParse(operation.source?.id)
  const shown = shownBoard()
  const from = id.success ? placeOf(shown, id.data) : null
  if (!id.success || !from) return
  const byKeyboard = operation.activatorEvent instanceof KeyboardEvent
  useBoard.setState({ arranged: shown, dragging: { id: id.data, from, byKeyboard } })
}

/** The card came above another place. */
export function handleDragOver(event: DragOverEvent): void {
  const { arranged, dragging } = useBoard.getState()
  if (!arranged || !dragging) return
  const empty = LANES.find((lane) => event.operation.target?.id === emptyPlace(lane))
  if (empty) {
    useBoard.setState({ arranged: withMoved(arranged, dragging.id, { lane: empty, position: 0 }) })
    return
  }
  if (isAmongItsCards(event, arranged, dragging.id)) {
    // Else the library moves the card by itself.
    event.preventDefault()
    return
  }
  const lanes = { active: [...arranged.active], reserve: [...arranged.reserve], off: [...arranged.off] }
  const moved: BoardOrder = move(lanes, event)
  if (moved !== lanes) useBoard.setState({ arranged: moved })
}

/**
 * The pointer is above the lane that the card is in already, in a gap between two cards: there is no place to move it to. Above the first card
 * of a lane is its beginning, below the last one its end.
 */
function isAmongItsCards({ operation }: DragOverEvent, arranged: BoardOrder, id: WorkerId): boolean {
  const { target, position } = operation
  const lane = LANES.find((each) => each === target?.id)
  if (lane === undefined || !arranged[lane].includes(id)) return false
  const cards = [...(target?.element?.querySelectorAll('li') ?? [])]
  const [first, last] = [cards.at(0)?.getBoundingClientRect(), cards.at(-1)?.getBoundingClientRect()]
  const { y } = position.current
  return first !== undefined && last !== undefined && y >= first.top && y <= last.bottom
}

/** The card was let go, or put back with Escape. */
export function handleDragEnd(event: Pick<DragEndEvent, 'canceled'>): void {
  const { arranged, dragging } = useBoard.getState()
  useBoard.setState({ dragging: null, dropCanceled: event.canceled })
  if (!arranged || !dragging) return
  const place = placeOf(arranged, dragging.id)
  if (event.canceled || !place) {
    useBoard.setState({ arranged: null })
    return
  }
  const { lane } = place
  const all = orderOf(usePanel.getState())[lane]
  void moveWorker(dragging.id, { lane, position: positionAmong(all, arranged[lane], dragging.id) })
}
