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
  /** two readings of the same instant, epoch ms: by the fleet's clock and by this page's (fleet-clock.ts) */
  readonly clockAnchor: { readonly fleet: number; readonly wall: number }
}

export const defaultSettings: SettingsSlice = {
  settings: DEFAULT_SETTINGS,
  outputFolder: '',
  appVersion: '',
  runtime: '',
  platform: '',
  timeScale: 1,
  clockAnchor: { fleet: 0, wall: 0 },
}

/** `wall`: this page's clock as the snapshot arrived, epoch ms. */
export function settingsOf(snapshot: Snapshot, wall: number): SettingsSlice {
  const { settings, outputFolder, appVersion, runtime, platform, timeScale } = snapshot
  const clockAnchor = { fleet: snapshot.now, wall }
  return { settings, outputFolder, appVersion, runtime, platform, timeScale, clockAnchor }
}
