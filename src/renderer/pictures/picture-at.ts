import { ImageId } from '../../shared/ids.ts'

/** The picture whose tile holds what an event happened to; null: it happened beside the tiles. */
export function pictureAt(target: EventTarget | null): ImageId | null {
  const tile = target instanceof Element ? target.closest<HTMLElement>('[data-image]') : null
  const id = ImageId.safeParse(tile?.dataset.image)
  return id.success ? id.data : null
}
