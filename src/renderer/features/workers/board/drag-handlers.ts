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
  const lanes = { active: [...arranged.active], reserve: [...arranged.reserve], off: [...arranged.off] }
  const moved: BoardOrder = move(lanes, event)
  if (moved !== lanes) useBoard.setState({ arranged: moved })
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
