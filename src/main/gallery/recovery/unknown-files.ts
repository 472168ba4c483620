import { join } from 'node:path'
import { mostImages } from '../../../shared/run-count.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { GalleryFiles } from '../gallery-files.ts'
import type { ImageTable } from '../index/image-table.ts'
import type { JobJournal } from '../index/job-table.ts'
import { pictureRecord } from '../picture-record.ts'
import { codeOf, whatWasThrown } from '../storage-error.ts'
import type { HeaderReader } from './header-reader.ts'
import { matchToJob } from './match-job.ts'
import { readPicture } from './read-picture.ts'
import { sameName, walkPictures } from './walk-folder.ts'

interface Deps {
  readonly files: GalleryFiles
  readonly headers: HeaderReader
  readonly table: ImageTable
  readonly journal: JobJournal
  readonly wall: () => number
  readonly report: (what: Reason) => void
}

/** Files the index does not know that are opened, newest names first. */
const MOST_LOOKED_AT = 5_000

/**
 * Pictures that have their place but no row (a power cut took the row back) are matched by their infotext to the missing indexes of
 * unfinished jobs. Answers how many were indexed.
 */
export async function adoptUnknownFiles(deps: Deps, folder: string, signal: AbortSignal): Promise<number> {
  const { table, journal, wall, report } = deps
  const jobs = journal
    .unfinished()
    .filter((job) => table.listed.storedIndexes(job.id).length < mostImages(job.request) + job.bonusPlanned)
  if (jobs.length === 0) return 0
  let adopted = 0
  for (const file of (await unknownFiles(deps, folder, signal)).slice(0, MOST_LOOKED_AT)) {
    if (signal.aborted) break
    try {
      const picture = await readPicture(deps, join(folder, file))
      if (picture === null || !picture.whole) continue
      const match = matchToJob(picture, jobs, (job) => table.listed.storedIndexes(job.id))
      if (match.is !== 'missing') continue
      const { format, bytes, width, height } = picture
      const image = pictureRecord(match.facts, { file, format, bytes, width, height }, wall())
      table.write(() => table.insert(image, folder, null))
      adopted++
    } catch (error) {
      // The file stays; its index is made again.
      report(reason('gallery.file-unreadable', { file: join(folder, file), error: whatWasThrown(error) }))
    }
  }
  return adopted
}

/** Pictures in a folder that no row names, newest names first; none when it cannot be listed. */
export async function unknownFiles(
  { files, table, report }: Pick<Deps, 'files' | 'table' | 'report'>,
  folder: string,
  signal: AbortSignal,
): Promise<string[]> {
  try {
    const { found } = await walkPictures(files, folder, signal)
    const known = new Set<string>(table.filesIn(folder).map(sameName))
    return found
      .filter((file) => !known.has(sameName(file)))
      .sort()
      .reverse()
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR')
      report(reason('gallery.folder-unreadable', { folder, error: whatWasThrown(error) }))
    return []
  }
}
