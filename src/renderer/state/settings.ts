import type { Snapshot } from '../../shared/contract.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings.ts'

export interface SettingsSlice {
  readonly settings: Settings
  /** the folder in use, with the default filled in */
  readonly outputFolder: string
  readonly appVersion: string
  readonly runtime: string
  readonly platform: string
  /** how many times faster than wall time the fleet's clock runs */
  readonly timeScale: number
}

export const defaultSettings: SettingsSlice = {
  settings: DEFAULT_SETTINGS,
  outputFolder: '',
  appVersion: '',
  runtime: '',
  platform: '',
  timeScale: 1,
}

export function settingsOf(snapshot: Snapshot): SettingsSlice {
  const { settings, outputFolder, appVersion, runtime, platform, timeScale } = snapshot
  return { settings, outputFolder, appVersion, runtime, platform, timeScale }
}
