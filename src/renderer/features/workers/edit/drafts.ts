import type { WorkerId } from '../../../../shared/ids.ts'
import type { WorkerForm } from './worker-form.ts'

/** What was typed and not saved, so that a look at another screen loses nothing. Only in memory: it may hold a password. */
const drafts = new Map<WorkerId | 'new', WorkerForm>()

/** The draft of a machine's form (null: of a new one), if there is any. */
export const draftOf = (workerId: WorkerId | null): WorkerForm | undefined => drafts.get(workerId ?? 'new')

export function keepDraft(workerId: WorkerId | null, form: WorkerForm): void {
  drafts.set(workerId ?? 'new', form)
}

/** The sheet is closed, saved or not: nothing of it is kept. */
export function forgetDrafts(): void {
  drafts.clear()
}
