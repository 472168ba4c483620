import type { ImageId } from '../../../shared/ids.ts'
import type { ImagePage, StoredImage } from '../../../shared/job.ts'
import { isStill, type PictureMove, type PicturePlace } from '../../state/picture-places.ts'
import { belongs, type GalleryFilter } from './gallery-filter.ts'

/** The pictures read so far, newest first. */
export interface GalleryPages {
  readonly images: readonly StoredImage[]
  /** of the whole filter, as the newest page says, with what came since */
  readonly total: number
  /** there is nothing older */
  readonly complete: boolean
}

export const NO_PAGES: GalleryPages = { images: [], total: 0, complete: false }

/** Pages with the place they were read from: what lies in the trash is another list with other actions. */
export interface HeldPages {
  readonly trash: boolean
  readonly pages: GalleryPages
}

/** What is held of one of the two; nothing while the other one was read last. */
export const pagesOf = (held: HeldPages, trash: boolean): GalleryPages =>
  held.trash === trash ? held.pages : NO_PAGES

/** Whether pictures came to the place that is shown that were not there when it was read. `known`: all that was read. */
export const bringsUnknown = (
  { ids, to }: PictureMove,
  trash: boolean,
  known: ReadonlySet<ImageId>,
): boolean => to === placeOf(trash) && ids.some((id) => !known.has(id))

const placeOf = (trash: boolean): PicturePlace => (trash ? 'trash' : 'gallery')

/** Appends the next older page. A picture that is there already (it came while the page was read) is not taken twice. */
export function withPage(pages: GalleryPages, page: ImagePage): GalleryPages {
  const known = new Set(pages.images.map(({ id }) => id))
  const images = [...pages.images, ...page.images.filter(({ id }) => !known.has(id))]
  return {
    images,
    total: Math.max(page.total, images.length),
    complete: page.images.length === 0 || images.length >= page.total,
  }
}

/** Puts pictures that were just stored in front. `arrived`: oldest first, as they came. */
export function withArrived(pages: GalleryPages, arrived: readonly StoredImage[]): GalleryPages {
  const known = new Set(pages.images.map(({ id }) => id))
  const fresh = arrived.filter(({ id }) => !known.has(id))
  if (fresh.length === 0) return pages
  return {
    ...pages,
    images: [...fresh.toReversed(), ...pages.images],
    total: pages.total + fresh.length,
  }
}

/** Leaves out what was deleted, or taken out of the trash, since it was read. */
export function withoutMoved(
  pages: GalleryPages,
  places: Readonly<Record<ImageId, PicturePlace>>,
  trash: boolean,
): GalleryPages {
  const images = pages.images.filter(({ id }) => isStill(places, id, placeOf(trash)))
  const moved = pages.images.length - images.length
  return moved === 0 ? pages : { ...pages, images, total: pages.total - moved }
}

type ImagesById = Readonly<Record<ImageId, StoredImage>>

/**
 * What was stored between two states of the panel and belongs to a filter. `known`: what is read already; it may be new to the panel,
 * since the viewer is given what it shows.
 */
export const freshImages = (
  now: ImagesById,
  before: ImagesById,
  known: ReadonlySet<ImageId>,
  filter: GalleryFilter,
  at: Date,
): StoredImage[] =>
  Object.values(now).filter(
    (image) => before[image.id] === undefined && !known.has(image.id) && belongs(image, filter, at),
  )
