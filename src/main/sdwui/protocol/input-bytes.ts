import type { ExtraFields, Json } from '../../../shared/extra-fields.ts'
import type { InputId } from '../../../shared/input-picture.ts'
import { readReference } from '../../../shared/input-reference.ts'

/** Stands in a body for the base64 of a stored picture, which is read when the body is written. */
export class InputBytes {
  readonly id: InputId
  /** what stands before the base64 */
  readonly prefix: string

  constructor(id: InputId, prefix = '') {
    this.id = id
    this.prefix = prefix
  }
}

/** JSON with the pictures that it refers to in the places of their references. Other texts stay as they are. */
export function withInputs(value: Json): unknown {
  if (typeof value === 'string') {
    const reference = readReference(value)
    return reference === null ? value : new InputBytes(reference.id, reference.prefix)
  }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(withInputs)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withInputs(item)]))
}

/** The same of fields of a body. */
export const fieldsWithInputs = (fields: ExtraFields): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, withInputs(value)]))
