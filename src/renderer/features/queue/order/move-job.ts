import type { JobId } from '../../../../shared/ids.ts'
import { say } from '../../../../shared/words/say.ts'
import { createMoves } from '../../../dragging/arranging.ts'
import { attempt } from '../../../state/call.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { useQueue } from '../../../state/queue-ui.ts'
import { showDone } from '../../../state/toasts.ts'
import { undoing } from '../../../state/undo.ts'
import { type Destination, followerOf, placeFor, shownOrder, withMoved } from './queue-order.ts'

const tell = createMoves({
  isLifted: () => useQueue.getState().dragging !== null,
  giveBack: () => useQueue.setState({ arranged: null }),
})

/**
 * Moves a job to a place, from 0: shown at once, then told to the main process; a toast offers the way back. When it is
 * refused, the job returns and a toast says why. `before`: the order that `place` is in.
 */
export async function moveJob(
  id: JobId,
  place: number,
  before: readonly JobId[] = usePanel.getState().queueOrder,
): Promise<void> {
  const job = usePanel.getState().jobsById[id]
  const from = before.indexOf(id)
  if (!job || from < 0 || from === place) {
    useQueue.setState({ arranged: null })
    return
  }
  const order = withMoved(before, id, place)
  if (!(await send(id, order))) return
  showDone(
    say('queue.moved', { number: job.number, place: order.indexOf(id) + 1, count: order.length }),
    undoing(() => void undo(id, before)),
  )
}

/** Sends a job somewhere by its menu or the keyboard; nothing happens where it is there already. */
export function sendJob(id: JobId, to: Destination): void {
  const { queueOrder, jobsById } = usePanel.getState()
  // Keys in quick succession each go on from where the one before put the job.
  const order = shownOrder(queueOrder, useQueue.getState().arranged)
  const place = placeFor(
    order.flatMap((each) => jobsById[each] ?? []),
    id,
    to,
  )
  if (place !== null) void moveJob(id, place, order)
}

/** Puts a job in front of the first of those that it stood in front of, and that still wait. */
async function undo(id: JobId, before: readonly JobId[]): Promise<void> {
  const { queueOrder } = usePanel.getState()
  const open = new Set(queueOrder)
  if (!open.has(id)) return
  const follower = before.slice(before.indexOf(id) + 1).find((other) => open.has(other))
  const others = queueOrder.filter((other) => other !== id)
  await send(id, withMoved(queueOrder, id, follower === undefined ? others.length : others.indexOf(follower)))
}

function send(id: JobId, order: readonly JobId[]): Promise<boolean> {
  useQueue.setState({ arranged: order })
  const request = { jobId: id, before: followerOf(order, id) }
  return tell(async () => (await attempt('moveJob', request, say('queue.failed.move'))) !== null)
}
