import { promisify } from 'node:util'
import { constants, deflate } from 'node:zlib'
import { PNG_SIGNATURE, pngChunk } from '../../sdwui/protocol/png-chunk.ts'
import type { Pixels } from './paint.ts'

const deflated = promisify(deflate)
const END = pngChunk('IEND', Buffer.alloc(0))

/**
 * `small`: what painted pictures need, tens of kilobytes. `stored`: not compressed at all, three bytes a pixel, for tests that want
 * answers heavier than real ones. `photo`: grain in the low bits, about 1.5 bytes a pixel, as photo-like pictures weigh.
 */
export type Compression = 'small' | 'stored' | 'photo'

/** The part of a PNG between its header and its end, made once and used with several texts. */
export interface PngBody {
  readonly header: Buffer
  readonly data: Buffer
}

/**
 * Compresses pixels (8-bit RGB, filter "Sub"). Flat rows become runs of zeros, which run-length deflate packs in about 1.5 ms
 * for 512x512; it runs on libuv's threads.
 */
export async function pngBody(pixels: Pixels, compression: Compression = 'small'): Promise<PngBody> {
  const { width, height } = pixels
  const rgb = compression === 'photo' ? withGrain(pixels.rgb) : pixels.rgb
  const stride = width * 3
  const raw = Buffer.allocUnsafe(height * (stride + 1))
  let to = 0
  for (let y = 0; y < height; y++) {
    raw[to++] = 1
    const from = y * stride
    for (let at = from; at < from + 3; at++) raw[to++] = rgb[at] ?? 0
    for (let at = from + 3; at < from + stride; at++) raw[to++] = (rgb[at] ?? 0) - (rgb[at - 3] ?? 0)
  }
  const options =
    compression === 'small'
      ? { level: 1, strategy: constants.Z_RLE, memLevel: 9 }
      : { level: compression === 'photo' ? 1 : 0 }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return { header: pngChunk('IHDR', header), data: pngChunk('IDAT', await deflated(raw, options)) }
}

/** Three low bits of every channel from a fixed xorshift: what no compressor can take out again. */
function withGrain(rgb: Pixels['rgb']): Uint8Array {
  const grained = Uint8Array.from(rgb)
  let state = 0x9e3779b9
  for (let at = 0; at < grained.length; at++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    grained[at] = ((grained[at] ?? 0) & 0xf8) | (state & 7)
  }
  return grained
}

/** The file: header, text `parameters` (null: none), pixels. */
export function pngFile(body: PngBody, infotext: string | null): Buffer {
  const text = infotext === null ? Buffer.alloc(0) : textChunk('parameters', infotext)
  return Buffer.concat([PNG_SIGNATURE, body.header, text, body.data, END])
}

/** As Pillow writes it: tEXt (Latin-1) when the text fits, else iTXt (UTF-8). */
function textChunk(keyword: string, text: string): Buffer {
  if (/^[\u0000-\u00ff]*$/.test(text))
    return pngChunk('tEXt', Buffer.from(`${keyword}\u0000${text}`, 'latin1'))
  return pngChunk('iTXt', Buffer.from(`${keyword}\u0000\u0000\u0000\u0000\u0000${text}`, 'utf8'))
}
