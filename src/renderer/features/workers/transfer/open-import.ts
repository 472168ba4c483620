import { say } from '../../../../shared/words/say.ts'
import { call } from '../../../state/call.ts'
import { problemFrom } from '../../../state/problem-error.ts'
import { showProblem } from '../../../state/toasts.ts'
import { openSheet } from '../board-store.ts'
import type { Dropped } from './read-dropped.ts'

/** Shows what a drop or paste would do. Nothing changes and nothing is sent to any address by this. */
export async function openImport(dropped: Dropped): Promise<void> {
  if ('refused' in dropped) {
    showProblem(say('workers.failed.read-dropped'), {
      kind: 'bad-request',
      message: dropped.refused,
      remedy: null,
      field: null,
    })
    return
  }
  try {
    openSheet({ kind: 'import', preview: await call('previewImport', { source: dropped.source }) })
  } catch (error) {
    showProblem(say('workers.failed.import'), problemFrom(error))
  }
}
