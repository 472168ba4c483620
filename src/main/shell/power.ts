import { powerSaveBlocker } from 'electron'

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
