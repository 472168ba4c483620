import { create } from 'zustand'
import type { JobId } from '../../shared/ids.ts'
import { goTo } from './navigation.ts'

interface QueueUi {
  /** the job whose details are open beside the list */
  readonly opened: JobId | null
  /** words of the prompt that jobs of the history are searched for */
  readonly search: string
  /** the order as dragged, until the facts have caught up; null: as the facts are */
  readonly arranged: readonly JobId[] | null
  /** the job that is lifted, and its place before, from 0 */
  readonly dragging: { readonly id: JobId; readonly from: number } | null
  /** the last drag was put back */
  readonly dropCanceled: boolean
}

/** What the person has open in the queue. It outlives a look at another screen. */
export const useQueue = create<QueueUi>(() => ({
  opened: null,
  search: '',
  arranged: null,
  dragging: null,
  dropCanceled: false,
}))

export const openJob = (opened: JobId | null): void => useQueue.setState({ opened })

/** Opens the details of a job in the queue, from any screen. */
export function showInQueue(id: JobId): void {
  goTo('queue')
  openJob(id)
}
