import { written } from './written.ts'

/** The value of a list that the caret stands in. */
export interface TypedValue {
  /** where it begins and ends in the text, blanks around it left out */
  readonly from: number
  readonly to: number
  /** what of it stands in front of the caret */
  readonly typed: string
}

/** The value at the caret in a list with commas; commas in double quotes separate nothing. Linear in the text. */
export function valueAtCaret(text: string, caret: number): TypedValue {
  let from = 0
  let quoted = false
  for (let at = 0; at < caret; at++) {
    const letter = text[at]
    if (letter === '"') quoted = !quoted
    else if (!quoted && (letter === ',' || letter === '\n')) from = at + 1
  }
  let to = caret
  for (; to < text.length; to++) {
    const letter = text[to]
    if (letter === '"') quoted = !quoted
    else if (!quoted && (letter === ',' || letter === '\n')) break
  }
  while (from < caret && text.charAt(from).trim() === '') from++
  while (to > caret && text.charAt(to - 1).trim() === '') to--
  return { from, to, typed: text.slice(from, caret).replaceAll('"', '') }
}

/** The text with a name in place of a value, and where the caret stands behind it. */
export function withValue(
  text: string,
  { from, to }: TypedValue,
  name: string,
): { readonly text: string; readonly caret: number } {
  const value = written([name])
  // Behind a comma there is a blank, as lists are written.
  const before = text.slice(0, from).replace(/,$/, ', ')
  return { text: before + value + text.slice(to), caret: before.length + value.length }
}
