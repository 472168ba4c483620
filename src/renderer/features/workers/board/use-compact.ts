import { usePanel } from '../../../state/panel-store.ts'
import { COMPACT_FROM, useBoard } from '../board-store.ts'

/** Whether cards are drawn in two lines: as the user says, else by how many there are. */
export function useCompact(): boolean {
  const density = useBoard((state) => state.density)
  const many = usePanel(({ workerOrder }) => workerOrder.length >= COMPACT_FROM)
  return density === 'auto' ? many : density === 'compact'
}
