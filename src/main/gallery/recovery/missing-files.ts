import { basename, join } from 'node:path'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { GalleryFiles } from '../gallery-files.ts'
import type { ImageTable } from '../index/image-table.ts'
import { codeOf, whatWasThrown } from '../storage-error.ts'
import { sameName, walkPictures } from './walk-folder.ts'

interface Deps {
  readonly files: GalleryFiles
  readonly table: ImageTable
  readonly report: (what: Reason) => void
}

/** Files looked at that may be a missing picture under another path */
const MOST_STRAYS = 20_000

/** Marks pictures of a folder whose file is gone, and takes back those whose file is there again, also at another place in it. */
export async function markMissing(
  { files, table, report }: Deps,
  folder: string,
  signal: AbortSignal,
): Promise<{ gone: number; back: number }> {
  const upTo = table.newestSeq()
  let present: Set<string>
  let unread: string[]
  try {
    const walked = await walkPictures(files, folder, signal)
    present = new Set(walked.found.map(sameName))
    unread = walked.unread.map(sameName)
  } catch (error) {
    const code = codeOf(error)
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      report(reason('gallery.folder-unreadable', { folder, error: whatWasThrown(error) }))
      return { gone: 0, back: 0 }
    }
    present = new Set()
    unread = []
  }
  let [gone, back] = [0, 0]
  const known = new Set<string>()
  for (const page of table.placedIn(folder, upTo)) {
    if (signal.aborted) return { gone, back }
    for (const row of page) known.add(sameName(row.file))
    const changed = page.filter((row) => present.has(sameName(row.file)) === row.missing)
    const sure: typeof changed = []
    for (const row of changed) {
      if (unread.some((inner) => sameName(row.file).startsWith(inner))) continue
      // What the list did not show may have been written since.
      if (row.missing || (await files.facts(join(folder, row.file))) === null) sure.push(row)
    }
    table.write(() => {
      for (const row of sure) table.setMissing(row.seq, !row.missing)
    })
    gone += sure.filter((row) => !row.missing).length
    back += sure.filter((row) => row.missing).length
  }
  back += await takeBackMoved([...present].filter((file) => !known.has(file)))
  return { gone, back }

  async function takeBackMoved(strays: readonly string[]): Promise<number> {
    let moved = 0
    for (const file of strays.slice(0, MOST_STRAYS)) {
      if (signal.aborted || !table.hasMissing()) break
      const facts = await files.facts(join(folder, file))
      const seq = facts && table.missingLike(basename(file), facts.bytes)
      if (seq === null) continue
      table.move(seq, folder, file)
      moved++
    }
    return moved
  }
}
