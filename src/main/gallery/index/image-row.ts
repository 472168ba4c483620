import type { ImageId, ImageIndex, JobId, WorkerId } from '../../../shared/ids.ts'
import { ImageFlag, type StoredImage } from '../../../shared/job.ts'
import type { ImageMeta } from '../../core/ports.ts'

/** What is known of a picture; the machine that made it may be forgotten. */
export interface PictureFacts extends Omit<ImageMeta, 'workerId'> {
  readonly workerId: WorkerId | null
}

/** A row of the index as SQLite gives it. */
export type Row = Record<string, unknown>

/** A picture as its row keeps it, by column; its prompts stand in a table of their own, its folder and state beside it. */
export const columnsOf = (image: StoredImage) => ({
  id: image.id,
  job_id: image.jobId,
  job_number: image.jobNumber,
  image_index: image.index,
  seed: image.seed,
  subseed: image.subseed,
  bonus: image.bonus ? 1 : 0,
  worker_id: image.workerId,
  worker_name: image.workerName,
  file: image.file,
  format: image.format,
  bytes: image.bytes,
  width: image.width,
  height: image.height,
  checkpoint: image.checkpoint,
  sampler: image.sampler,
  steps: image.steps,
  infotext: image.infotext,
  flags: image.flags.join(','),
  seconds: image.seconds,
  stored_at: Math.round(image.storedAt),
  favourite: image.favourite ? 1 : 0,
})

const COLUMNS = [
  ...[
    'seq',
    'id',
    'job_id',
    'job_number',
    'image_index',
    'seed',
    'subseed',
    'bonus',
    'worker_id',
    'worker_name',
  ],
  ...['file', 'format', 'bytes', 'width', 'height', 'checkpoint', 'sampler', 'steps', 'infotext', 'flags'],
  ...['seconds', 'stored_at', 'favourite'],
]

/** What every SELECT that lists pictures asks for. */
export const IMAGE_COLUMNS = `${COLUMNS.map((name) => `images.${name}`).join(', ')}, prompts.prompt, prompts.negative_prompt`

/** Reads a row of IMAGE_COLUMNS. The table is STRICT and written by this module only, so types are as declared. */
export function imageOfRow(row: Row): StoredImage {
  return {
    id: row.id as ImageId,
    jobId: row.job_id as JobId,
    jobNumber: row.job_number as number,
    index: row.image_index as ImageIndex,
    seed: row.seed as number,
    subseed: row.subseed as number,
    bonus: row.bonus === 1,
    workerId: row.worker_id as WorkerId | null,
    workerName: row.worker_name as string,
    file: row.file as string,
    format: row.format as StoredImage['format'],
    bytes: row.bytes as number,
    width: row.width as number,
    height: row.height as number,
    prompt: row.prompt as string,
    negativePrompt: row.negative_prompt as string,
    checkpoint: row.checkpoint as string | null,
    sampler: row.sampler as string | null,
    steps: row.steps as number | null,
    infotext: row.infotext as string | null,
    flags: flagsOf(row.flags as string),
    seconds: row.seconds as number | null,
    storedAt: row.stored_at as number,
    favourite: row.favourite === 1,
  }
}

/** Flags as a row keeps them, joined by commas; words of a later version are passed over. */
export function flagsOf(text: string): ImageFlag[] {
  if (text === '') return []
  return text.split(',').flatMap((flag) => {
    const known = ImageFlag.safeParse(flag)
    return known.success ? [known.data] : []
  })
}
