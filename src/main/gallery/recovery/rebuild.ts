import { randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import { ImageId, ImageIndex, JobId } from '../../../shared/ids.ts'
import { infotextNumber, readInfotext } from '../../../shared/infotext.ts'
import type { StoredImage } from '../../../shared/job.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { GalleryFiles } from '../gallery-files.ts'
import type { ImageTable } from '../index/image-table.ts'
import { whatWasThrown } from '../storage-error.ts'
import type { HeaderReader } from './header-reader.ts'
import { type PictureFile, readPicture } from './read-picture.ts'
import { unknownFiles } from './unknown-files.ts'

interface Deps {
  readonly files: GalleryFiles
  readonly headers: HeaderReader
  readonly table: ImageTable
  readonly report: (what: Reason) => void
}

/** Rows of one transaction */
const GROUP = 100
/** The default template: job-index-seed. */
const NAME = /^(\d{1,9})-(\d{1,7})-(\d{1,12})(?: \(\d+\))?\.\w+$/
const JOB = 'rebuilt'

/** Reads every picture of a folder that the index does not know into it, oldest first. Answers how many. */
export async function indexFolder(deps: Deps, folder: string, signal: AbortSignal): Promise<number> {
  const { files, table, report } = deps
  const dated: { file: string; at: number }[] = []
  for (const file of await unknownFiles(deps, folder, signal)) {
    if (signal.aborted) return 0
    dated.push({ file, at: (await files.facts(join(folder, file)))?.modifiedAt ?? 0 })
  }
  dated.sort((a, b) => a.at - b.at)

  let count = 0
  let group: StoredImage[] = []
  const put = () => {
    table.write(() => {
      for (const image of group) table.insert(image, folder, null)
      table.raiseJobNumber(Math.max(0, ...group.map((image) => image.jobNumber)))
    })
    count += group.length
    group = []
  }
  for (const { file, at } of dated) {
    if (signal.aborted) break
    try {
      const image = await imageOf(deps, folder, file, at, count + group.length)
      if (image !== null) group.push(image)
    } catch (error) {
      // One file less in the index; the file itself stays.
      report(reason('gallery.file-unreadable', { file: join(folder, file), error: whatWasThrown(error) }))
    }
    if (group.length >= GROUP) put()
  }
  if (group.length > 0) put()
  return count
}

/** null: not a picture of ours, it has neither an infotext nor a name of the default template */
async function imageOf(
  deps: Deps,
  folder: string,
  file: string,
  at: number,
  running: number,
): Promise<StoredImage | null> {
  const picture = await readPicture(deps, join(folder, file))
  if (picture === null || (picture.infotext === null && !NAME.test(basename(file)))) return null
  return recordOf(picture, file, { at, running })
}

/** The record of a picture of which nothing is known but its file. `at`: epoch ms; `running`: its index where its name tells none. */
export function recordOf(
  picture: PictureFile,
  file: string,
  { at, running }: { readonly at: number; readonly running: number },
): StoredImage {
  const named = NAME.exec(basename(file))
  const read = readInfotext(picture.infotext ?? '')
  const jobNumber = named === null ? 0 : Number(named[1])
  return {
    id: ImageId.parse(randomUUID()),
    jobId: JobId.parse(named === null ? JOB : `${JOB}-${jobNumber}`),
    jobNumber,
    index: ImageIndex.parse(Math.min(1_000_000, named === null ? running : Number(named[2]))),
    seed: infotextNumber(read, 'Seed') ?? (named === null ? 0 : Number(named[3])),
    subseed: infotextNumber(read, 'Variation seed') ?? 0,
    bonus: false,
    workerId: null,
    workerName: 'unknown machine',
    file,
    format: picture.format,
    bytes: picture.bytes,
    width: picture.width,
    height: picture.height,
    prompt: read.prompt,
    negativePrompt: read.negativePrompt,
    checkpoint: read.parameters.get('Model') ?? null,
    sampler: read.parameters.get('Sampler') ?? null,
    steps: infotextNumber(read, 'Steps'),
    infotext: picture.infotext,
    flags: [],
    storedAt: Math.round(at),
    favourite: false,
    seconds: null,
  }
}
