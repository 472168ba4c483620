/** Formats that inputs may have when they come, by what their bytes begin with. */
export type InputFormat = 'png' | 'jpeg' | 'webp' | 'gif' | 'avif' | 'tiff'

/** The file name's end of each; a stored file is found by trying them in this order. */
export const EXTENSIONS: Readonly<Record<InputFormat, string>> = {
  png: 'png',
  jpeg: 'jpg',
  webp: 'webp',
  gif: 'gif',
  avif: 'avif',
  tiff: 'tif',
}

/** The fewest bytes that tell. */
const HEAD_BYTES = 16
const AVIF_BRANDS = new Set(['avif', 'avis', 'mif1', 'miaf'])

/** What a picture is by its first bytes, whatever its name says; null: none of those formats. SVG is none: it may ask for other files. */
export function formatOf(bytes: Buffer): InputFormat | null {
  if (bytes.length < HEAD_BYTES) return null
  const latin = (from: number, to: number) => bytes.toString('latin1', from, to)
  if (latin(0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (latin(0, 3) === '\xff\xd8\xff') return 'jpeg'
  if (latin(0, 4) === 'RIFF' && latin(8, 12) === 'WEBP') return 'webp'
  if (latin(0, 6) === 'GIF87a' || latin(0, 6) === 'GIF89a') return 'gif'
  if (latin(4, 8) === 'ftyp' && AVIF_BRANDS.has(latin(8, 12))) return 'avif'
  if (latin(0, 4) === 'II*\0' || latin(0, 4) === 'MM\0*') return 'tiff'
  return null
}

/** Whether a PNG moves (APNG): its `acTL` chunk stands before the first picture. */
export function isAnimatedPng(bytes: Buffer): boolean {
  for (let at = 8; at + 12 <= bytes.length; ) {
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (type === 'acTL') return true
    if (type === 'IDAT') return false
    at += 12 + bytes.readUInt32BE(at)
  }
  return false
}
