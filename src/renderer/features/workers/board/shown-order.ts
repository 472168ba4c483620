import type { WorkerId } from '../../../../shared/ids.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { useBoard } from '../board-store.ts'
import { LANES, laneIds } from './board-order.ts'

/** The cards as they are shown now, lane by lane, top to bottom. */
export function shownOrder(): WorkerId[] {
  const state = usePanel.getState()
  const { arranged, search } = useBoard.getState()
  return LANES.flatMap((lane) => laneIds(state, arranged, lane, search))
}
