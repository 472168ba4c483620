import { parseLenientJson } from '../../../shared/lenient-json.ts'
import type { NetworkKind } from '../../../shared/network-details.ts'
import { askForNow } from './ask-for-now.ts'
import { record } from './detect-kind.ts'
import type { WorkerHttp } from './http.ts'

/** Characters of an item that are parsed, on the main thread: the metadata of its file stands in it. */
const MOST_CHARACTERS = 1 << 20
/** The pages of SD.Next by their titles in lower case; embeddings had the second one before 2024. */
const PAGES: Readonly<Record<NetworkKind, readonly string[]>> = {
  loras: ['lora'],
  embeddings: ['embedding', 'textual inversion'],
}

/**
 * What SD.Next tells of a LoRA or an embedding (modules/ui_extra_networks.py: an object as JSON inside of a JSON string, or an object that says
 * "none"); null: it does not know it, or is another server. Rejects with what keeps it from answering at all.
 */
export async function readNetworkItem(
  http: WorkerHttp,
  kind: NetworkKind,
  name: string,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>> | null> {
  for (const page of PAGES[kind]) {
    const answer = await askForNow(
      http,
      `/sdapi/v1/network?${new URLSearchParams({ page, item: name })}`,
      signal,
      null,
    )
    // Other servers have no such route under any page.
    if (answer === null || answer === undefined) return null
    const item = itemIn(answer)
    if (item !== null) return item
  }
  return null
}

function itemIn(answer: unknown): Readonly<Record<string, unknown>> | null {
  const item = typeof answer === 'string' ? parsed(answer) : record(answer)
  return typeof item.name === 'string' ? item : null
}

/** A JSON object; empty for anything else, and for more than is parsed. */
export function parsed(text: string): Record<string, unknown> {
  if (text.length > MOST_CHARACTERS) return {}
  try {
    return record(parseLenientJson(text))
  } catch {
    // "none", or what somebody wrote into a file.
    return {}
  }
}
