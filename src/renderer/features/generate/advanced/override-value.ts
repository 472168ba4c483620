import type { Json } from '../../../../shared/extra-fields.ts'

/** What kind of value an option has. */
export type ValueKind = 'text' | 'number' | 'boolean' | 'json'
export const VALUE_KINDS: readonly ValueKind[] = ['text', 'number', 'boolean', 'json']

export function valueKind(value: Json): ValueKind {
  switch (typeof value) {
    case 'string':
      return 'text'
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    default:
      return 'json'
  }
}

/** The value as one of another kind, as near as there is. */
export function asKind(value: Json, kind: ValueKind): Json {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  switch (kind) {
    case 'text':
      return text
    case 'number': {
      const number = Number(text)
      return text.trim() === '' || !Number.isFinite(number) ? 0 : number
    }
    case 'boolean':
      return /^(true|1|on|yes)$/i.test(text.trim())
    case 'json':
      // A text, a number or a switch would be one of the others again.
      return typeof value === 'object' ? value : [value]
  }
}
