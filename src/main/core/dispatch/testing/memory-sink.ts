import { ImageId, ImageIndex, type JobId } from '../../../../shared/ids.ts'
import { isAsAsked, type StoredImage } from '../../../../shared/job.ts'
import type { TributaryError } from '../../failure.ts'
import type { RawImage } from '../../generation.ts'
import type { ImageMeta, ImageSink, JobRecord, Journal, SpooledImage } from '../../ports.ts'
import { BLACK_BYTES } from './simulated-answer.ts'

/** A gallery without a disk. Can be told to be full. */
export class MemorySink implements ImageSink {
  readonly stored: StoredImage[] = []
  /** while set, every write fails with it */
  trouble: TributaryError | null = null
  spooledNow = 0
  /** waited for before every write and every rename; null: a disk that takes no time */
  busy: (() => Promise<void>) | null = null

  async spool(image: RawImage): Promise<SpooledImage> {
    if (this.busy !== null) await this.busy()
    if (this.trouble !== null) throw this.trouble
    this.spooledNow++
    const { format, width, height } = image
    const bytes = image.bytes.byteLength
    return { format, bytes, width, height, ...(bytes === BLACK_BYTES ? { uniform: true } : {}) }
  }

  async commit(spooled: SpooledImage, meta: ImageMeta): Promise<StoredImage> {
    if (this.busy !== null) await this.busy()
    if (this.trouble !== null) throw this.trouble
    this.spooledNow--
    const image: StoredImage = {
      id: ImageId.parse(`image-${this.stored.length}`),
      jobId: meta.jobId,
      jobNumber: meta.jobNumber,
      index: ImageIndex.parse(meta.index),
      seed: meta.seed,
      subseed: meta.subseed,
      bonus: meta.bonus,
      workerId: meta.workerId,
      workerName: meta.workerName,
      file: `${meta.jobNumber}-${meta.index}.png`,
      format: spooled.format,
      bytes: spooled.bytes,
      width: spooled.width,
      height: spooled.height,
      prompt: meta.request.prompt,
      negativePrompt: meta.request.negativePrompt,
      checkpoint: meta.request.checkpoint,
      sampler: meta.request.sampler,
      steps: meta.request.steps,
      infotext: meta.infotext,
      flags: [...meta.flags],
      storedAt: 0,
      favourite: false,
      seconds: meta.seconds,
    }
    this.stored.push(image)
    return image
  }

  /** what came beside, with the ids of the pictures it came with */
  readonly attached: (Pick<SpooledImage, 'width' | 'height'> & { readonly beside: readonly ImageId[] })[] = []

  async attach({ width, height }: SpooledImage, beside: readonly ImageId[]): Promise<void> {
    if (this.trouble !== null) throw this.trouble
    this.spooledNow--
    this.attached.push({ width, height, beside })
  }

  async discard(): Promise<void> {
    this.spooledNow--
  }

  /** Indexes of unflagged pictures, in the order they were stored; twice where one was stored twice. */
  indexes(): number[] {
    return this.stored.filter((image) => isAsAsked(image.flags)).map((image) => image.index)
  }
}

/** A journal that remembers the newest record of each job. */
export class MemoryJournal implements Journal {
  readonly records = new Map<string, JobRecord>()
  /** as last arranged */
  order: readonly JobId[] = []
  paused = false
  #number = 0

  nextJobNumber(): number {
    this.#number++
    return this.#number
  }

  save(record: JobRecord): void {
    this.records.set(record.id, record)
  }

  arrange(order: readonly JobId[]): void {
    this.order = order
  }

  keepPause(paused: boolean): void {
    this.paused = paused
  }
}
