import { homedir, userInfo } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import type { FleetOptions } from '../options/fleet-options.ts'

/**
 * The folder in which Electron keeps an app's data on each system, so that panel and command line share machines and measurements. A
 * folder that the environment names as nothing, or relative to where the command runs, counts as not named.
 */
export function userDataFolder(
  platform: NodeJS.Platform = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
  home = homeFolder(),
): string {
  const appData =
    platform === 'win32'
      ? (absolute(env.APPDATA) ?? join(home, 'AppData', 'Roaming'))
      : platform === 'darwin'
        ? join(home, 'Library', 'Application Support')
        : (absolute(env.XDG_CONFIG_HOME) ?? join(home, '.config'))
  return env.TRIBUTARY_USER_DATA || join(appData, 'Tributary')
}

const absolute = (path: string | undefined) => (path !== undefined && isAbsolute(path) ? path : undefined)

/** Where a person's files are, also where HOME is set to nothing. */
export const homeFolder = (): string => absolute(homedir()) ?? userInfo().homedir

/** The folder that `--config` names, or the panel's own. */
export const userDataOf = ({ config }: Pick<FleetOptions, 'config'>): string =>
  config === undefined ? userDataFolder() : resolve(config)
