import { isRecord } from '../../../shared/is-record.ts'
import type { NetworkDetails } from '../../../shared/network-details.ts'

/** Of what is kept: words, and the characters of each text. */
const [MOST_WORDS, WORD_CHARACTERS, TEXT_CHARACTERS] = [24, 60, 300]
/** Of what is looked at: folders of captions, and words in all of them. */
const [MOST_FOLDERS, MOST_TAGS] = [200, 20_000]

/** Fields of the metadata of a LoRA that are read. */
export const LORA_METADATA = {
  /** how often each word stood in the captions, by folder (kohya-ss/sd-scripts) */
  tags: 'ss_tag_frequency',
  trigger: 'modelspec.trigger_phrase',
  /** what the panel of a server shows of its owner's own notes (`own` of NetworkDetails), put beside the metadata of the file by the client */
  own: 'tributary.own',
  /** what it was trained on, the plainest first */
  bases: ['ss_sd_model_name', 'ss_base_model_version', 'modelspec.architecture'],
} as const

/** What the metadata of a LoRA tells, whatever somebody wrote into it. */
export function readLoraMetadata(metadata: unknown): Omit<NetworkDetails, 'machines'> {
  const told = isRecord(metadata) ? metadata : {}
  const base = LORA_METADATA.bases.map((field) => textOf(told[field])).find((text) => text !== null)
  return {
    trigger: textOf(told[LORA_METADATA.trigger]),
    words: wordsOf(told[LORA_METADATA.tags]),
    base: base ?? null,
    own: ownIn(told[LORA_METADATA.own]),
  }
}

/** Weights beyond that are no weights of anything, but a slip of somebody's hand. */
const MOST_WEIGHT = 10

function ownIn(value: unknown): NetworkDetails['own'] {
  const { activation, negative, weight, description } = isRecord(value) ? value : {}
  const isWeight = typeof weight === 'number' && weight !== 0 && Math.abs(weight) <= MOST_WEIGHT
  return {
    activation: textOf(activation),
    negative: textOf(negative),
    weight: isWeight ? weight : null,
    description: textOf(description),
  }
}

function textOf(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const text = plain(value.slice(0, 4 * TEXT_CHARACTERS)).slice(0, TEXT_CHARACTERS)
  return text === '' || text === 'None' ? null : text
}

function wordsOf(frequencies: unknown): string[] {
  if (!isRecord(frequencies)) return []
  // Some tools write the words without folders.
  const folders = Object.values(frequencies).some(isRecord) ? Object.values(frequencies) : [frequencies]
  const counts = new Map<string, number>()
  let looked = 0
  for (const folder of folders.slice(0, MOST_FOLDERS)) {
    if (!isRecord(folder)) continue
    for (const [written, count] of Object.entries(folder)) {
      if (looked++ === MOST_TAGS) break
      if (typeof count !== 'number' || !Number.isFinite(count) || written.length > WORD_CHARACTERS) continue
      const word = plain(written)
      if (word !== '') counts.set(word, (counts.get(word) ?? 0) + count)
    }
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_WORDS)
    .map(([word]) => word)
}

/** In one line, without what cannot be seen. */
const plain = (text: string): string => text.replace(/[\p{C}\s]+/gu, ' ').trim()
