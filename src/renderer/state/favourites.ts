import { create } from 'zustand'
import type { ImageId } from '../../shared/ids.ts'
import type { StoredImage } from '../../shared/job.ts'
import { say } from '../../shared/words/say.ts'
import { attempt } from './call.ts'
import { inCalls } from './in-calls.ts'

/** Marks set or taken since the start: lists that were read before still hold the pictures as they were then. */
const useMarks = create<Readonly<Record<ImageId, boolean>>>(() => ({}))

export const useFavourite = ({ id, favourite }: StoredImage): boolean =>
  useMarks((marks) => marks[id]) ?? favourite

export const isFavourite = ({ id, favourite }: StoredImage): boolean => useMarks.getState()[id] ?? favourite

/** Draws a component again with every mark that is set or taken: for what speaks of several pictures. */
export const useAnyMark = (): void => void useMarks()

/** Takes in what the main process tells, whoever asked for it. */
export function noteMarks(ids: readonly ImageId[], favourite: boolean): void {
  useMarks.setState(Object.fromEntries(ids.map((id) => [id, favourite])))
}

/** Marks a picture as a favourite, or takes the mark away; shown at once, taken back when it could not be kept. */
export const toggleFavourite = (image: StoredImage): Promise<void> =>
  markPictures([image], !isFavourite(image))

/** The same for several at once. */
export async function markPictures(images: readonly StoredImage[], favourite: boolean): Promise<void> {
  const changed = images.filter((image) => isFavourite(image) !== favourite).map(({ id }) => id)
  if (changed.length === 0) return
  noteMarks(changed, favourite)
  for (const imageIds of inCalls(changed)) {
    const done = await attempt('markImages', { imageIds, favourite }, say('panel.failed.mark-picture'))
    if (done === null) noteMarks(imageIds, !favourite)
  }
}
