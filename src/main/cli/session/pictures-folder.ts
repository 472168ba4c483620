import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { homeFolder } from './user-data.ts'

/** Where Windows keeps the place of a user's folders; unlike the folder's name on the screen these are the same in every language. */
const SHELL_FOLDERS = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders`
const QUERY_MS = 3000
const MOST_CHARACTERS = 64 * 1024

export interface PicturesSources {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** text of a file; null: there is none to read */
  readonly readText: (file: string) => string | null
  /** what `reg query KEY /v VALUE` prints; null: there is no such value */
  readonly queryRegistry: (key: string, value: string) => string | null
}

/** The system's folder for pictures, as Electron tells it to the app, so that both store into the same one: localised, moved to another disk. */
export function picturesFolder(sources: PicturesSources = SYSTEM): string {
  const { platform, env, home, readText, queryRegistry } = sources
  const usual = join(home, 'Pictures')
  if (platform === 'win32') return expanded(dataOf(queryRegistry(SHELL_FOLDERS, 'My Pictures')), env) ?? usual
  if (platform === 'darwin') return usual
  const config = env.XDG_CONFIG_HOME || join(home, '.config')
  return userDir(readText(join(config, 'user-dirs.dirs')), home) ?? usual
}

/** XDG_PICTURES_DIR of a user-dirs.dirs: `"$HOME/Bilder"` or an absolute path; the last line that says so counts. */
function userDir(text: string | null, home: string): string | null {
  const lines = (text ?? '')
    .slice(0, MOST_CHARACTERS)
    .matchAll(/^\s*XDG_PICTURES_DIR\s*=\s*"((?:[^"\\\n]|\\.)*)"/gm)
  const said = [...lines].at(-1)?.[1]?.replace(/\\(.)/g, '$1')
  if (said === undefined) return null
  if (said === '$HOME' || said.startsWith('$HOME/')) return join(home, said.slice('$HOME'.length))
  return isAbsolute(said) ? said : null
}

/** The data of a line "    My Pictures    REG_EXPAND_SZ    %USERPROFILE%\Pictures". */
const dataOf = (printed: string | null): string | null =>
  /\bREG_(?:EXPAND_)?SZ\s+(\S[^\r\n]*)/.exec((printed ?? '').slice(0, MOST_CHARACTERS))?.[1]?.trim() ?? null

/** Windows finds variables whatever the case; null where one is not set, because then the path means nothing. */
function expanded(path: string | null, env: PicturesSources['env']): string | null {
  if (path === null) return null
  const values = new Map(Object.entries(env).map(([name, value]) => [name.toLowerCase(), value]))
  const whole = path.replace(/%([^%]+)%/g, (all, name: string) => values.get(name.toLowerCase()) ?? all)
  return whole.includes('%') ? null : whole
}

const SYSTEM: PicturesSources = {
  platform: process.platform,
  env: process.env,
  home: homeFolder(),
  readText(file) {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      // A system without such a file has its pictures where they usually are.
      return null
    }
  },
  queryRegistry(key, value) {
    try {
      return execFileSync('reg', ['query', key, '/v', value], {
        encoding: 'utf8',
        timeout: QUERY_MS,
        windowsHide: true,
        stdio: ['ignore', 'pipe', 'ignore'],
      })
    } catch {
      // No such value: the folder was never moved.
      return null
    }
  },
}
