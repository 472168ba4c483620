import { createWriteStream } from 'node:fs'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createDeflate } from 'node:zlib'
import { PNG_SIGNATURE, pngChunk } from '../../sdwui/protocol/png-chunk.ts'
import { Turns } from '../../system/in-turns.ts'

/** Sub: each byte less the one of the pixel before. */
const FILTER_SUB = 1

/**
 * Writes an opaque picture of 8-bit RGB as a PNG file, strip by strip from the top (PNG 1.2: one deflate stream in many IDAT chunks). No more
 * than a strip and some chunks are in memory. `strips`: rows of `width` * 3 bytes, `height` in all. Rejects with errors of the file system, and
 * with what `strips` throws; what was written until then stays.
 */
export async function writePng(
  file: string,
  { width, height }: { readonly width: number; readonly height: number },
  strips: AsyncIterable<Buffer>,
): Promise<void> {
  await pipeline(
    filtered(strips, width * 3),
    createDeflate({ level: 6 }),
    (data: AsyncIterable<Buffer>) => chunked(data, width, height),
    new PassThrough(),
    createWriteStream(file),
  )
}

async function* filtered(strips: AsyncIterable<Buffer>, stride: number): AsyncGenerator<Buffer> {
  const turns = new Turns()
  for await (const strip of strips) {
    for (let from = 0; from < strip.length; from += stride) {
      const row = Buffer.allocUnsafe(stride + 1)
      row[0] = FILTER_SUB
      for (let at = 0; at < stride; at++)
        row[at + 1] = (strip[from + at] ?? 0) - (at < 3 ? 0 : (strip[from + at - 3] ?? 0))
      yield row
      await turns.step()
    }
  }
}

async function* chunked(data: AsyncIterable<Buffer>, width: number, height: number): AsyncGenerator<Buffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // 8 bits, RGB, deflate, adaptive filters, not interlaced
  header.set([8, 2, 0, 0, 0], 8)
  yield Buffer.concat([PNG_SIGNATURE, pngChunk('IHDR', header)])
  for await (const part of data) yield pngChunk('IDAT', part)
  yield pngChunk('IEND', Buffer.alloc(0))
}
