import type { Snapshot } from '../../shared/contract.ts'
import type { ImageId, JobId } from '../../shared/ids.ts'
import { isAsAsked, type StoredImage } from '../../shared/job.ts'

/** Pictures of the jobs of this session. The gallery of everything asks page by page with `listImages`. */
export interface ImagesSlice {
  readonly imagesById: Readonly<Record<ImageId, StoredImage>>
  /** job -> image index -> picture */
  readonly imagesByJob: Readonly<Record<JobId, Readonly<Record<number, ImageId>>>>
}

export const noImages: ImagesSlice = { imagesById: {}, imagesByJob: {} }
export const NO_JOB_IMAGES: Readonly<Record<number, ImageId>> = {}

export const imagesOf = (snapshot: Snapshot): ImagesSlice => imagesStored(noImages, snapshot.images)

/**
 * Takes in stored pictures. Where an index has two (a flagged one and a sound one), the sound one is shown;
 * between equals the newer one.
 */
export function imagesStored(slice: ImagesSlice, stored: readonly StoredImage[]): ImagesSlice {
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
