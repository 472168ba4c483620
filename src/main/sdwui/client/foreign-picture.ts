import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'

/** The first bytes of other kinds of pictures; of those in ISO media files the brand after `ftyp`. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^.{4}ftypavi[fs]/s, 'AVIF'],
  [/^.{4}ftyp(?:hei[cxms]|mif1|msf1)/s, 'HEIC'],
  [/^GIF8[79]a/, 'GIF'],
  [/^(?:II\*\0|MM\0\*)/, 'TIFF'],
  [/^BM/, 'BMP'],
  [/^(?:\xff\x0a|\0\0\0\x0cJXL )/, 'JPEG XL'],
]

/**
 * What stands where a picture should, in words that go on from "pictures were sent". `bytes`: what it gave when it was read as base64,
 * so a text can only be told by what it would be in base64.
 */
export function foreignPicture(bytes: Buffer): Reason {
  const head = bytes.toString('latin1', 0, 16)
  const kind = KINDS.find(([pattern]) => pattern.test(head))?.[1]
  if (kind !== undefined) return reason('server.as-other-format', { format: kind })
  if (/^https?\//.test(bytes.subarray(0, 9).toString('base64'))) return reason('server.as-addresses')
  return reason('server.as-something-else')
}
