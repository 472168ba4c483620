import type { Clock } from '../../core/ports.ts'

export interface PacedEmit {
  /** Something changed: told at once when it was quiet, else with the next turn. */
  ask(): void
  /** Told now, whatever was told before: for the last word. */
  now(): void
  stop(): void
}

/** Calls `emit` at most once per `everyMs` of the clock, however often something changes; the newest change is never lost. */
export function pacedEmit(clock: Clock, everyMs: number, emit: () => void): PacedEmit {
  let last: number | null = null
  let cancel: (() => void) | null = null
  const now = () => {
    cancel?.()
    cancel = null
    last = clock.now()
    emit()
  }
  return {
    ask() {
      if (cancel !== null) return
      const wait = last === null ? 0 : last + everyMs - clock.now()
      if (wait <= 0) now()
      else cancel = clock.after(wait, now)
    },
    now,
    stop() {
      cancel?.()
      cancel = null
    },
  }
}
