import { say } from '../../shared/words/say.ts'
import { attempt } from './call.ts'
import { saveSettings } from './save-settings.ts'
import { showDone } from './toasts.ts'

/** Starts the simulated fleet and leaves the welcome behind. Resolves with whether it runs. */
export async function startDemoFleet(): Promise<boolean> {
  const workers = await attempt('startDemoFleet', {}, say('panel.failed.start-demo'))
  if (!workers) return false
  await saveSettings({ welcomed: true })
  showDone(say('panel.demo-started', { count: workers.length }))
  return true
}
