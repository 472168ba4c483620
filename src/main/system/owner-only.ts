import { chmodSync, closeSync, existsSync, openSync } from 'node:fs'
import { chmod, writeFile } from 'node:fs/promises'

/** Read and write for the owner, nothing for anybody else. */
export const OWNER_ONLY = 0o600

/** Writes a text only its owner may read, also over a file that others could read. Rejects with Node.js file errors. */
export async function writeForOwner(path: string, text: string): Promise<void> {
  // The mode of `writeFile` counts for new files only, and the rights must be right before the text is there.
  if (existsSync(path)) await chmod(path, OWNER_ONLY)
  await writeFile(path, text, { encoding: 'utf8', mode: OWNER_ONLY })
}

/**
 * Makes an empty file only its owner may read, or takes the rights of others to one that is there. Windows has no such rights: there the
 * folder's count. Throws Node.js file errors.
 */
export function makeForOwner(path: string): void {
  closeSync(openSync(path, 'a', OWNER_ONLY))
  if (process.platform !== 'win32') chmodSync(path, OWNER_ONLY)
}
