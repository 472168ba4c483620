import type { ImageId, ImageIndex, JobId, WorkerId } from '../../../shared/ids.ts'
import { ImageFlag, type StoredImage } from '../../../shared/job.ts'
import type { ImageMeta } from '../../core/ports.ts'

/** What is known of a picture; the machine that made it may be forgotten. */
export interface PictureFacts extends Omit<ImageMeta, 'workerId'> {
  readonly workerId: WorkerId | null
}

/** A row of the index as SQLite gives it. */
export type Row = Record<string, unknown>

/** Columns of a StoredImage, for every SELECT that lists pictures. */
export const IMAGE_COLUMNS = `images.seq, images.id, images.job_id, images.job_number, images.image_index, images.seed, images.subseed,
  images.bonus, images.worker_id, images.worker_name, images.file, images.format, images.bytes, images.width, images.height,
  images.checkpoint, images.sampler, images.steps, images.infotext, images.flags, images.seconds, images.stored_at, images.favourite,
  prompts.prompt, prompts.negative_prompt`

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
