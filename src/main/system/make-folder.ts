import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it. Node's own `recursive` never returns where the system answers "no such file" for a new folder in
 * one that exists, e.g. below /proc. Throws the file system's error.
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const parent = dirname(path)
    if (code === 'EEXIST' && isFolder(path)) return
    if (code !== 'ENOENT' || parent === path || isFolder(parent)) throw error
    makeFolder(parent)
    mkdirSync(path)
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
