/** More segments or chunks than this no picture has. */
const MOST_PARTS = 100_000
/** More entries than this no directory of a camera or a program has. */
const MOST_ENTRIES = 1_000
const EXIF_DIRECTORY = 0x8769
const USER_COMMENT = 0x9286
/** The comment begins with eight bytes that name its encoding (Exif 2.3, 4.6.5). */
const ENCODING_BYTES = 8
/** Of a text without a byte order mark so many bytes are looked at for its byte order. */
const LOOKED_AT_BYTES = 2_000

/**
 * The EXIF UserComment of a JPEG, where sdwui keeps the infotext. Nothing else of the file's metadata is read. Linear in the number of
 * segments; null where there is none, or a broken one. Never throws. `mostBytes`: of a comment that is read.
 */
export function commentOfJpeg(bytes: Buffer, mostBytes: number): string | null {
  let at = 2
  for (let count = 0; count < MOST_PARTS && at + 4 <= bytes.length; count++) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    // Start of scan: what follows is the picture. Fill bytes are no marker.
    if (marker === 0xda || marker === 0xd9) return null
    if (marker === 0xff) {
      at++
      continue
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (marker === 0xe1 && bytes.toString('latin1', at + 4, at + 10) === 'Exif\u0000\u0000')
      return userComment(bytes.subarray(at + 10, end), mostBytes)
    at = Math.max(end, at + 4)
  }
  return null
}

/** As `commentOfJpeg`, of a WebP's EXIF chunk. */
export function commentOfWebp(bytes: Buffer, mostBytes: number): string | null {
  let at = 12
  for (let count = 0; count < MOST_PARTS && at + 8 <= bytes.length; count++) {
    const length = bytes.readUInt32LE(at + 4)
    if (bytes.toString('latin1', at, at + 4) === 'EXIF') {
      const block = bytes.subarray(at + 8, at + 8 + length)
      const prefixed = block.toString('latin1', 0, 6) === 'Exif\u0000\u0000'
      return userComment(prefixed ? block.subarray(6) : block, mostBytes)
    }
    at += 8 + length + (length % 2)
  }
  return null
}

/** The comment in a TIFF block (TIFF 6.0, section 2): directory 0 points to the EXIF directory, which holds it. */
function userComment(tiff: Buffer, mostBytes: number): string | null {
  const order = tiff.toString('latin1', 0, 2)
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return null
  const little = order === 'II'
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const long = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  /** Where the entry of a tag begins in a directory; null: it has none. */
  const entryOf = (directory: number, tag: number): number | null => {
    if (directory + 2 > tiff.length) return null
    const entries = Math.min(short(directory), MOST_ENTRIES)
    for (let entry = 0; entry < entries; entry++) {
      const at = directory + 2 + 12 * entry
      if (at + 12 > tiff.length) return null
      if (short(at) === tag) return at
    }
    return null
  }
  const pointer = entryOf(long(4), EXIF_DIRECTORY)
  const comment = pointer === null ? null : entryOf(long(pointer + 8), USER_COMMENT)
  if (comment === null) return null
  const [length, from] = [long(comment + 4), long(comment + 8)]
  if (length <= ENCODING_BYTES || length > mostBytes || from + length > tiff.length) return null
  return decoded(tiff.subarray(from, from + length))
}

function decoded(comment: Buffer): string {
  const encoding = comment.toString('latin1', 0, ENCODING_BYTES)
  const text = comment.subarray(ENCODING_BYTES)
  const plain = encoding.startsWith('UNICODE')
    ? utf16(text)
    : encoding.startsWith('ASCII')
      ? text.toString('latin1')
      : text.toString('utf8')
  const end = plain.indexOf('\u0000')
  return end < 0 ? plain : plain.slice(0, end)
}

/** sdwui writes big-endian without a mark; other programs go by the block, or by a mark. */
function utf16(text: Buffer): string {
  const even = text.subarray(0, text.length - (text.length % 2))
  const mark = even.length >= 2 ? even.readUInt16BE(0) : 0
  if (mark === 0xfffe) return even.toString('utf16le', 2)
  if (mark === 0xfeff) return Buffer.from(even.subarray(2)).swap16().toString('utf16le')
  return looksLittleEndian(even) ? even.toString('utf16le') : Buffer.from(even).swap16().toString('utf16le')
}

/** Latin letters have a zero byte: in front of the letter when big-endian. "Steps: " stands in every infotext. */
function looksLittleEndian(text: Buffer): boolean {
  let balance = 0
  for (let at = 0; at + 1 < text.length && at < LOOKED_AT_BYTES; at += 2) {
    if (text[at] === 0) balance--
    if (text[at + 1] === 0) balance++
  }
  return balance > 0
}
