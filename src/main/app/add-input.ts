import type { AddedInput, InputRole, InputSource } from '../../shared/input-picture.ts'
import { reason } from '../../shared/words/catalogue.ts'
import { TributaryError } from '../core/failure.ts'
import type { Gallery } from '../gallery/gallery.ts'
import type { Inputs } from '../gallery/inputs/inputs.ts'

interface AddInputParts {
  readonly inputs: Pick<Inputs, 'addBytes' | 'addFile'>
  readonly gallery: Pick<Gallery, 'imagePath'>
}

/** Stores a picture that requests may refer to. Throws `bad-request` for what cannot be used, `not-found` for a picture the gallery has not. */
export async function addInput(
  { inputs, gallery }: AddInputParts,
  source: InputSource,
  role: InputRole,
): Promise<AddedInput> {
  if (source.from === 'bytes') {
    const { buffer, byteOffset, byteLength } = source.bytes
    return await inputs.addBytes(Buffer.from(buffer, byteOffset, byteLength), source.name, role)
  }
  const path = await gallery.imagePath(source.imageId)
  if (path === null) throw new TributaryError('not-found', reason('shell.picture-gone'))
  return await inputs.addFile(path, role)
}
