import { byteOrderMark } from './byte-order-mark.ts'

export interface DecodeOptions {
  /** false: the bytes are the beginning of a longer file, whose last character may be cut in two. @defaultValue true */
  readonly whole?: boolean
}

/** Bytes looked through for the NULs that tell UTF-16 without a byte order mark. */
const SAMPLE_BYTES = 64 << 10

/**
 * The text of a file that anybody's editor may have written: UTF-8, UTF-16 of either byte order, with or without a byte order mark,
 * else Windows-1252. The mark is not part of the text. Linear; never throws: bytes that are no text become U+FFFD.
 */
export function decodeText(bytes: Uint8Array, { whole = true }: DecodeOptions = {}): string {
  const mark = byteOrderMark(bytes)
  if (mark !== null) return decodeAs(mark.encoding, bytes, whole)
  const wide = looksWide(bytes)
  if (wide !== null) return decodeAs(wide, bytes, whole)
  const text = decodeAs('utf-8', bytes, whole)
  return mostlyBroken(text) ? decodeAs('windows-1252', bytes, whole) : text
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** TextDecoder takes the mark off by itself. */
const decodeAs = (encoding: Encoding, bytes: Uint8Array, whole: boolean): string =>
  new TextDecoder(encoding).decode(bytes, { stream: !whole })

/** No text has NULs of its own. In UTF-16 every character of ASCII has one, in its second byte or in its first. */
function looksWide(bytes: Uint8Array): Encoding | null {
  const length = Math.min(bytes.length, SAMPLE_BYTES)
  let [even, odd] = [0, 0]
  for (let at = 0; at < length; at++) {
    if (bytes[at] !== 0) continue
    if (at % 2 === 0) even++
    else odd++
  }
  if (odd > 0 && even <= odd / 16) return 'utf-16le'
  return even > 0 && odd <= even / 16 ? 'utf-16be' : null
}

/** UTF-8 in which a byte or two is damaged stays UTF-8; in another encoding hardly any letter beyond ASCII is valid UTF-8. */
function mostlyBroken(text: string): boolean {
  // Looked through letter by letter only where anything is broken.
  if (!text.includes('\ufffd')) return false
  let [broken, good] = [0, 0]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0xfffd) broken++
    else if (code > 0x7f) good++
  }
  return broken > good
}
