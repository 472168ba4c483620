import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { FleetOptions } from '../options/fleet-options.ts'

/** The folder in which Electron keeps an app's data on each system, so that panel and command line share machines and measurements. */
function userDataFolder(
  platform: NodeJS.Platform = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
  home = homedir(),
): string {
  const appData =
    platform === 'win32'
      ? (env.APPDATA ?? join(home, 'AppData', 'Roaming'))
      : platform === 'darwin'
        ? join(home, 'Library', 'Application Support')
        : (env.XDG_CONFIG_HOME ?? join(home, '.config'))
  return env.TRIBUTARY_USER_DATA || join(appData, 'Tributary')
}

/** The folder that `--config` names, or the panel's own. */
export const userDataOf = ({ config }: Pick<FleetOptions, 'config'>): string =>
  config === undefined ? userDataFolder() : resolve(config)
