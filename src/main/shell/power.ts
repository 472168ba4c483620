import { powerMonitor, powerSaveBlocker } from 'electron'
import type { ShellApp } from './app-port.ts'

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
export function tellOfSleep(app: Pick<ShellApp, 'suspended' | 'resumed'>): () => void {
  const suspended = () => app.suspended()
  const resumed = () => app.resumed()
  powerMonitor.on('suspend', suspended)
  powerMonitor.on('resume', resumed)
  return () => {
    powerMonitor.off('suspend', suspended)
    powerMonitor.off('resume', resumed)
  }
}
