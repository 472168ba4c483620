export interface ByteOrderMark {
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be'
  readonly bytes: readonly number[]
}

const MARKS: readonly ByteOrderMark[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
]

/** So many bytes are enough to tell. */
export const LONGEST_MARK_BYTES = 3

/** The byte order mark that a text begins with; null: none. */
export const byteOrderMark = (head: Uint8Array): ByteOrderMark | null =>
  MARKS.find(({ bytes }) => bytes.every((byte, at) => head[at] === byte)) ?? null
