import { inflateSync } from 'node:zlib'
import type { ImageFormat } from '../../core/generation.ts'
import { commentOfJpeg, commentOfWebp } from './exif-comment.ts'
import { PNG_SIGNATURE } from './png-chunk.ts'

/** What the bytes of a picture say about themselves. */
export interface ImageHeader {
  readonly format: ImageFormat
  readonly width: number
  readonly height: number
  /** false: the file ends before the picture does */
  readonly whole: boolean
  /** sdwui's text about how it was made */
  readonly infotext: string | null
}

const MOST_TEXT_BYTES = 4 << 20
const MOST_CHUNKS = 100_000
const TEXT_CHUNKS = new Set(['tEXt', 'zTXt', 'iTXt'])

/** Reads format, size, wholeness and infotext; null when it is no PNG, JPEG or WebP. Never throws. */
export function readImageHeader(bytes: Buffer): ImageHeader | null {
  if (bytes.length >= 33 && bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return readPng(bytes)
  if (bytes.length >= 4 && bytes[0] === 0xff && bytes[1] === 0xd8) return readJpeg(bytes)
  if (
    bytes.length >= 30 &&
    bytes.toString('latin1', 0, 4) === 'RIFF' &&
    bytes.toString('latin1', 8, 12) === 'WEBP'
  )
    return readWebp(bytes)
  return null
}

/** PNG: text chunk `parameters`, tEXt (Latin-1) or iTXt (UTF-8), as Pillow writes it. */
function readPng(bytes: Buffer): ImageHeader {
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  let infotext: string | null = null
  let whole = false
  let at = 8
  for (let count = 0; count < MOST_CHUNKS && at + 12 <= bytes.length; count++) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const end = at + 12 + length
    if (end > bytes.length) break
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (infotext === null && length <= MOST_TEXT_BYTES && TEXT_CHUNKS.has(type))
      infotext = pngText(type, data)
    if (type === 'IEND') {
      whole = true
      break
    }
    at = end
  }
  return { format: 'png', width, height, whole, infotext }
}

function pngText(type: string, data: Buffer): string | null {
  const keyEnd = data.indexOf(0)
  if (keyEnd < 0 || data.toString('latin1', 0, keyEnd) !== 'parameters') return null
  if (type === 'tEXt') return data.toString('latin1', keyEnd + 1)
  if (type === 'zTXt') return inflated(data.subarray(keyEnd + 2))?.toString('latin1') ?? null
  if (type !== 'iTXt') return null
  const compressed = data[keyEnd + 1] === 1
  const languageEnd = data.indexOf(0, keyEnd + 3)
  const keywordEnd = languageEnd < 0 ? -1 : data.indexOf(0, languageEnd + 1)
  if (keywordEnd < 0) return null
  const text = data.subarray(keywordEnd + 1)
  return (compressed ? inflated(text) : text)?.toString('utf8') ?? null
}

function inflated(data: Buffer): Buffer | null {
  try {
    return inflateSync(data, { maxOutputLength: MOST_TEXT_BYTES })
  } catch {
    // A damaged text chunk says nothing about the picture.
    return null
  }
}

function readJpeg(bytes: Buffer): ImageHeader {
  let [width, height] = [0, 0]
  let at = 2
  for (let count = 0; count < MOST_CHUNKS && at + 9 < bytes.length; count++) {
    if (bytes[at] !== 0xff) break
    const marker = bytes[at + 1] ?? 0
    // Start of frame, but for the three markers that share its range: DHT, JPG, DAC.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      height = bytes.readUInt16BE(at + 5)
      width = bytes.readUInt16BE(at + 7)
      break
    }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  const whole = width > 0 && bytes[bytes.length - 2] === 0xff && bytes[bytes.length - 1] === 0xd9
  return { format: 'jpeg', width, height, whole, infotext: commentOfJpeg(bytes, MOST_TEXT_BYTES) }
}

function readWebp(bytes: Buffer): ImageHeader {
  const kind = bytes.toString('latin1', 12, 16)
  let [width, height] = [0, 0]
  if (kind === 'VP8X') [width, height] = [1 + bytes.readUIntLE(24, 3), 1 + bytes.readUIntLE(27, 3)]
  else if (kind === 'VP8 ')
    [width, height] = [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff]
  else if (kind === 'VP8L') {
    const bits = bytes.readUInt32LE(21)
    ;[width, height] = [1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff)]
  }
  const whole = width > 0 && bytes.readUInt32LE(4) + 8 <= bytes.length + 1
  return { format: 'webp', width, height, whole, infotext: commentOfWebp(bytes, MOST_TEXT_BYTES) }
}
