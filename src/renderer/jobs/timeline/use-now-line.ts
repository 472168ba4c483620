import { type RefObject, useLayoutEffect } from 'react'
import { fleetNow } from '../../state/fleet-clock.ts'
import { along, type TimeAxis } from './timeline-geometry.ts'

/** ms between two movements of the now-line. */
const MOVE_EVERY_MS = 250

/**
 * Moves the now-line, and with it how much of the computing blocks is filled, without drawing anything again: the line
 * and those blocks read `--now` (0..1 of the axis). Only they get it; on a common parent it would restyle every block.
 */
export function useNowLine(tracks: RefObject<HTMLDivElement | null>, axis: TimeAxis, over: boolean): void {
  useLayoutEffect(() => {
    if (over) return
    const move = () => {
      const now = String(along(axis, fleetNow()))
      const reading = tracks.current?.querySelectorAll<HTMLElement>('[data-now], [data-state="computing"]')
      for (const element of reading ?? []) element.style.setProperty('--now', now)
    }
    move()
    const timer = setInterval(move, MOVE_EVERY_MS)
    return () => clearInterval(timer)
  }, [tracks, axis, over])
}
