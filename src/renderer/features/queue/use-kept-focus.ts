import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { JobId } from '../../../shared/ids.ts'
import { isFocusNowhere } from '../../ui/focus-when-drawn.ts'
import { focusJob } from './queue-keys.ts'

/**
 * Keeps the focus in the list when the job that has it moves or goes: on the job where it went, else on the one that took its
 * place. A focus that was put elsewhere is left there.
 */
export function useKeptFocus(list: RefObject<HTMLElement | null>, order: readonly JobId[]): void {
  const last = useRef<{ id: JobId; at: number } | null>(null)
  const current = useRef(order)
  current.current = order
  useEffect(() => {
    const note = (event: Event) => {
      const job = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-job]') : null
      const id = JobId.safeParse(job?.dataset.job)
      last.current =
        job && id.success && list.current?.contains(job)
          ? { id: id.data, at: current.current.indexOf(id.data) }
          : null
    }
    // A press beside everything takes the focus away on purpose.
    document.addEventListener('focusin', note)
    document.addEventListener('pointerdown', note)
    return () => {
      document.removeEventListener('focusin', note)
      document.removeEventListener('pointerdown', note)
    }
  }, [list])
  // At once, so that keys in quick succession find it.
  useLayoutEffect(() => {
    if (!last.current || !list.current || order.length === 0) return
    const { id, at } = last.current
    if (!isFocusNowhere()) {
      // Others came or went in front of it meanwhile.
      if (order.includes(id)) last.current = { id, at: order.indexOf(id) }
      return
    }
    const heir = order.includes(id) ? id : order[Math.min(Math.max(at, 0), order.length - 1)]
    if (heir !== undefined) focusJob(list.current, heir)
  }, [list, order])
}
