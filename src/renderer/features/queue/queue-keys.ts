import type { KeyboardEvent } from 'react'
import { JobId } from '../../../shared/ids.ts'
import { cancelJob, jobSubject } from '../../jobs/job-actions.ts'
import { usePanel } from '../../state/panel-store.ts'
import { openJob, useQueue } from '../../state/queue-ui.ts'
import { tryAction } from '../../ui/action.ts'
import { focusWhenDrawn } from '../../ui/focus-when-drawn.ts'
import { isPress, SHORTCUTS } from '../../ui/shortcuts.ts'
import { sendJob } from './order/move-job.ts'
import { forget } from './queue-actions.ts'

/** Focuses the name of a job in the list, when it is drawn. */
export const focusJob = (list: Element, id: JobId): void =>
  focusWhenDrawn(() => list.querySelector<HTMLElement>(`[data-job="${CSS.escape(id)}"] [data-name]`))

/**
 * Keys on a job of the list: arrows, Home and End go to another one, with Alt the arrows move it in the queue; Delete cancels
 * it, or takes it off the history. `order`: all jobs as they are listed; `reveal`: scrolls to one that is not drawn.
 */
export function handleQueueKey(
  event: KeyboardEvent<HTMLElement>,
  order: readonly JobId[],
  reveal: (id: JobId) => void,
): void {
  if (event.defaultPrevented || useQueue.getState().dragging || event.ctrlKey || event.metaKey) return
  const target = event.target
  const list = event.currentTarget
  const job = target instanceof Element ? target.closest<HTMLElement>('[data-job]') : null
  // Keys in a menu that floats elsewhere bubble here too.
  if (!job || !list.contains(job)) return
  const id = JobId.safeParse(job.dataset.job)
  if (!id.success) return
  if (doPress(event, id.data)) {
    event.preventDefault()
    return
  }
  const next = event.altKey ? undefined : nextOf(event.key, order, id.data)
  if (next === undefined) return
  event.preventDefault()
  reveal(next)
  focusJob(list, next)
  // Details that are open follow.
  if (useQueue.getState().opened !== null) openJob(next)
}

/** Does what a key stands for on a job. Answers whether it stands for anything. */
function doPress(event: KeyboardEvent<HTMLElement>, id: JobId): boolean {
  if (isPress(event, SHORTCUTS.moveUp)) sendJob(id, 'up')
  else if (isPress(event, SHORTCUTS.moveDown)) sendJob(id, 'down')
  else if (isPress(event, SHORTCUTS.remove)) {
    const { queueOrder, jobsById } = usePanel.getState()
    const queued = queueOrder.includes(id) ? jobsById[id] : undefined
    if (queued) tryAction(cancelJob, jobSubject(queued))
    else tryAction(forget, { id, over: true })
  } else return false
  return true
}

/** The job that a key goes to from another one; undefined: the key goes nowhere. */
function nextOf(key: string, order: readonly JobId[], id: JobId): JobId | undefined {
  const at = order.indexOf(id)
  switch (key) {
    case 'ArrowUp':
      return at > 0 ? order[at - 1] : undefined
    case 'ArrowDown':
      return order[at + 1]
    case 'Home':
      return order[0]
    case 'End':
      return order.at(-1)
    default:
      return undefined
  }
}
