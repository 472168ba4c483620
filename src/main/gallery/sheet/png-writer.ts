import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflate } from 'node:zlib'
import { Turns } from '../../system/in-turns.ts'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Sub: each byte less the one of the pixel before. */
const FILTER_SUB = 1

/**
 * Writes an opaque picture of 8-bit RGB as a PNG file, strip by strip from the top (PNG 1.2: one deflate stream in many IDAT chunks). No more
 * than a strip and some chunks are in memory. `strips`: rows of `width` * 3 bytes, `height` in all. Rejects with errors of the file system, and
 * with what `strips` throws; what was written then is removed.
 */
export async function writePng(
  file: string,
  { width, height }: { readonly width: number; readonly height: number },
  strips: AsyncIterable<Buffer>,
): Promise<void> {
  try {
    await pipeline(
      filtered(strips, width * 3),
      createDeflate({ level: 6 }),
      (data: AsyncIterable<Buffer>) => chunked(data, width, height),
      new PassThrough(),
      createWriteStream(file),
    )
  } catch (error) {
    await rm(file, { force: true }).catch(() => {})
    throw error
  }
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
  yield Buffer.concat([SIGNATURE, chunk('IHDR', header)])
  for await (const part of data) yield chunk('IDAT', part)
  yield chunk('IEND', Buffer.alloc(0))
}

function chunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.allocUnsafe(data.length + 12)
  whole.writeUInt32BE(data.length, 0)
  whole.write(type, 4, 'latin1')
  data.copy(whole, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.length)), 8 + data.length)
  return whole
}
