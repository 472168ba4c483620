import { create } from 'zustand'
import type { ImageId } from '../../shared/ids.ts'
import type { StoredImage } from '../../shared/job.ts'
import { say } from '../../shared/words/say.ts'
import { attempt } from './call.ts'

/** Marks set or taken since the start: lists that were read before still hold the pictures as they were then. */
const useMarks = create<Readonly<Record<ImageId, boolean>>>(() => ({}))

export const useFavourite = ({ id, favourite }: StoredImage): boolean =>
  useMarks((marks) => marks[id]) ?? favourite

const isFavourite = ({ id, favourite }: StoredImage): boolean => useMarks.getState()[id] ?? favourite

/** Takes in what the main process tells, whoever asked for it. */
export function noteMarks(ids: readonly ImageId[], favourite: boolean): void {
  useMarks.setState(Object.fromEntries(ids.map((id) => [id, favourite])))
}

/** Marks a picture as a favourite, or takes the mark away; shown at once, taken back when it could not be kept. */
export async function toggleFavourite(image: StoredImage): Promise<void> {
  const favourite = !isFavourite(image)
  noteMarks([image.id], favourite)
  const done = await attempt(
    'markImages',
    { imageIds: [image.id], favourite },
    say('panel.failed.mark-picture'),
  )
  if (done === null) noteMarks([image.id], !favourite)
}
