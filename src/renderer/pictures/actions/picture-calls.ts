import type { ImageId } from '../../../shared/ids.ts'
import type { StoredImage } from '../../../shared/job.ts'
import type { Problem } from '../../../shared/problem.ts'
import { bytes } from '../../../shared/words/format-number.ts'
import { say } from '../../../shared/words/say.ts'
import { attempt } from '../../state/call.ts'
import { imagesRestored, imagesTrashed } from '../../state/images.ts'
import { inCalls, MOST_IN_CALL } from '../../state/in-calls.ts'
import { usePanel } from '../../state/panel-store.ts'
import { notePlaces, usePicturePlaces } from '../../state/picture-places.ts'
import { showDone, showProblem, showRefusal } from '../../state/toasts.ts'
import { viewerWithout } from '../../state/ui.ts'
import { undoing } from '../../state/undo.ts'
import { ask } from '../../ui/confirm.ts'
import {
  type Deletion,
  forgetAllDeleted,
  forgetDeleted,
  isNoted,
  newestDeletion,
  noteDeletion,
  takeDeletion,
} from './deletions.ts'

interface Outcome {
  /** the pictures for which it was done */
  readonly done: readonly ImageId[]
  /** the others may be where they were; otherwise they were not there any more */
  readonly failed: boolean
}

const NOTHING_DONE: Outcome = { done: [], failed: false }

const idsOf = (images: readonly StoredImage[]): ImageId[] => images.map(({ id }) => id)

/** Moves pictures into the trash, with a way back. They go from the screen at once, and come back where that failed. */
export async function deletePictures(images: readonly StoredImage[]): Promise<void> {
  const ids = idsOf(images)
  notePlaces(ids, 'trash')
  usePanel.setState((state) => ({ ...imagesTrashed(state, ids), ...viewerWithout(state, ids) }))
  const deletion = noteDeletion(ids)
  const trashing = inPortions('trashImages', ids, say('pictures.failed.delete'))
  deletion.underWay = trashing
  const { done } = await trashing
  const stayed = images.filter(({ id }) => !done.includes(id))
  takeBack(stayed)
  deletion.ids = done
  forgetDeleted(idsOf(stayed))
  if (done.length === 0 || !isNoted(deletion)) return
  deletion.hide = showDone(
    say('pictures.deleted', { count: done.length }),
    undoing(() => void undo(deletion)),
  )
}

/** Takes the newest deletion back that was not taken back yet. Answers whether there was one. */
export function undoDeletion(): boolean {
  const newest = newestDeletion()
  if (newest === undefined) return false
  void undo(newest)
  return true
}

/** What could not be restored can be tried again; of what has left the trash in another way a toast tells. */
async function undo(deletion: Deletion): Promise<void> {
  const putBack = takeDeletion(deletion)
  await deletion.underWay
  const { ids } = deletion
  // Nothing of it got into the trash, which was said.
  if (ids.length === 0) return
  const { done, failed } =
    putBack === null ? NOTHING_DONE : await inPortions('restoreImages', ids, say('pictures.failed.restore'))
  if (failed) putBack?.(ids.filter((id) => !done.includes(id)))
  else if (done.length === 0) showRefusal(say('pictures.failed.restore'), say('pictures.not-in-trash'))
}

/** Puts pictures of the trash back into the gallery. */
export async function restorePictures(images: readonly StoredImage[]): Promise<void> {
  const ids = idsOf(images)
  notePlaces(ids, 'gallery')
  const { done } = await inPortions('restoreImages', ids, say('pictures.failed.restore'))
  forgetDeleted(done)
  notePlaces(
    ids.filter((id) => !done.includes(id)),
    'trash',
  )
  if (done.length > 0) showDone(say('pictures.restored', { count: done.length }))
}

/** Asks, then deletes pictures of the trash for good. */
export function askToPurge(images: readonly StoredImage[]): void {
  const count = images.length
  ask({
    title: say('pictures.purge.title', { count }),
    text: say('pictures.purge.text', { count }),
    label: say('pictures.purge'),
    run: () => void purge(idsOf(images)),
  })
}

async function purge(ids: ImageId[]): Promise<void> {
  const { done } = await inPortions('purgeImages', ids, say('pictures.failed.purge'))
  forgetDeleted(done)
  notePlaces(done, 'gone')
}

/** Asks, then deletes everything in the trash for good; `then` is called when that is over. */
export function askToEmptyTrash(then: () => void): void {
  const { trashSize } = usePicturePlaces.getState()
  if (trashSize === null || trashSize.count === 0) return
  const { count } = trashSize
  ask({
    title: say('pictures.trash.empty.title'),
    text: say('pictures.trash.empty.text', { count, size: bytes(trashSize.bytes) }),
    label: say('pictures.trash.empty'),
    run: () =>
      void attempt('emptyTrash', {}, say('pictures.failed.purge')).then((answer) => {
        if (answer?.problem) showProblem(say('pictures.failed.purge'), answer.problem)
        else if (answer) forgetAllDeleted()
        then()
      }),
  })
}

/** One call, since it asks for the folder: refuses more pictures than that may name. */
export async function saveCopies(images: readonly StoredImage[]): Promise<void> {
  if (areTooMany(images, say('pictures.failed.save'))) return
  const answer = await attempt('saveImageCopies', { imageIds: idsOf(images) }, say('pictures.failed.save'))
  if (answer?.folder) showDone(say('pictures.copies-saved', { count: answer.count, folder: answer.folder }))
}

export async function saveAs(image: StoredImage): Promise<void> {
  const answer = await attempt('saveImageAs', { imageId: image.id }, say('pictures.failed.save'))
  if (answer?.file) showDone(say('pictures.saved-as', { file: answer.file }))
}

export async function copyPicture(image: StoredImage): Promise<void> {
  const answer = await attempt('copyImage', { imageId: image.id }, say('pictures.failed.copy'))
  if (answer) showDone(say('pictures.copied'))
}

export const reveal = (image: StoredImage): void =>
  void attempt('revealImage', { imageId: image.id }, say('panel.failed.reveal-picture'))

/** Begins to drag the files of pictures to another program; refuses more than one call may name. */
export function dragOut(images: readonly StoredImage[]): void {
  if (areTooMany(images, say('pictures.failed.drag'))) return
  void attempt('dragImages', { imageIds: idsOf(images) }, say('pictures.failed.drag'))
}

/** Whether one call cannot name these; a toast says so. */
function areTooMany(images: readonly StoredImage[], failed: string): boolean {
  if (images.length <= MOST_IN_CALL) return false
  showRefusal(failed, say('pictures.too-many', { most: MOST_IN_CALL }))
  return true
}

/** Does it in calls one after the other; a toast tells of a failure. */
async function inPortions(
  name: 'trashImages' | 'restoreImages' | 'purgeImages',
  ids: readonly ImageId[],
  failed: string,
): Promise<Outcome> {
  const done: ImageId[] = []
  let problem: Problem | null = null
  let broken = false
  for (const imageIds of inCalls(ids)) {
    const answer = await attempt(name, { imageIds }, failed)
    if (answer === null) {
      broken = true
      break
    }
    done.push(...answer.imageIds)
    problem ??= answer.problem
  }
  if (problem !== null) showProblem(failed, problem)
  return { done, failed: broken || problem !== null }
}

/** Shows pictures again that could not be deleted. */
function takeBack(images: readonly StoredImage[]): void {
  notePlaces(idsOf(images), 'gallery')
  usePanel.setState((state) => imagesRestored(state, images, (jobId) => state.jobsById[jobId] !== undefined))
}
