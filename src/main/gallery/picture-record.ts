import { randomUUID } from 'node:crypto'
import { ImageId, ImageIndex } from '../../shared/ids.ts'
import type { StoredImage } from '../../shared/job.ts'
import type { PictureFacts } from './index/image-row.ts'

const LONGEST_INFOTEXT = 1_000_000

/** A picture's file, as it lies there. */
export type PictureFile = Pick<StoredImage, 'file' | 'format' | 'bytes' | 'width' | 'height'>

/** The record of a new picture: what is known of it and of its file. `at`: epoch ms. */
export function pictureRecord(facts: PictureFacts, file: PictureFile, at: number): StoredImage {
  const { request } = facts
  return {
    id: ImageId.parse(randomUUID()),
    jobId: facts.jobId,
    jobNumber: facts.jobNumber,
    index: ImageIndex.parse(facts.index),
    seed: facts.seed,
    subseed: facts.subseed,
    bonus: facts.bonus,
    workerId: facts.workerId,
    workerName: facts.workerName,
    file: file.file,
    format: file.format,
    bytes: file.bytes,
    width: file.width,
    height: file.height,
    prompt: request.prompt,
    negativePrompt: request.negativePrompt,
    checkpoint: request.checkpoint,
    sampler: request.sampler,
    steps: request.steps,
    infotext: facts.infotext?.slice(0, LONGEST_INFOTEXT) ?? null,
    flags: [...facts.flags],
    storedAt: Math.round(at),
    favourite: false,
    seconds: facts.seconds,
  }
}
