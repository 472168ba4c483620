import { LIMITS } from '../../../shared/limits.ts'

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g
/** Invisible characters that turn text around or hide in it. */
const UNSEEN = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

/** Text from outside as one visible line of at most `most` characters; lone surrogates become U+FFFD. */
export function visibleLine(text: string, most: number): string {
  // Cut before the clean-up too, so that a huge text costs nothing.
  const line = text
    .slice(0, most * 4)
    .toWellFormed()
    .replace(CONTROL, ' ')
    .replace(UNSEEN, '')
    .replace(/\s+/g, ' ')
    .trim()
  return line.length <= most ? line : cut(line, most)
}

/** A worker's name from outside, made fit to be one; '' when nothing visible is left. */
export const cleanName = (text: string): string => visibleLine(text, LIMITS.nameCharacters)

/** `name`, or with the first number that nobody has: "laptop", "laptop 2". `taken` holds lower-case names. */
export function uniqueName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name
  for (let number = 2; ; number++) {
    const ending = ` ${number}`
    const candidate = cut(name, LIMITS.nameCharacters - ending.length).trimEnd() + ending
    if (!taken.has(candidate.toLowerCase())) return candidate
  }
}

/** Never through the middle of a surrogate pair. */
const cut = (text: string, most: number) => text.slice(0, most).replace(/[\ud800-\udbff]$/, '')
