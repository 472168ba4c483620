/** A checkpoint as a server lists it; CheckpointInfo of the worker's capabilities. */
export interface ListedCheckpoint {
  readonly title: string
  readonly name: string
  readonly hash: string | null
  readonly sha256: string | null
}

/** What a server has for a checkpoint that is asked for. */
export type Identified<Entry extends ListedCheckpoint> =
  | { readonly is: 'found'; readonly entry: Entry }
  | { readonly is: 'missing' }
  /** a file of that name is there, but it is another one */
  | { readonly is: 'another'; readonly by: 'hash' | 'folder' }
  /** several files of that name are there, and nothing tells which is meant */
  | { readonly is: 'ambiguous'; readonly entries: readonly Entry[] }

/** Servers that do not hash answer with eights instead (sd.cpp, koboldcpp). */
const PLACEHOLDER = /^8+$/
const EXTENSION = /\.(safetensors|ckpt|pt|pth|gguf|bin)$/i
const HEX = /^[0-9a-f]{8,64}$/

/** "sub/file.safetensors [hash]" taken apart. Linear in the length of the title. */
interface TitleParts {
  /** without "[…]" at the end */
  readonly bare: string
  /** what stands in the brackets at the end, lower case, where it is a hash; null: none */
  readonly hash: string | null
}

function partsOf(title: string): TitleParts {
  const text = title.trimEnd()
  const opens = text.endsWith(']') ? text.lastIndexOf('[') : -1
  if (opens < 0) return { bare: text, hash: null }
  const inside = text.slice(opens + 1, -1).toLowerCase()
  const bare = text.slice(0, opens).trimEnd()
  const isHash = HEX.test(inside)
  // "model [v2]" is a name of its own; behind an extension stands nothing but a hash.
  if (!isHash && !EXTENSION.test(bare)) return { bare: text, hash: null }
  return { bare, hash: isHash && !PLACEHOLDER.test(inside) ? inside : null }
}

/** Basename without folder, extension and "[hash]": the name all servers agree on (titles differ by folder, OS and hash state). */
export function canonicalCheckpointName(title: string): string {
  return fileName(partsOf(title).bare)
}

/** The hash that a title ends in, lower case; null: none that tells anything. */
export const hashOfTitle = (title: string): string | null => partsOf(title).hash

/** A title as AUTOMATIC1111 and SD.Next write it into answers: folders joined by `_`, no extension, lower case. */
export const flattenedCheckpointName = (title: string): string => pathOf(title).replaceAll('/', '_')

/** Whether a title says in which folder the file lies; one with an extension and no folder lies in none. */
const saysFolder = (title: string): boolean => {
  const { bare } = partsOf(title)
  return /[\\/]/.test(bare) || EXTENSION.test(bare)
}

/**
 * The server's own entry for a checkpoint that is asked for: by its hash where `wanted` ends in one and the server knows it, else by
 * folder and name, else by the name where only one file has it. `hashes` 'own': this kind of server makes up its own hashes
 * (old Forge, sdapi.md 6), so that a difference says nothing.
 */
export function identifyCheckpoint<Entry extends ListedCheckpoint>(
  list: readonly Entry[],
  wanted: string,
  hashes: 'of-content' | 'own' = 'of-content',
): Identified<Entry> {
  const hash = hashOfTitle(wanted)
  const path = pathOf(wanted)
  const inPlace = (entry: Entry) => pathOf(entry.title) === path
  if (hash !== null) {
    const same = list.filter((entry) => hashMatches(entry, hash) === true)
    const entry = same.find(inPlace) ?? same[0]
    if (entry !== undefined) return { is: 'found', entry }
  }
  const name = canonicalCheckpointName(wanted).toLowerCase()
  const named = list.filter((entry) => entry.name.toLowerCase() === name)
  if (named.length === 0) return { is: 'missing' }
  const possible =
    hash === null || hashes === 'own' ? named : named.filter((entry) => hashMatches(entry, hash) === null)
  if (possible.length === 0) return { is: 'another', by: 'hash' }
  const titled = possible.find((entry) => entry.title === wanted)
  const [only] = possible
  if (saysFolder(wanted)) {
    const there = possible.filter(inPlace)
    const entry = there.length === 1 ? there[0] : titled
    if (entry !== undefined) return { is: 'found', entry }
    // A machine without folders keeps everything in one place; what lies in another folder may be another file.
    const [loose, more] = possible.filter((each) => !pathOf(each.title).includes('/'))
    if (loose !== undefined && more === undefined) return { is: 'found', entry: loose }
    if (there.length === 0 && path.includes('/')) return { is: 'another', by: 'folder' }
  }
  if (only !== undefined && possible.length === 1) return { is: 'found', entry: only }
  // SD.Next titles have no extension: there the bare name is the title of the file that lies in no folder.
  return titled === undefined ? { is: 'ambiguous', entries: possible } : { is: 'found', entry: titled }
}

/** The entry that an answer's model name and hash mean; null: none, or more than one. */
export function entryOfAnswer<Entry extends ListedCheckpoint>(
  list: readonly Entry[],
  model: string,
  hash: string | null,
): Entry | null {
  const short = hash !== null && HEX.test(hash.toLowerCase()) && !PLACEHOLDER.test(hash) ? hash : null
  const identified = identifyCheckpoint(list, short === null ? model : `${model} [${short}]`)
  if (identified.is === 'found') return identified.entry
  if (identified.is !== 'missing') return null
  const flat = flattenedCheckpointName(model)
  const same = list.filter((entry) => flattenedCheckpointName(entry.title) === flat)
  return same.length === 1 ? (same[0] ?? null) : null
}

/** What names one entry of a list and no other: its bare name, or the whole title where others could be meant by the name. */
export function handleOf(list: readonly ListedCheckpoint[], entry: ListedCheckpoint): string {
  const name = entry.name.toLowerCase()
  const others = list.filter(
    (each) =>
      each !== entry && (each.name.toLowerCase() === name || flattenedCheckpointName(each.title) === name),
  )
  return others.length === 0 ? entry.name : entry.title
}

/** What names each entry of a list, see `handleOf`; in proportion to its length. */
export function handlesOf(list: readonly ListedCheckpoint[]): string[] {
  const meant = new Map<string, number>()
  for (const { name, title } of list)
    for (const each of new Set([name.toLowerCase(), flattenedCheckpointName(title)]))
      meant.set(each, (meant.get(each) ?? 0) + 1)
  return list.map(({ name, title }) => (meant.get(name.toLowerCase()) === 1 ? name : title))
}

/** True, false: the entry's hash is the wanted one or another; null: it is not known. */
function hashMatches({ hash, sha256 }: ListedCheckpoint, wanted: string): boolean | null {
  // Eight digits are the hash of old versions, over a part of the file: it is no beginning of the other ones.
  const comparable = (each: string) => !PLACEHOLDER.test(each) && each.length < 10 === wanted.length < 10
  const known = [hash, sha256].flatMap((each) =>
    each !== null && comparable(each) ? [each.toLowerCase()] : [],
  )
  if (known.length === 0) return null
  return known.some((each) => each.startsWith(wanted) || wanted.startsWith(each))
}

/** Path inside the folder of checkpoints, with forward slashes, without extension and hash, lower case. */
export const pathOf = (title: string): string =>
  partsOf(title).bare.replaceAll('\\', '/').replace(EXTENSION, '').trim().toLowerCase()

const fileName = (bare: string): string => (bare.split(/[\\/]/).at(-1) ?? bare).replace(EXTENSION, '').trim()
