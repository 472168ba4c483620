import type { InputId } from '../../shared/input-picture.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { Inputs } from '../gallery/inputs/inputs.ts'
import { tooManyBytes } from '../gallery/inputs/read-input-file.ts'

/** The bytes of an input. Rejects with `not-found` where it is not stored any more, `bad-request` where it has more than LIMITS.inputBytes. */
export async function readInput(
  inputs: Pick<Inputs, 'read' | 'size'>,
  id: InputId,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer> }> {
  const size = await inputs.size(id)
  if (size > LIMITS.inputBytes) throw tooManyBytes(id.slice(0, 12), size)
  const pieces: Uint8Array[] = []
  // A piece is only good until the next one.
  for await (const piece of inputs.read(id)) pieces.push(piece.slice())
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return { bytes }
}
