import { move } from '@dnd-kit/helpers'
import type { DragEndEvent, DragOverEvent, DragStartEvent } from '@dnd-kit/react'
import { JobId } from '../../../../shared/ids.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { useQueue } from '../../../state/queue-ui.ts'
import { moveJob } from './move-job.ts'
import { shownOrder } from './queue-order.ts'

/** A job is lifted: from now on the list is drawn as it is dragged. */
export function handleDragStart({ operation }: Pick<DragStartEvent, 'operation'>): void {
  const id = JobId.safeParse(operation.source?.id)
  if (!id.success) return
  const shown = shownOrder(usePanel.getState().queueOrder, useQueue.getState().arranged)
  const from = shown.indexOf(id.data)
  if (from >= 0) useQueue.setState({ arranged: shown, dragging: { id: id.data, from } })
}

/** The job came above another place. */
export function handleDragOver(event: DragOverEvent): void {
  const { arranged, dragging } = useQueue.getState()
  if (!arranged || !dragging) return
  const order = [...arranged]
  const moved = move(order, event)
  if (moved !== order) useQueue.setState({ arranged: moved })
}

/** The job was let go, or put back with Escape. */
export function handleDragEnd(event: Pick<DragEndEvent, 'canceled'>): void {
  const { arranged, dragging } = useQueue.getState()
  useQueue.setState({ dragging: null, dropCanceled: event.canceled })
  if (!arranged || !dragging) return
  const order = shownOrder(usePanel.getState().queueOrder, arranged)
  const place = order.indexOf(dragging.id)
  if (event.canceled || place < 0) {
    useQueue.setState({ arranged: null })
    return
  }
  void moveJob(dragging.id, place)
}
