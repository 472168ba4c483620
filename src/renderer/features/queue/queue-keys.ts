import type { KeyboardEvent } from 'react'
import { JobId } from '../../../shared/ids.ts'
import { usePanel } from '../../state/panel-store.ts'
import { askToCancel, clearHistory } from './job-actions.ts'
import { sendJob } from './order/move-job.ts'
import { openJob, useQueue } from './queue-store.ts'

/** Frames that a job is waited for which is scrolled into sight only now. */
const FRAMES = 12

/** Focuses the name of a job in the list, when it is drawn. */
export function focusJob(list: Element, id: JobId, frames = FRAMES): void {
  const found = list.querySelector<HTMLElement>(`[data-job="${CSS.escape(id)}"] [data-name]`)
  if (found) found.focus()
  else if (frames > 0) requestAnimationFrame(() => focusJob(list, id, frames - 1))
}

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
  if (event.altKey) {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    sendJob(id.data, event.key === 'ArrowUp' ? 'up' : 'down')
    return
  }
  if (event.key === 'Delete') {
    event.preventDefault()
    if (usePanel.getState().queueOrder.includes(id.data)) askToCancel(id.data)
    else void clearHistory([id.data])
    return
  }
  const next = nextOf(event.key, order, id.data)
  if (next === undefined) return
  event.preventDefault()
  reveal(next)
  focusJob(list, next)
  // Details that are open follow.
  if (useQueue.getState().opened !== null) openJob(next)
}

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
