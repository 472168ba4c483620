import type { Settings, SettingsPatch } from '../../shared/settings.ts'
import { say } from '../../shared/words/say.ts'
import { call } from './call.ts'
import { fieldsOf } from './fields-of.ts'
import { usePanel } from './panel-store.ts'
import { problemFrom } from './problem-error.ts'
import { showProblem } from './toasts.ts'

/**
 * Shows a changed setting at once and saves it. When it cannot be saved the old value comes back and a toast says why.
 * Resolves with whether it was saved. What the main process makes of it comes back as `settingsChanged`.
 */
export async function saveSettings(patch: SettingsPatch): Promise<boolean> {
  const { settings } = usePanel.getState()
  const before = fieldsOf<SettingsPatch>(settings, patch)
  change(patch)
  try {
    await call('updateSettings', { patch })
    return true
  } catch (error) {
    change(before)
    showProblem(say('panel.failed.save-settings'), problemFrom(error))
    return false
  }
}

function change(patch: SettingsPatch): void {
  usePanel.setState(({ settings }) => ({ settings: { ...settings, ...patch } as Settings }))
}
