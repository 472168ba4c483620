import { create } from 'zustand'
import type { ImageId } from '../../shared/ids.ts'
import type { TrashSize } from '../../shared/job.ts'

/** Where a picture is by now. */
export type PicturePlace = 'gallery' | 'trash' | 'gone'

/** Pictures that lie in another place now. */
export interface PictureMove {
  readonly ids: readonly ImageId[]
  readonly to: PicturePlace
}

interface Places {
  /** what moved since the start: lists that were read before still hold the pictures as they were then */
  readonly places: Readonly<Record<ImageId, PicturePlace>>
  /** the newest move that the main process has told of; null: none yet */
  readonly moved: PictureMove | null
  /** null: nobody asked yet */
  readonly trashSize: TrashSize | null
}

export const usePicturePlaces = create<Places>(() => ({ places: {}, moved: null, trashSize: null }))

/** Takes in where pictures have gone, as soon as it is asked for. */
export function notePlaces(ids: readonly ImageId[], place: PicturePlace): void {
  if (ids.length === 0) return
  usePicturePlaces.setState(({ places }) => ({
    places: { ...places, ...Object.fromEntries(ids.map((id) => [id, place])) },
  }))
}

/** Takes in where pictures are, as the main process tells it once they are there. */
export function noteMove(move: PictureMove): void {
  notePlaces(move.ids, move.to)
  usePicturePlaces.setState({ moved: move })
}

export const noteTrashSize = (trashSize: TrashSize): void => usePicturePlaces.setState({ trashSize })

/** Whether a picture that was read from one of the two is still there. */
export const isStill = (places: Places['places'], id: ImageId, place: PicturePlace): boolean =>
  (places[id] ?? place) === place
