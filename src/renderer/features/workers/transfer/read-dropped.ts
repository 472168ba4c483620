import { decodeText } from '../../../../shared/decode-text.ts'
import { LIMITS } from '../../../../shared/limits.ts'
import type { ImportSource } from '../../../../shared/transfer.ts'

/** A character takes at most this many bytes in a file. */
const MOST_BYTES = LIMITS.importCharacters * 4

/** What was dropped or pasted, read; or why it will not do, in words. */
export type Dropped = { readonly source: ImportSource } | { readonly refused: string }

/** The parts of a DataTransfer that are looked at; they must be taken before the event is over. */
export interface DroppedData {
  readonly files: readonly File[]
  readonly uriList: string
  readonly plain: string
}

export const takeData = (data: DataTransfer): DroppedData => ({
  files: [...data.files],
  uriList: data.getData('text/uri-list'),
  plain: data.getData('text/plain'),
})

/** Reads what was dropped: one file, else links, else a text. A file is looked at only when its size can be that of a list. */
export async function readDropped({ files, uriList, plain }: DroppedData): Promise<Dropped> {
  const [file] = files
  if (files.length > 1) return { refused: 'Drop one file at a time, so that each can be looked through.' }
  if (file) return readFile(file)
  const links = linksOf(uriList)
  const text = links === '' ? plain : links
  if (text.trim() === '') return { refused: 'There is no address and no text in what was dropped.' }
  return sourceOf(null, text)
}

/** Reads a file that was chosen or dropped. */
export async function readFile(file: File): Promise<Dropped> {
  if (file.size > MOST_BYTES) {
    return {
      refused: `${file.name} is too large to be a list of machines (${Math.round(file.size / 1_000_000)} MB).`,
    }
  }
  try {
    return sourceOf(file.name.slice(0, 500), decodeText(new Uint8Array(await file.arrayBuffer())))
  } catch {
    // A folder, or a file that went away: the browser says no more than that it cannot be read.
    return { refused: `${file.name} cannot be read.` }
  }
}

function sourceOf(name: string | null, text: string): Dropped {
  if (text.length > LIMITS.importCharacters) {
    return { refused: `${name ?? 'This text'} is too long to be a list of machines.` }
  }
  return { source: { name, text } }
}

/** A list of links without its comments (RFC 2483). */
const linksOf = (uriList: string): string =>
  uriList
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .join('\n')
