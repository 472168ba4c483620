import { pipeline, type Readable } from 'node:stream'
import zlib from 'node:zlib'
import { type ByteOrderMark, byteOrderMark, LONGEST_MARK_BYTES } from '../../../shared/byte-order-mark.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { WorkerFailure } from '../../core/failure.ts'

const UNPACK: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: () => zlib.createGunzip(),
  'x-gzip': () => zlib.createGunzip(),
  deflate: () => zlib.createInflate(),
  br: () => zlib.createBrotliDecompress(),
}

/**
 * The bytes of an answer, unpacked where it was packed: gateways pack in spite of "identity". The bytes come piece by piece, so an answer
 * of any unpacked size costs no more memory than one piece; the reader bounds how many it takes. Throws WorkerFailure `invalid-answer`
 * for a packing nobody knows.
 */
export function unpacked(answer: Readable, encoding: string | undefined): Readable {
  const how = (encoding ?? '').trim().toLowerCase()
  if (how === '' || how === 'identity') return answer
  const unpack = Object.hasOwn(UNPACK, how) ? UNPACK[how] : undefined
  if (unpack === undefined)
    throw new WorkerFailure(
      'invalid-answer',
      reason('server.packing-unknown', { encoding: how.slice(0, 40) }),
      reason('server.packing-unknown.remedy'),
    )
  // What breaks before it breaks the stream that is read from it.
  return pipeline(answer, unpack(), () => undefined) as unknown as Readable
}

/** Of zlib: what was packed ended early, or is not packed as it says. Null: something else broke. */
export function unpackingFailure(error: unknown, host: string): WorkerFailure | null {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? ''
  if (code === 'Z_BUF_ERROR')
    return new WorkerFailure('cut-short', reason('server.cut-short', { host }), null, {
      cause: error,
    })
  if (!/^(Z_|ERR_BROTLI|ERR__ERROR|ERR_PADDING)/.test(code)) return null
  return new WorkerFailure('invalid-answer', reason('server.packing-wrong', { host }), null, {
    cause: error,
  })
}

/** JSON begins with an ASCII character, so a NUL beside it tells UTF-16 without a mark. */
function encodingOf(head: Buffer): { encoding: ByteOrderMark['encoding']; skip: number } {
  const mark = byteOrderMark(head)
  if (mark !== null) return { encoding: mark.encoding, skip: mark.bytes.length }
  if (head.length >= 2 && head[0] !== 0 && head[1] === 0) return { encoding: 'utf-16le', skip: 0 }
  if (head.length >= 2 && head[0] === 0 && head[1] !== 0) return { encoding: 'utf-16be', skip: 0 }
  return { encoding: 'utf-8', skip: 0 }
}

/** Bytes in pieces of any size, in whatever Unicode encoding they are in: UTF-8 without a mark. */
export class Utf8Pieces {
  #head: Buffer | null = Buffer.alloc(0)
  #decoder: InstanceType<typeof TextDecoder> | null = null

  /** The next bytes; none while too few have come to tell. */
  next(piece: Buffer): Buffer {
    if (this.#head === null) return this.#recoded(piece)
    const head = this.#head.length === 0 ? piece : Buffer.concat([this.#head, piece])
    if (head.length < LONGEST_MARK_BYTES) {
      this.#head = head
      return Buffer.alloc(0)
    }
    return this.#begin(head)
  }

  /** What is left when the last piece has come. */
  rest(): Buffer {
    return this.#head === null ? Buffer.alloc(0) : this.#begin(this.#head)
  }

  #begin(head: Buffer): Buffer {
    this.#head = null
    const { encoding, skip } = encodingOf(head)
    if (encoding !== 'utf-8') this.#decoder = new TextDecoder(encoding)
    return this.#recoded(head.subarray(skip))
  }

  #recoded(piece: Buffer): Buffer {
    return this.#decoder === null ? piece : Buffer.from(this.#decoder.decode(piece, { stream: true }))
  }
}
