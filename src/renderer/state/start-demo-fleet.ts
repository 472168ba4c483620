import { attempt } from './call.ts'
import { saveSettings } from './save-settings.ts'
import { showDone } from './toasts.ts'

/** Starts the simulated fleet and leaves the welcome behind. Resolves with whether it runs. */
export async function startDemoFleet(): Promise<boolean> {
  const workers = await attempt('startDemoFleet', {}, 'Could not start the simulated fleet')
  if (!workers) return false
  await saveSettings({ welcomed: true })
  showDone(`${workers.length} simulated machines are here`)
  return true
}
