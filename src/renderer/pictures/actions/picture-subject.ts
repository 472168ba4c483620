import type { StoredImage } from '../../../shared/job.ts'

/** What an action is about: one picture or several, from one place. */
export interface PictureSubject {
  readonly images: readonly StoredImage[]
  /** they are in the trash */
  readonly trashed: boolean
  /** opens one of them among its neighbours; absent: it is open already, or cannot be opened */
  readonly open?: ((image: StoredImage) => void) | undefined
}

/** The picture, where it is about one only. */
export const onlyOne = ({ images }: PictureSubject): StoredImage | undefined =>
  images.length === 1 ? images[0] : undefined
