import type { WorkerId } from '../../../../shared/ids.ts'
import { say } from '../../../../shared/words/say.ts'
import { createMoves } from '../../../dragging/arranging.ts'
import { attempt } from '../../../state/call.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { showDone } from '../../../state/toasts.ts'
import { undoing } from '../../../state/undo.ts'
import { useBoard } from '../board-store.ts'
import { type BoardOrder, orderOf, type Place, placeOf, withMoved } from './board-order.ts'
import { movedWords } from './lane-words.ts'

const tell = createMoves({
  isLifted: () => useBoard.getState().dragging !== null,
  giveBack: () => useBoard.setState({ arranged: null }),
})

/**
 * Moves a card: shown at once, then told to the main process; a toast offers the way back. When it is refused, the card
 * returns and a toast says why.
 */
export async function moveWorker(id: WorkerId, place: Place): Promise<void> {
  const state = usePanel.getState()
  const name = state.workersById[id]?.config.name
  const before = orderOf(state)
  const from = placeOf(before, id)
  if (name === undefined || from === null) return
  if (from.lane === place.lane && from.position === place.position) {
    useBoard.setState({ arranged: null })
    return
  }
  if (await send(id, name, place, before)) {
    showDone(
      movedWords(name, from.lane, place.lane),
      undoing(() => void undo(id, name, from)),
    )
  }
}

async function undo(id: WorkerId, name: string, place: Place): Promise<void> {
  await send(id, name, place, orderOf(usePanel.getState()))
}

function send(id: WorkerId, name: string, { lane, position }: Place, before: BoardOrder): Promise<boolean> {
  useBoard.setState({ arranged: withMoved(before, id, { lane, position }) })
  const failed = say('workers.failed.move', { name })
  return tell(async () => (await attempt('moveWorker', { workerId: id, lane, position }, failed)) !== null)
}

/** One step up or down in its lane; nothing happens at the ends. */
export function stepWorker(id: WorkerId, by: -1 | 1): void {
  const order = orderOf(usePanel.getState())
  const place = placeOf(order, id)
  if (!place) return
  const position = place.position + by
  if (position >= 0 && position < order[place.lane].length)
    void moveWorker(id, { lane: place.lane, position })
}
