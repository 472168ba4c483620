import { reason } from '../../../shared/words/catalogue.ts'
import type { ImageFormat, UnusablePicture } from '../../core/generation.ts'

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
 * What stands where a picture should. `bytes`: what it gave when it was read as base64,
 * so a text can only be told by what it would be in base64.
 */
export function foreignPicture(bytes: Buffer): UnusablePicture {
  const head = bytes.toString('latin1', 0, 16)
  const kind = KINDS.find(([pattern]) => pattern.test(head))?.[1]
  if (kind !== undefined) return { is: 'foreign', how: reason('server.as-other-format', { format: kind }) }
  const isAddress = /^https?\//.test(bytes.subarray(0, 9).toString('base64'))
  return { is: 'foreign', how: reason(isAddress ? 'server.as-addresses' : 'server.as-something-else') }
}

const IN_WORDS: Readonly<Record<ImageFormat, string>> = { png: 'PNG', jpeg: 'JPEG', webp: 'WebP' }

/** A file of a kind that is read, whose end is missing. */
export const brokenPicture = (format: ImageFormat): UnusablePicture => ({
  is: 'broken',
  how: reason('server.as-broken', { format: IN_WORDS[format] }),
})
