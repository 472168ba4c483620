import { LORA_METADATA } from '../../core/prompt/lora-metadata.ts'
import { askForNow } from './ask-for-now.ts'
import { record } from './detect-kind.ts'
import type { WorkerHttp } from './http.ts'
import { parsed, readNetworkItem } from './network-item.ts'

/** Characters of the metadata of one LoRA; they are parsed on the main thread. */
const MOST_CHARACTERS = 512 << 10
/** As long as for the lists: it is one. */
const LIST_MS = 30_000
const FIELDS = ['name', 'alias', 'metadata', LORA_METADATA.trigger, ...LORA_METADATA.bases]
/** Trained words of one version of a model that are looked at. */
const MOST_TRAINED = 40

/**
 * The metadata of one LoRA; null: the server does not tell. The panel's own route has it alone: as JSON in AUTOMATIC1111 and Forge, which
 * answer an empty object before the page was opened there (modules/ui_extra_networks.py); SD.Next has an item with more than its metadata. Without
 * either it is looked for in the list, whose rows lose the words of the captions where it is large.
 */
export async function readMetadata(http: WorkerHttp, name: string, signal: AbortSignal): Promise<unknown> {
  const path = `/sd_extra_networks/metadata?page=lora&item=${encodeURIComponent(name)}`
  const answer = await askForNow(http, path, signal, null)
  const metadata = metadataIn(record(answer).metadata)
  if (metadata !== null) return metadata
  // Whoever has the route of the panel has no items.
  if (answer === null) {
    const item = await readNetworkItem(http, 'loras', name, signal)
    if (item !== null) return metadataOfItem(item)
  }
  const rows = await askForNow(http, '/sdapi/v1/loras', signal, FIELDS, LIST_MS)
  const row = Array.isArray(rows)
    ? rows.map(record).find((each) => each.name === name || each.alias === name)
    : null
  return metadataIn(row?.metadata)
}

/** An object, or one as JSON: null for "none", for nothing, and for what holds nothing. */
function metadataIn(told: unknown): Record<string, unknown> | null {
  const metadata = typeof told === 'string' && told.length <= MOST_CHARACTERS ? parsed(told) : record(told)
  return Object.keys(metadata).length === 0 ? null : metadata
}

/** What an item of SD.Next tells, as the metadata of a file tells it: of what the file does not say, what stands beside it counts (Civitai's words, and SD.Next's own). */
function metadataOfItem({ metadata, info, tags, version, hash }: Readonly<Record<string, unknown>>): unknown {
  const { trigger, tags: captions, bases } = LORA_METADATA
  const told = metadataIn(metadata) ?? {}
  const of = versionIn(info, hash)
  const words = Array.isArray(of.trainedWords)
    ? of.trainedWords.filter((word): word is string => typeof word === 'string').slice(0, MOST_TRAINED)
    : []
  const [base] = [of.baseModel, version].filter((each) => typeof each === 'string' && each !== '')
  return {
    ...(words.length > 0 ? { [trigger]: words.join(', ') } : {}),
    ...(Object.keys(record(tags)).length > 0 ? { [captions]: { tags: countsIn(record(tags)) } } : {}),
    ...(base === undefined ? {} : { [bases.at(-1) ?? '']: base }),
    ...told,
  }
}

/** The version of a model that a file is of, by its hash, else the first: what Civitai tells of it. */
function versionIn(info: unknown, hash: unknown): Record<string, unknown> {
  const { modelVersions } = record(info)
  const versions = Array.isArray(modelVersions) ? modelVersions.slice(0, 200).map(record) : []
  const [first = {}] = versions
  if (typeof hash !== 'string' || hash === '') return first
  const short = hash.slice(0, 8).toUpperCase()
  const isOf = ({ files }: Record<string, unknown>) =>
    Array.isArray(files) &&
    files.some((file) =>
      Object.values(record(record(file).hashes)).some((each) => String(each).toUpperCase().startsWith(short)),
    )
  return versions.find(isOf) ?? first
}

/** Words with how often they were there, which SD.Next writes as a text, or not at all. */
const countsIn = (tags: Record<string, unknown>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(tags).map(([word, count]) => {
      const times = Number(count)
      return [word, Number.isFinite(times) && times > 0 ? times : 1]
    }),
  )
