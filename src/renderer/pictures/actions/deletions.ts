import type { ImageId } from '../../../shared/ids.ts'

/** Deletions that can be taken back at most; the oldest is forgotten first. */
const MOST = 50

/** Pictures that were deleted together and can come back together. */
export interface Deletion {
  /** those of them that are still in the trash, as far as this panel knows */
  ids: readonly ImageId[]
  /** resolves when they are in the trash: until then they cannot come back */
  underWay: Promise<unknown>
  /** takes away what tells of it and offers to take it back */
  hide: () => void
}

/** The newest last. */
let deletions: readonly Deletion[] = []

/** Remembers a deletion from its beginning on, so that it can be taken back at once. */
export function noteDeletion(ids: readonly ImageId[]): Deletion {
  forgetDeleted(ids)
  const deletion: Deletion = { ids, underWay: Promise.resolve(), hide: () => undefined }
  deletions = [...deletions, deletion].slice(-MOST)
  return deletion
}

/** Whether a deletion can still be taken back. */
export const isNoted = (deletion: Deletion): boolean => deletions.includes(deletion)

/** The newest deletion that was not taken back; undefined: there is none. */
export const newestDeletion = (): Deletion | undefined => deletions.at(-1)

/**
 * Takes a deletion from the list while its pictures are restored. Answers what puts it back with those that stayed in the trash;
 * null: it is not in the list any more.
 */
export function takeDeletion(deletion: Deletion): ((left: readonly ImageId[]) => void) | null {
  const at = deletions.indexOf(deletion)
  if (at < 0) return null
  deletions = deletions.toSpliced(at, 1)
  deletion.hide()
  return (left) => {
    if (left.length === 0) return
    deletion.ids = left
    deletions = deletions.toSpliced(at, 0, deletion)
  }
}

/** These pictures have left the trash in another way: they cannot be taken back any more. */
export function forgetDeleted(ids: readonly ImageId[]): void {
  const gone = new Set(ids)
  for (const deletion of deletions) deletion.ids = deletion.ids.filter((id) => !gone.has(id))
  keepThose((deletion) => deletion.ids.length > 0)
}

/** The trash was emptied: nothing can be taken back any more. */
export function forgetAllDeleted(): void {
  keepThose(() => false)
}

function keepThose(stays: (deletion: Deletion) => boolean): void {
  for (const deletion of deletions) if (!stays(deletion)) deletion.hide()
  deletions = deletions.filter(stays)
}
