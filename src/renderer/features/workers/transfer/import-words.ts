import type { ImportEntry } from '../../../../shared/transfer.ts'
import { say } from '../../../../shared/words/say.ts'

/** On the button that does it: "Add 3 machines", "Add 2, change 1", "Nothing to do". */
export function applyWords(chosen: readonly Pick<ImportEntry, 'action'>[], withSettings: boolean): string {
  const added = chosen.filter(({ action }) => action === 'add').length
  const changed = chosen.filter(({ action }) => action === 'change').length
  if (added > 0 && changed > 0) return say('workers.import.apply-both', { added, changed })
  if (added > 0) return say('workers.import.apply-additions', { count: added })
  if (changed > 0) return say('workers.import.apply-changes', { count: changed })
  return say(withSettings ? 'workers.import.apply-settings' : 'workers.import.apply-nothing')
}

/** What was done, for the toast. */
export function appliedWords({ added, changed }: { added: number; changed: number }): string {
  if (added > 0 && changed > 0) return say('workers.import.applied-both', { added, changed })
  if (added > 0) return say('workers.added-all', { count: added })
  if (changed > 0) return say('workers.import.changed', { count: changed })
  return say('workers.import.applied-settings')
}
