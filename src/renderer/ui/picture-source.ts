import type { BatchId, ImageId } from '../../shared/ids.ts'
import type { InputId } from '../../shared/input-picture.ts'

/** A picture by what it is; never by a path. */
export type PictureRef =
  | { kind: 'image'; id: ImageId }
  | { kind: 'thumb'; id: ImageId }
  /** thumbnail of a picture that requests refer to */
  | { kind: 'input'; id: InputId }
  /** the same in its own size */
  | { kind: 'full-input'; id: InputId }
  /** of a LoRA or an embedding, as a machine has it */
  | { kind: 'network'; id: string }
  /** what a server answered beside a picture */
  | { kind: 'attachment'; id: string }
  /** `version` counts up with each new preview, so that the page asks again */
  | { kind: 'preview'; id: BatchId; version: number }

type PictureSource = (ref: PictureRef) => string

const byProtocol: PictureSource = (ref) => {
  const address = `tributary://${ref.kind}/${encodeURIComponent(ref.id)}`
  return ref.kind === 'preview' ? `${address}?v=${ref.version}` : address
}

let source: PictureSource = byProtocol

/** Address of a picture, for an <img>. Every picture of the panel gets its address here. */
export const pictureUrl: PictureSource = (ref) => source(ref)

/** Serves pictures from elsewhere than the app's protocol, where there is no app: the test harness. */
export function servePicturesFrom(other: PictureSource): void {
  source = other
}
