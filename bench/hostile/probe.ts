import { readFileSync } from 'node:fs'

/** How often the main thread is asked whether it is free, ms of real time. */
const EVERY_MS = 5
/** Linux: CPU time, time waited for a core, slices of the main thread, ns. */
const SCHEDULED = '/proc/self/schedstat'

/** What a measured process was like. */
export interface Probed {
  readonly longestBlockMs: number
  readonly peakRssMiB: number
}

export interface ProbeClock {
  now(): number
  /** ms for which the thread was ready to run and another program had the core; 0 where the system does not tell */
  waited(): number
}

/**
 * The longest time between two looks, beyond what they are apart anyway and without the time in which the machine was busy with other
 * programs: that is no work of ours, and on a shared machine it is more than the work.
 */
export class BlockMeter {
  readonly #clock: ProbeClock
  #at: number
  #waitedAt: number
  longestMs = 0

  constructor(clock: ProbeClock = systemClock) {
    this.#clock = clock
    this.#at = clock.now()
    this.#waitedAt = clock.waited()
  }

  look(): void {
    const [now, waited] = [this.#clock.now(), this.#clock.waited()]
    this.longestMs = Math.max(this.longestMs, now - this.#at - EVERY_MS - (waited - this.#waitedAt))
    this.#at = now
    this.#waitedAt = waited
  }
}

const systemClock: ProbeClock = {
  now: () => performance.now(),
  waited() {
    try {
      return Number(readFileSync(SCHEDULED, 'latin1').split(' ')[1]) / 1e6
    } catch {
      return 0
    }
  },
}

/** Watches this process's main thread until what it returns is called. */
export function startProbe(): () => Probed {
  const meter = new BlockMeter()
  const timer = setInterval(() => meter.look(), EVERY_MS)
  return () => {
    clearInterval(timer)
    meter.look()
    return { longestBlockMs: meter.longestMs, peakRssMiB: process.resourceUsage().maxRSS / 1024 }
  }
}
