import { reason } from '../../shared/words/catalogue.ts'
import { WorkerFailure } from '../core/failure.ts'
import type { Clock } from '../core/ports.ts'

/** Real ms below which no schedule of the fleet falls, however fast its clock runs. */
const LEAST_REAL_MS = 250

/** Fleet ms to wait for `wantedMs`, so that at least 250 ms of real time pass. */
export const paced = (wantedMs: number, timeScale: number): number =>
  Math.max(wantedMs, LEAST_REAL_MS * timeScale)

/** Resolves after `ms` of fleet time, or at once when `signal` is aborted; the caller looks at the signal. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve()
      return
    }
    const done = () => {
      cancel()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const cancel = clock.after(ms, done)
    signal.addEventListener('abort', done, { once: true })
  })
}

/** Runs `work` with a signal that is aborted after `ms` of fleet time, or with `outer`. */
export async function withDeadline<T>(
  clock: Clock,
  ms: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const inner = new AbortController()
  const stop = () => inner.abort(outer.reason)
  if (outer.aborted) stop()
  outer.addEventListener('abort', stop, { once: true })
  let cancel: () => void = () => undefined
  const late = new Promise<never>((_resolve, reject) => {
    cancel = clock.after(ms, () => {
      inner.abort()
      reject(
        new WorkerFailure(
          'timeout',
          reason('fleet.too-slow-to-answer'),
          reason('fleet.too-slow-to-answer.remedy'),
        ),
      )
    })
  })
  try {
    return await Promise.race([work(inner.signal), late])
  } finally {
    cancel()
    outer.removeEventListener('abort', stop)
  }
}
