import type { EventArguments } from '../../shared/contract.ts'

export interface EventQueue {
  push(event: EventArguments): void
  /** Takes what waits at once. */
  flush(): void
  /** Forgets what waits and takes no more. */
  close(): void
}

/** Runs `fn` once soon; returns what takes it back. */
export type Soon = (fn: () => void) => () => void

/**
 * Collects events and hands them over together, in order, once per frame. Of the `progressed` events of one job
 * that wait, only the newest is kept, so that a hidden window never piles them up.
 */
export function createEventQueue(take: (events: readonly EventArguments[]) => void, soon: Soon): EventQueue {
  let waiting: EventArguments[] = []
  let cancel: (() => void) | null = null
  let closed = false

  const flush = () => {
    cancel?.()
    cancel = null
    const events = waiting
    waiting = []
    if (events.length > 0) take(events)
  }
  return {
    push(event) {
      if (closed) return
      if (event[0] === 'progressed') {
        const { jobId } = event[1]
        waiting = waiting.filter((other) => other[0] !== 'progressed' || other[1].jobId !== jobId)
      }
      waiting.push(event)
      cancel ??= soon(flush)
    },
    flush,
    close() {
      closed = true
      cancel?.()
      waiting = []
    },
  }
}

/** With the next frame; after 200 ms where there is none, as in a hidden window. */
export const nextFrame: Soon = (fn) => {
  let done = false
  const once = () => {
    if (done) return
    done = true
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    fn()
  }
  const frame = requestAnimationFrame(once)
  const timer = setTimeout(once, 200)
  return () => {
    done = true
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}
