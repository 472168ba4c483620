import type { ExtraFields } from './extra-fields.ts'

/** Option that says what restores faces. A server that does not have it takes another one without a word. */
export const FACE_RESTORER = 'face_restoration_model'

/** What restores faces, as the options of a request say; null: what each server is set to. */
export function faceRestorerIn({ [FACE_RESTORER]: name }: ExtraFields): string | null {
  return typeof name === 'string' && name !== '' ? name : null
}

/** The options with another one; null: each server takes what it is set to. */
export function withFaceRestorer(
  { [FACE_RESTORER]: _, ...others }: ExtraFields,
  name: string | null,
): ExtraFields {
  return name === null ? others : { ...others, [FACE_RESTORER]: name }
}
