import { powerMonitor, powerSaveBlocker } from 'electron'
import type { ShellStudio } from './studio-port.ts'

/** Keeps the machine from falling asleep while jobs run; the screen may turn off. */
export function createSleepGuard() {
  let id: number | null = null
  const release = () => {
    if (id !== null) powerSaveBlocker.stop(id)
    id = null
  }
  return {
    setBusy(busy: boolean): void {
      if (!busy) release()
      else if (id === null) id = powerSaveBlocker.start('prevent-app-suspension')
    },
    stop: release,
  }
}

/** Hands on the system's word that it goes to sleep and has slept. Returns what ends it. */
export function tellOfSleep(studio: Pick<ShellStudio, 'suspended' | 'resumed'>): () => void {
  const suspended = () => studio.suspended()
  const resumed = () => studio.resumed()
  powerMonitor.on('suspend', suspended)
  powerMonitor.on('resume', resumed)
  return () => {
    powerMonitor.off('suspend', suspended)
    powerMonitor.off('resume', resumed)
  }
}
