import { EXTRA_LIMITS } from '../../../shared/extra-fields.ts'
import type { InputId } from '../../../shared/input-picture.ts'
import { referenceTo } from '../../../shared/input-reference.ts'
import { LIMITS } from '../../../shared/limits.ts'
import { formatOf } from './picture-kind.ts'

const PREFIX = /^data:[\w.+-]{1,40}\/[\w.+-]{1,40};base64,/
/** Characters whose bytes tell a format. */
const HEAD_CHARACTERS = 64
const MOST_CHARACTERS = Math.ceil(LIMITS.inputBytes / 3) * 4

/** A picture in a text. */
interface TextPicture {
  readonly bytes: Buffer
  /** what stands before the base64 */
  readonly prefix: string
}

/** The picture that a text is the base64 of, exactly as it would be written again; null: it is another text. */
export function pictureInText(text: string): TextPicture | null {
  const prefix = PREFIX.exec(text.slice(0, 120))?.[0] ?? ''
  const length = text.length - prefix.length
  if (length < HEAD_CHARACTERS || length > MOST_CHARACTERS) return null
  if (formatOf(Buffer.from(text.slice(prefix.length, prefix.length + HEAD_CHARACTERS), 'base64')) === null)
    return null
  const base64 = text.slice(prefix.length)
  const bytes = Buffer.from(base64, 'base64')
  return bytes.toString('base64') === base64 ? { bytes, prefix } : null
}

/**
 * JSON with references in the places of the pictures that stand in it as base64, which `keep` stores. Everything else stays as it is, also
 * what is nested deeper than requests may be.
 */
export async function withReferences(
  value: unknown,
  keep: (bytes: Buffer) => Promise<InputId | null>,
  depth = 0,
): Promise<unknown> {
  if (typeof value === 'string') {
    const picture = pictureInText(value)
    const id = picture === null ? null : await keep(picture.bytes)
    return picture === null || id === null ? value : referenceTo(id, picture.prefix)
  }
  if (typeof value !== 'object' || value === null || depth > EXTRA_LIMITS.depth) return value
  if (Array.isArray(value)) {
    const items: unknown[] = []
    for (const item of value) items.push(await withReferences(item, keep, depth + 1))
    return items
  }
  const fields: [string, unknown][] = []
  for (const [key, item] of Object.entries(value))
    fields.push([key, await withReferences(item, keep, depth + 1)])
  return Object.fromEntries(fields)
}
