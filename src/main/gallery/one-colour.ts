import type { RawImage } from '../core/generation.ts'

/** A picture of one colour compresses to less than this: header, and a bit or so for each block of a JPEG. Infotexts come on top. */
const FIXED_BYTES = 2048
const PIXELS_PER_BYTE = 40
/** UTF-16 in EXIF is the longest way to write a character that infotexts are made of. */
const BYTES_PER_CHARACTER = 3
/** Larger ones are not decoded for this. */
const MOST_PIXELS = 64_000_000
/** JPEG and WebP ripple by some levels of 255. */
const TOLERANCE = 8

let library: Promise<typeof import('sharp') | null> | null = null

/**
 * Whether every pixel has the same colour, as when half precision fails. Its size in bytes rules out nearly every picture, so only those
 * that are suspiciously small are decoded, off the main thread. False where it cannot be told. The bytes are read until it resolves.
 */
export async function isOneColour({ bytes, width, height, infotext }: RawImage): Promise<boolean> {
  const pixels = width * height
  const most = FIXED_BYTES + pixels / PIXELS_PER_BYTE + BYTES_PER_CHARACTER * (infotext?.length ?? 0)
  if (pixels === 0 || pixels > MOST_PIXELS || bytes.byteLength > most) return false
  library ??= import('sharp').catch(() => null)
  const sharp = await library
  if (sharp === null) return false
  try {
    const { channels } = await sharp.default(bytes, { limitInputPixels: MOST_PIXELS }).stats()
    return channels.every(({ min, max }) => max - min <= TOLERANCE)
  } catch {
    // Damaged in a way that its header does not show; whoever looks at it will see.
    return false
  }
}
