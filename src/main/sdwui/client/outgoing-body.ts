import type { InputId } from '../../../shared/input-picture.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { WorkerFailure } from '../../core/failure.ts'
import type { InputReader } from '../../core/ports.ts'
import { type BodyPiece, bodyPieces } from '../protocol/body-pieces.ts'
import { InputBytes } from '../protocol/input-bytes.ts'

/** A body that is about to be sent; it can be written any number of times. */
export interface OutgoingBody {
  /** how long it is: known before a byte of it is written, so that it needs no chunks, which not every server takes */
  readonly bytes: number
  /** its bytes, as few as possible in memory at a time; or all of them where it is nothing but text */
  readonly content: Buffer | (() => AsyncIterable<Buffer>)
}

/** As JSON; the pictures that InputBytes stand for are read from the disk while it is written. Rejects as the reader. */
export async function outgoingBody(
  body: Readonly<Record<string, unknown>>,
  inputs: InputReader,
): Promise<OutgoingBody> {
  const pieces = bodyPieces(body)
  if (!pieces.some((piece) => piece instanceof InputBytes)) {
    const content = Buffer.from(pieces.join(''))
    return { bytes: content.length, content }
  }
  const sizes = new Map<InputId, number>()
  let bytes = 0
  for (const piece of pieces) {
    if (typeof piece === 'string') bytes += Buffer.byteLength(piece)
    else {
      const size = sizes.get(piece.id) ?? (await inputs.size(piece.id))
      sizes.set(piece.id, size)
      bytes += Math.ceil(size / 3) * 4
    }
  }
  return { bytes, content: () => written(pieces, sizes, inputs) }
}

async function* written(
  pieces: readonly BodyPiece[],
  sizes: ReadonlyMap<InputId, number>,
  inputs: InputReader,
): AsyncIterable<Buffer> {
  for (const piece of pieces) {
    if (typeof piece === 'string') yield Buffer.from(piece)
    else yield* base64Of(piece.id, sizes.get(piece.id), inputs)
  }
}

/** Base64 in pieces: of each, the bytes that do not fill a group of three wait for the next one. */
async function* base64Of(id: InputId, size: number | undefined, inputs: InputReader): AsyncIterable<Buffer> {
  let rest = Buffer.alloc(0)
  let read = 0
  for await (const piece of inputs.read(id)) {
    read += piece.byteLength
    const bytes = Buffer.concat([rest, piece])
    const whole = bytes.length - (bytes.length % 3)
    if (whole > 0) yield Buffer.from(bytes.toString('base64', 0, whole), 'latin1')
    rest = bytes.subarray(whole)
  }
  if (read !== size)
    throw new WorkerFailure('validation', reason('inputs.changed', { name: id.slice(0, 12) }))
  if (rest.length > 0) yield Buffer.from(rest.toString('base64'), 'latin1')
}
