import { realpathSync, statSync } from 'node:fs'
import { dirname, extname, isAbsolute, relative, resolve } from 'node:path'

/** Extensions of folders that macOS starts or installs instead of showing them. */
const PROGRAM_FOLDER =
  /^\.(app|appex|bundle|component|framework|kext|mpkg|pkg|plugin|prefpane|saver|service|workflow)$/i
/** Folders on the way up that are looked at. */
const MOST_LEVELS = 200

/** Whether a folder, links followed, lies in the user's own (`home`) and on no network share. It need not exist yet. */
export function isPersonal(folder: string, home: string): boolean {
  if (!isAbsolute(folder) || isShare(folder)) return false
  const inside = relative(whereItIs(home), whereItIs(folder))
  return inside !== '' && !isAbsolute(inside) && !isShare(inside) && inside.split(/[\\/]/)[0] !== '..'
}

/** `\\server\share` and `//server/share`: Windows would sign in there. */
const isShare = (folder: string) => /^[\\/]{2}/.test(folder)

/** The real place of the deepest part that exists, with the rest behind it. */
function whereItIs(folder: string): string {
  let at = resolve(folder)
  for (let level = 0; level < MOST_LEVELS; level++) {
    try {
      return resolve(realpathSync(at), relative(at, resolve(folder)))
    } catch {
      // It does not exist yet: its parent decides.
      at = dirname(at)
    }
  }
  return resolve(folder)
}

/** Whether opening this path shows a folder, rather than starting what lies there. */
export function isPlainFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory() && !PROGRAM_FOLDER.test(extname(realpathSync(path)))
  } catch {
    // It is gone or may not be looked at: nothing to open.
    return false
  }
}
