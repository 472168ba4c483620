import type { Trash } from '../gallery/trash/trash.ts'
import type { EventHub } from './events.ts'
import type { AppHandlers } from './handlers.ts'
import { purgeInSteps } from './purge-in-steps.ts'

type TrashCall = 'trashImages' | 'restoreImages' | 'purgeImages' | 'emptyTrash' | 'trashSize'

export type TrashCalls = Pick<AppHandlers, TrashCall>

/** Pictures deleted in one go when the trash is emptied: others get their turn in between. */
const STEP = 200

/** Answers the calls about the trash, and tells everybody what became of the pictures. */
export function createTrashCalls(trash: Trash, hub: EventHub): { calls: TrashCalls; changed: () => void } {
  const changed = () => hub.emit('trashChanged', trash.size())
  const calls: TrashCalls = {
    async trashImages({ imageIds }) {
      const outcome = await trash.put(imageIds)
      if (outcome.imageIds.length > 0) {
        hub.emit('imagesTrashed', { imageIds: outcome.imageIds })
        changed()
      }
      return outcome
    },
    async restoreImages({ imageIds }) {
      const { images, ...outcome } = await trash.restore(imageIds)
      if (images.length > 0) {
        hub.emit('imagesRestored', { images })
        changed()
      }
      return outcome
    },
    async purgeImages({ imageIds }) {
      const outcome = await trash.purge(imageIds)
      if (outcome.imageIds.length > 0) changed()
      return outcome
    },
    async emptyTrash() {
      // What is thrown away from now on stays.
      const until = trash.newestTime() + 1
      return purgeInSteps({ trash, before: () => until, step: STEP, changed })
    },
    trashSize: async () => trash.size(),
  }
  return { calls, changed }
}
