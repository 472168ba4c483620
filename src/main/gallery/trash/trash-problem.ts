import type { ProblemKind } from '../../../shared/problem.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { TributaryError } from '../../core/failure.ts'
import { codeOf, storageProblem, whatWasThrown } from '../storage-error.ts'

/** What a failed move or removal means for a person. Nothing was changed on the disk then. */
export function trashProblem(error: unknown, folder: string): TributaryError {
  if (error instanceof TributaryError) return error
  const { kind } = storageProblem(error, folder)
  const [what, remedy] = wordsOf(kind, error, folder)
  return new TributaryError(kind, what, remedy, { cause: error })
}

function wordsOf(kind: ProblemKind, error: unknown, folder: string): [what: Reason, remedy: Reason] {
  switch (kind) {
    case 'storage-full':
      return [reason('gallery.trash.disk-full', { folder }), reason('gallery.trash.disk-full.remedy')]
    case 'storage-denied':
      return [
        reason('gallery.trash.denied', { folder, code: codeOf(error) ?? '' }),
        reason('gallery.trash.denied.remedy'),
      ]
    default:
      return [
        reason('gallery.trash.failed', { folder, error: whatWasThrown(error) }),
        reason('gallery.trash.failed.remedy'),
      ]
  }
}

export const pictureGone = (file: string): TributaryError =>
  new TributaryError(
    'not-found',
    reason('gallery.trash.file-gone', { file }),
    reason('gallery.trash.file-gone.remedy'),
  )
