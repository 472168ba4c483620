import type { Snapshot } from '../../shared/contract.ts'
import type { ImageId, JobId } from '../../shared/ids.ts'
import { isAsAsked, type StoredImage } from '../../shared/job.ts'

/** Pictures of the jobs of this session. The gallery of everything asks page by page with `listImages`. */
export interface ImagesSlice {
  readonly imagesById: Readonly<Record<ImageId, StoredImage>>
  /** job -> image index -> picture */
  readonly imagesByJob: Readonly<Record<JobId, Readonly<Record<number, ImageId>>>>
  /** job -> image indexes whose picture was deleted */
  readonly deletedByJob: Readonly<Record<JobId, ReadonlySet<number>>>
}

export const noImages: ImagesSlice = { imagesById: {}, imagesByJob: {}, deletedByJob: {} }
export const NOTHING_DELETED: ReadonlySet<number> = new Set()
export const NO_JOB_IMAGES: Readonly<Record<number, ImageId>> = {}

export function imagesOf({ images, deleted }: Snapshot): ImagesSlice {
  const byJob = Map.groupBy(deleted, ({ jobId }) => jobId)
  const deletedByJob = Object.fromEntries(
    [...byJob].map(([jobId, entries]) => [jobId, new Set<number>(entries.map(({ index }) => index))]),
  )
  return { ...noImages, ...imagesStored(noImages, images), deletedByJob }
}

/**
 * Takes in stored pictures. Where an index has two (a flagged one and a sound one), the sound one is shown;
 * between equals the newer one.
 */
export function imagesStored(
  slice: Pick<ImagesSlice, 'imagesById' | 'imagesByJob'>,
  stored: readonly StoredImage[],
): Pick<ImagesSlice, 'imagesById' | 'imagesByJob'> {
  const imagesById = { ...slice.imagesById }
  const imagesByJob = { ...slice.imagesByJob }
  for (const [jobId, images] of Map.groupBy(stored, (image) => image.jobId)) {
    const byIndex = { ...imagesByJob[jobId] }
    for (const image of images) {
      imagesById[image.id] = image
      const standing = byIndex[image.index]
      const before = standing === undefined ? undefined : imagesById[standing]
      if (!before || !isAsAsked(before.flags) || isAsAsked(image.flags)) byIndex[image.index] = image.id
    }
    imagesByJob[jobId] = byIndex
  }
  return { imagesById, imagesByJob }
}

/** Pictures were deleted; where an index has another one, that is shown. Those of earlier sessions are not known here and passed over. */
export function imagesTrashed(slice: ImagesSlice, ids: readonly ImageId[]): Partial<ImagesSlice> {
  const gone = ids.flatMap((id) => slice.imagesById[id] ?? [])
  if (gone.length === 0) return {}
  const imagesById: Record<ImageId, StoredImage> = { ...slice.imagesById }
  for (const { id } of gone) delete imagesById[id]
  const imagesByJob: Record<JobId, Readonly<Record<number, ImageId>>> = { ...slice.imagesByJob }
  const deletedByJob: Record<JobId, ReadonlySet<number>> = { ...slice.deletedByJob }
  for (const [jobId, images] of Map.groupBy(gone, (image) => image.jobId)) {
    const byIndex = { ...imagesByJob[jobId] }
    for (const { id, index } of images) if (byIndex[index] === id) delete byIndex[index]
    const left = Object.values(imagesById).filter(
      (image) => image.jobId === jobId && byIndex[image.index] === undefined,
    )
    imagesByJob[jobId] = { ...byIndex, ...Object.fromEntries(left.map(({ index, id }) => [index, id])) }
    deletedByJob[jobId] = new Set([...(deletedByJob[jobId] ?? []), ...images.map(({ index }) => index)])
  }
  return { imagesById, imagesByJob, deletedByJob }
}

/** Pictures came back out of the trash. `known`: whether a job is one of this session. */
export function imagesRestored(
  slice: ImagesSlice,
  images: readonly StoredImage[],
  known: (jobId: JobId) => boolean,
): Partial<ImagesSlice> {
  const own = images.filter(({ jobId }) => known(jobId))
  if (own.length === 0) return {}
  const deletedByJob: Record<JobId, ReadonlySet<number>> = { ...slice.deletedByJob }
  for (const { jobId, index } of own) {
    const left = new Set(deletedByJob[jobId])
    left.delete(index)
    deletedByJob[jobId] = left
  }
  return { ...imagesStored(slice, own), deletedByJob }
}

/** The user's mark was set or taken; pictures of earlier sessions are not known here and passed over. */
export function imagesMarked(
  slice: ImagesSlice,
  ids: readonly ImageId[],
  favourite: boolean,
): Partial<ImagesSlice> {
  const known = ids.flatMap((id) => slice.imagesById[id] ?? [])
  if (known.length === 0) return {}
  const marked = Object.fromEntries(known.map((image) => [image.id, { ...image, favourite }]))
  return { imagesById: { ...slice.imagesById, ...marked } }
}
