import { join, parse } from 'node:path'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { CommitQueue } from '../commit-queue.ts'
import type { GalleryFiles } from '../gallery-files.ts'
import type { ImageTable } from '../index/image-table.ts'
import type { JobJournal } from '../index/job-table.ts'
import type { FilePlacer } from '../place-file.ts'
import { installationOf, sessionLives } from '../session.ts'
import { SPOOL_FOLDER } from '../spool.ts'
import { codeOf, whatWasThrown } from '../storage-error.ts'
import type { HeaderReader } from './header-reader.ts'
import { matchToJob } from './match-job.ts'
import { readPicture } from './read-picture.ts'

interface Deps {
  readonly files: GalleryFiles
  readonly headers: HeaderReader
  readonly placer: FilePlacer
  readonly table: ImageTable
  readonly journal: JobJournal
  readonly queue: CommitQueue
  readonly installation: string
  readonly wall: () => number
  readonly report: (what: Reason) => void
}

/** Visible folder inside the output folder for whole pictures nobody can place. */
export const RECOVERED_FOLDER = 'recovered'
/** ms after which the spool of another installation, whose process does not run here, is taken for a leftover */
const FOREIGN_AGE_MS = 24 * 3600 * 1000

/**
 * Sorts what sessions that have ended left in the spool of a folder: a whole picture of a missing index is stored, one of an index that has
 * its picture is removed, any other whole one moves to `recovered/`. Only what is no whole picture is deleted.
 */
export async function sortSpool(
  deps: Deps,
  folder: string,
  everyInstallation: boolean,
  signal: AbortSignal,
): Promise<{ stored: number; recovered: number }> {
  const { files, report } = deps
  const sum = { stored: 0, recovered: 0 }
  const spool = join(folder, SPOOL_FOLDER)
  for (const session of await entriesIn(files, spool)) {
    const inner = join(spool, session.name)
    if (session.kind !== 'folder' || sessionLives(session.name)) continue
    if (!everyInstallation && !(await isOurs(deps, session.name, inner))) continue
    for (const entry of await entriesIn(files, inner)) {
      if (signal.aborted) return sum
      if (entry.kind !== 'file') continue
      try {
        const became = await sortOne(deps, folder, `${session.name}/${entry.name}`)
        if (became !== 'removed') sum[became]++
      } catch (error) {
        // It stays where it is: the next start tries again.
        report(reason('gallery.spooled-not-saved', { folder: inner, error: whatWasThrown(error) }))
      }
    }
    await removeEmpty(files, inner)
  }
  await removeEmpty(files, spool)
  return sum
}

async function removeEmpty(files: GalleryFiles, folder: string): Promise<void> {
  try {
    await files.removeFolder(folder)
  } catch {
    // An empty folder that stays costs nothing.
  }
}

async function isOurs({ files, installation, wall }: Deps, session: string, path: string): Promise<boolean> {
  if (installationOf(session) === installation) return true
  const facts = await files.facts(path)
  return facts !== null && wall() - facts.modifiedAt > FOREIGN_AGE_MS
}

async function sortOne(
  deps: Deps,
  folder: string,
  name: string,
): Promise<'stored' | 'recovered' | 'removed'> {
  const { files, placer, table, journal, queue } = deps
  const path = join(folder, SPOOL_FOLDER, name)
  const picture = await readPicture(deps, path)
  if (picture === null || !picture.whole) {
    await files.remove(path)
    return 'removed'
  }
  const { format, bytes, width, height } = picture
  const stored = (job: { id: Parameters<ImageTable['listed']['storedIndexes']>[0] }) =>
    table.listed.storedIndexes(job.id)
  const match = matchToJob(picture, journal.unfinished(), stored)
  if (match.is === 'missing') {
    await queue.commit({ format, bytes, width, height }, { folder, name, path }, match.facts)
    return 'stored'
  }
  if (match.is === 'stored' || matchToJob(picture, journal.records(), stored).is === 'stored') {
    await files.remove(path)
    return 'removed'
  }
  const extension = format === 'jpeg' ? 'jpg' : format
  await placer.place(path, folder, `${RECOVERED_FOLDER}/${parse(name).name}.${extension}`)
  return 'recovered'
}

async function entriesIn(files: GalleryFiles, folder: string) {
  try {
    return await files.list(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
    throw error
  }
}
