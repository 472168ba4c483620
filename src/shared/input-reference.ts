import { InputId } from './input-picture.ts'

/** Begins a text that stands for the base64 of a stored picture. */
const SCHEME = 'input:'
/** `input:<id>`, perhaps behind what a `data:` address begins with. */
const REFERENCE = /^(data:[\w.+-]{1,40}\/[\w.+-]{1,40};base64,)?input:([0-9a-f]{64})$/

/** What a text in the extra fields of a request refers to. */
export interface InputReference {
  readonly id: InputId
  /** stands before the base64: `data:image/png;base64,`, or nothing */
  readonly prefix: string
}

/** The text that stands for the base64 of a picture. */
export const referenceTo = (id: InputId, prefix = ''): string => `${prefix}${SCHEME}${id}`

/** What a text refers to; null: it is a text like any other. */
export function readReference(text: string): InputReference | null {
  const [, prefix = '', id] = REFERENCE.exec(text) ?? []
  return id === undefined ? null : { id: InputId.parse(id), prefix }
}
