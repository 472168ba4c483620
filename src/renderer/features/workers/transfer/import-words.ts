import type { ImportEntry, ImportFormat } from '../../../../shared/transfer.ts'
import { counted } from '../../../../shared/words/format-number.ts'

export const FORMAT_WORDS: Readonly<Record<ImportFormat, string>> = {
  addresses: 'A list of addresses',
  'workers-json': 'A workers.json of stable-diffusion-webui-distributed (version 1)',
  'distributed-config': 'A distributed-config.json of stable-diffusion-webui-distributed (version 2)',
  tributary: 'A list exported by Tributary',
}

/** On the button that does it: "Add 3 machines", "Add 2, change 1", "Nothing to do". */
export function applyWords(chosen: readonly Pick<ImportEntry, 'action'>[], withSettings: boolean): string {
  const adds = chosen.filter(({ action }) => action === 'add').length
  const changes = chosen.filter(({ action }) => action === 'change').length
  if (adds > 0 && changes > 0) return `Add ${adds}, change ${changes}`
  if (adds > 0) return `Add ${counted(adds, 'machine')}`
  if (changes > 0) return `Change ${counted(changes, 'machine')}`
  return withSettings ? 'Take over the settings' : 'Nothing to do'
}

/** What was done, for the toast. */
export function appliedWords({ added, changed }: { added: number; changed: number }): string {
  if (added > 0 && changed > 0) return `Added ${counted(added, 'machine')}, changed ${changed}`
  if (added > 0) return `Added ${counted(added, 'machine')}`
  if (changed > 0) return `Changed ${counted(changed, 'machine')}`
  return 'Took over the settings'
}
