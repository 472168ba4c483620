import type { Clock } from '../core/ports.ts'

/** The longest delay setTimeout takes, ms; longer ones fire at once. */
const LONGEST_TIMER_MS = 2_147_483_647

/**
 * The machine's clock as the domain's port. With `scale` s > 1, fleet time runs s times faster than
 * the wall: `now` counts fleet ms, `after` waits fleet ms; `wall` stays epoch ms, advanced at fleet pace so that what is
 * stored and shown agrees with the durations. Used for demos and tests with time-scaled simulated workers.
 */
export function createClock(scale = 1): Clock {
  const startedAt = performance.now()
  const startedWall = Date.now()
  const now = () => (performance.now() - startedAt) * scale
  return {
    now,
    wall: () => (scale === 1 ? Date.now() : startedWall + now()),
    after(ms, fn) {
      const timer = setTimeout(fn, Math.min(LONGEST_TIMER_MS, Math.max(0, ms / scale)))
      return () => clearTimeout(timer)
    },
  }
}
