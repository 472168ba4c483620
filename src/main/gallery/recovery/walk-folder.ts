import { join } from 'node:path'
import type { GalleryFiles } from '../gallery-files.ts'
import { RECOVERED_FOLDER } from './spool-leftovers.ts'

const PICTURE = /\.(png|jpe?g|webp)$/i
const DEEPEST = 12
const MOST_FILES = 1_000_000

/**
 * Pictures inside a folder, as paths with forward slashes. Hidden folders, `recovered/` at the top and links are left out. Rejects with
 * Node.js file errors when the folder itself cannot be listed; an inner one that cannot is told in `unread`.
 */
export async function walkPictures(
  files: GalleryFiles,
  folder: string,
  signal: AbortSignal,
): Promise<{ found: string[]; unread: string[] }> {
  const found: string[] = []
  const unread: string[] = []
  const open = [{ inner: '', depth: 0 }]
  for (let next = open.pop(); next !== undefined && !signal.aborted; next = open.pop()) {
    let entries: Awaited<ReturnType<GalleryFiles['list']>>
    try {
      entries = await files.list(join(folder, next.inner))
    } catch (error) {
      if (next.inner === '') throw error
      unread.push(next.inner)
      continue
    }
    for (const { name, kind } of entries) {
      const path = `${next.inner}${name}`
      if (kind === 'file' && PICTURE.test(name) && found.length < MOST_FILES) found.push(path)
      if (kind !== 'folder' || name.startsWith('.') || path === RECOVERED_FOLDER || next.depth >= DEEPEST)
        continue
      open.push({ inner: `${path}/`, depth: next.depth + 1 })
    }
  }
  return { found, unread }
}

/** One spelling for names that systems compose differently. */
export function sameName(path: string): string {
  return path.normalize('NFC')
}
