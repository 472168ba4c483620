import { useEffect, useState } from 'react'
import { usePanel } from './panel-store.ts'
import type { SettingsSlice } from './settings.ts'

/**
 * The fleet's clock, epoch ms, at an instant of this page's clock. They differ in demos and tests whose time runs faster;
 * every time of a job or batch is by the fleet's.
 */
export function fleetTime(
  { clockAnchor, timeScale }: Pick<SettingsSlice, 'clockAnchor' | 'timeScale'>,
  wall: number,
): number {
  return clockAnchor.fleet + (wall - clockAnchor.wall) * timeScale
}

/** The fleet's clock now, epoch ms. */
export const fleetNow = (): number => fleetTime(usePanel.getState(), Date.now())

/** The fleet's clock, read again every `everyMs` (of this page) while `running`. */
export function useFleetNow(everyMs: number, running: boolean): number {
  const [now, setNow] = useState(fleetNow)
  useEffect(() => {
    setNow(fleetNow())
    if (!running) return
    const timer = setInterval(() => setNow(fleetNow()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs, running])
  return now
}
