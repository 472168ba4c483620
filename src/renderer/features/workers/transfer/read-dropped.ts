import { LIMITS } from '../../../../shared/limits.ts'
import type { ImportSource } from '../../../../shared/transfer.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import { bytes } from '../../../../shared/words/format-number.ts'
import type { Reason } from '../../../../shared/words/reason.ts'
import { readTextFile } from '../../../state/read-text-file.ts'

/** What was dropped or pasted, read; or why it will not do. */
export type Dropped = { readonly source: ImportSource } | { readonly refused: Reason }

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
  if (files.length > 1) return { refused: reason('workers.dropped.several-files') }
  if (file) return readFile(file)
  const links = linksOf(uriList)
  const text = links === '' ? plain : links
  if (text.trim() === '') return { refused: reason('workers.dropped.nothing') }
  if (text.length > LIMITS.importCharacters) return { refused: reason('workers.dropped.text-too-long') }
  return { source: { name: null, text } }
}

/** Reads a file that was chosen or dropped. */
export async function readFile(file: File): Promise<Dropped> {
  const read = await readTextFile(file, LIMITS.importCharacters)
  if ('text' in read) return { source: { name: file.name.slice(0, 500), text: read.text } }
  switch (read.why) {
    case 'too-large':
      return { refused: reason('workers.dropped.too-large', { file: file.name, size: bytes(file.size) }) }
    case 'too-long':
      return { refused: reason('workers.dropped.file-too-long', { file: file.name }) }
    case 'unreadable':
      return { refused: reason('workers.dropped.unreadable', { file: file.name }) }
  }
}

/** A list of links without its comments (RFC 2483). */
const linksOf = (uriList: string): string =>
  uriList
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .join('\n')
