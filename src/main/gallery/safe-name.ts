/** Bytes of one name in a path: file systems take 255 (eCryptfs 143), a suffix and a temporary ending need room. */
export const NAME_BYTES = 120

/** Windows takes none of these as a name, with any extension (learn.microsoft.com, "Naming Files, Paths, and Namespaces"). */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=$|[. ])/i
const FORBIDDEN = /[<>:"/\\|?*]/g
/** Control characters, and the invisible ones that reorder, join or hide text: one name must not look like another. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Variation_Selector}\ufff9-\uffff]/gu

/**
 * One file or folder name that Windows, macOS and Linux all take, made of any text: no separators, no reserved names, no dot in
 * front, no dot or space at the end, composed Unicode, at most `bytes` bytes of UTF-8. '' when nothing is left of it.
 */
export function safeName(text: string, bytes: number = NAME_BYTES): string {
  const cleaned = text
    .toWellFormed()
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(FORBIDDEN, '_')
    .replace(/\s+/g, ' ')
  const short = trimmed(cutToBytes(trimmed(cleaned), bytes - 1))
  return RESERVED.test(short) ? `_${short}` : short
}

/** A leading dot hides a file; trailing dots and spaces are dropped by Windows without a word. */
function trimmed(text: string): string {
  const begun = text
    .replace(/^\s+/, '')
    .replace(/^\.+/, (dots) => '_'.repeat(dots.length === text.length ? 0 : 1))
  // By hand: looking for an end by a pattern begins anew at each dot.
  let end = begun.length
  while (end > 0 && (begun[end - 1] === '.' || begun[end - 1] === ' ')) end--
  return begun.slice(0, end)
}

/** The longest beginning of whole characters that fits. */
export function cutToBytes(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text
  let used = 0
  let end = 0
  for (const character of text) {
    used += Buffer.byteLength(character)
    if (used > bytes) break
    end += character.length
  }
  return text.slice(0, end)
}
