import type { NetworkKind } from '../../../shared/network-details.ts'
import { askForNow } from './ask-for-now.ts'
import { record } from './detect-kind.ts'
import type { WorkerHttp } from './http.ts'
import { isNotTold } from './http.ts'
import { readNetworkItem } from './network-item.ts'

/** Bytes of a picture; people put whole renders beside their LoRAs. */
const MOST_BYTES = 16 << 20
const PICTURE_MS = 20_000
/** Characters of a card that are looked at; it has the metadata of its file at the end. */
const MOST_CARD = 200_000
/** The pages of the panel, by their titles in lower case (modules/ui_extra_networks.py). */
const PAGES: Readonly<Record<NetworkKind, string>> = { loras: 'lora', embeddings: 'textual inversion' }
/** Where a card, or an item of SD.Next, says that its picture is; nothing else of it is asked for. */
const ADDRESS = /(sd_extra_networks|sdapi\/v1\/network)\/(thumb|cover-images)\?([^"'()\s<>\\]{1,4000})/
const PARTS = { thumb: ['filename', 'mtime'], 'cover-images': ['page', 'item', 'index'] } as const
/** What SD.Next shows where there is none: files of its panel. */
const NO_PICTURE = /^(?:html|ui)\/|(?:^|\/)(?:missing|card-no-preview)\.(?:png|jpe?g|webp)$/i
/** A picture that stands in an item itself. */
const DATA = /^data:image\/[\w.+-]{1,40};base64,/

/**
 * The picture that the panel of a server shows for a LoRA or an embedding, in whatever format it is stored; null: it has none, or no panel of
 * that kind. Rejects with what keeps it from answering at all.
 */
export async function readNetworkPicture(
  http: WorkerHttp,
  kind: NetworkKind,
  name: string,
  signal: AbortSignal,
): Promise<Buffer | null> {
  const query = new URLSearchParams({ page: PAGES[kind], tabname: 'txt2img', name })
  const { html } = record(await askForNow(http, `/sd_extra_networks/get-single-card?${query}`, signal, null))
  // SD.Next has no cards to ask for.
  const shown = html ?? (await readNetworkItem(http, kind, name, signal))?.preview
  if (typeof shown !== 'string') return null
  if (DATA.test(shown)) return pictureOf(shown)
  const path = pictureIn(shown)
  if (path === null) return null
  try {
    return await http.getFile(path, signal, MOST_BYTES, PICTURE_MS)
  } catch (error) {
    if (isNotTold(error)) return null
    throw error
  }
}

/** The path of the picture that a card or an address names, put together anew, below the address of the server; null: it shows none. */
export function pictureIn(html: string): string | null {
  const [, root, route, query = ''] = ADDRESS.exec(html.slice(0, MOST_CARD)) ?? []
  if (route !== 'thumb' && route !== 'cover-images') return null
  const told = new URLSearchParams(query.replaceAll('&amp;', '&').replaceAll('&#x27;', "'"))
  const parts = PARTS[route].flatMap((part): [string, string][] => {
    const value = told.get(part)
    return value === null ? [] : [[part, value]]
  })
  if (parts.length === 0 || NO_PICTURE.test(told.get('filename') ?? '')) return null
  return `/${root}/${route}?${new URLSearchParams(parts)}`
}

/** Bytes that stand in an item as base64; null: more than is taken in. What is no picture is told apart when it is made smaller. */
function pictureOf(address: string): Buffer | null {
  const from = address.indexOf(',') + 1
  return (address.length - from) * 0.75 > MOST_BYTES ? null : Buffer.from(address.slice(from), 'base64')
}
