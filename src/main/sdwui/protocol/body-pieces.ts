import { InputBytes } from './input-bytes.ts'

/** JSON text, and the pictures whose base64 stands between two pieces of it. */
export type BodyPiece = string | InputBytes

/**
 * The JSON of a body in pieces, in their order: with each picture written as base64, together the same text as JSON.stringify gives for the
 * body with those base64 texts in it. Of a body without pictures it is one piece.
 */
export function bodyPieces(body: Readonly<Record<string, unknown>>): BodyPiece[] {
  const pieces: BodyPiece[] = []
  let text = ''
  const write = (value: unknown): void => {
    if (value instanceof InputBytes) {
      pieces.push(`${text}"${JSON.stringify(value.prefix).slice(1, -1)}`, value)
      text = '"'
    } else if (Array.isArray(value)) {
      text += '['
      value.forEach((item: unknown, at) => {
        if (at > 0) text += ','
        write(item)
      })
      text += ']'
    } else if (typeof value === 'object' && value !== null) {
      let separator = '{'
      for (const [key, item] of Object.entries(value)) {
        if (item === undefined) continue
        text += `${separator}${JSON.stringify(key)}:`
        separator = ','
        write(item)
      }
      text += separator === '{' ? '{}' : '}'
    } else text += JSON.stringify(value) ?? 'null'
  }
  write(body)
  return [...pieces, text]
}
