import { parseLenientJson } from '../../../shared/lenient-json.ts'
import { LORA_METADATA } from '../../core/prompt/lora-metadata.ts'
import { askForNow } from './ask-for-now.ts'
import { record } from './detect-kind.ts'
import type { WorkerHttp } from './http.ts'

/** Characters of the metadata of one LoRA; they are parsed on the main thread. */
const MOST_CHARACTERS = 512 << 10
/** As long as for the lists: it is one. */
const LIST_MS = 30_000
const FIELDS = ['name', 'alias', 'metadata', LORA_METADATA.trigger, ...LORA_METADATA.bases]

/**
 * The metadata of one LoRA; null: the server does not tell. The panel's own route has it alone (modules/ui_extra_networks.py); without the
 * panel it is looked for in the list, whose rows lose the words of the captions where it is large.
 */
export async function readMetadata(http: WorkerHttp, name: string, signal: AbortSignal): Promise<unknown> {
  const path = `/sd_extra_networks/metadata?page=lora&item=${encodeURIComponent(name)}`
  const { metadata } = record(await askForNow(http, path, signal, null))
  if (typeof metadata === 'string' && metadata.length <= MOST_CHARACTERS) {
    try {
      return parseLenientJson(metadata)
    } catch {
      // It is looked for in the list.
    }
  }
  const rows = await askForNow(http, '/sdapi/v1/loras', signal, FIELDS, LIST_MS)
  const row = Array.isArray(rows)
    ? rows.map(record).find((each) => each.name === name || each.alias === name)
    : null
  return row?.metadata ?? null
}
