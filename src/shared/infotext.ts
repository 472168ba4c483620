/** What an infotext says (sdwui: prompt, "Negative prompt: …", last line of "Key: value" pairs). */
export interface Infotext {
  readonly prompt: string
  readonly negativePrompt: string
  /** values as they are written, those in quotes read as JSON; keys without a value are left out */
  readonly parameters: ReadonlyMap<string, string>
}

export interface InfotextSize {
  readonly width: number
  readonly height: number
}

const LONGEST = 1_000_000
/** Fewer pairs than this and the last line is prompt text. */
const LEAST_PAIRS = 3
/** Real ones have less than a hundred. */
const MOST_PAIRS = 2_000
const NEGATIVE = 'Negative prompt:'
/** Letters and digits of any script: what Python's `\w` takes, which is what the servers read with. */
const WORD = /[\p{L}\p{N}_]/u
const COLON = 0x3a
const MAY_FOLLOW = new Set([0x20, 0x2d, 0x2f])
const BLANK = /\s/

/**
 * Reads an infotext as AUTOMATIC1111 1.10 does (sdapi.md 3.3 and 11); anything that is not one comes back as all prompt. Every line is
 * stripped. Never throws; takes time in proportion to the length.
 */
export function readInfotext(text: string): Infotext {
  const lines = text.slice(0, LONGEST).trim().split('\n')
  const pairs = pairsOf((lines.at(-1) ?? '').trimEnd())
  const told = pairs.length >= LEAST_PAIRS
  const prompt: string[] = []
  const negative: string[] = []
  let part = prompt
  for (const raw of told ? lines.slice(0, -1) : lines) {
    let line = raw.trim()
    if (line.startsWith(NEGATIVE)) {
      part = negative
      line = line.slice(NEGATIVE.length).trim()
    }
    // Empty lines before the first word go, those behind it stay.
    if (part.length > 0 || line !== '') part.push(line)
  }
  return {
    prompt: prompt.join('\n'),
    negativePrompt: negative.join('\n'),
    parameters: new Map(told ? pairs.filter(([, value]) => value !== '').map(unquoted) : []),
  }
}

/** A prompt as an infotext gives it back: lines stripped, empty ones before the first word gone. */
export function promptInInfotext(prompt: string): string {
  return readInfotext(`${prompt}\nSteps: 1, Seed: 1, Size: 1x1`).prompt
}

/** A whole number an infotext gives for a key; null when it gives none. */
export function infotextNumber(info: Infotext, key: string): number | null {
  const value = info.parameters.get(key)
  if (value === undefined || !/^-?\d{1,15}(\.\d+)?$/.test(value)) return null
  return Number(value)
}

/** A size an infotext gives for a key, px ("512x768"); null when it gives none. */
export function infotextSize(info: Infotext, key: string): InfotextSize | null {
  const [, width, height] = /^(\d{1,7})x(\d{1,7})$/.exec(info.parameters.get(key) ?? '') ?? []
  return width === undefined ? null : { width: Number(width), height: Number(height) }
}

type Pair = readonly [key: string, value: string]

/**
 * All "Key: value" of a line. A key starts with a word character, has word characters, blanks, - and / after it, and is at least two
 * letters long; what stands before it and is no part of a key is passed over. One pass: nothing is looked at twice.
 */
function pairsOf(line: string): Pair[] {
  const pairs: Pair[] = []
  let keyAt = -1
  let letters = 0
  for (let at = 0; at < line.length && pairs.length < MOST_PAIRS; ) {
    const letter = line.codePointAt(at) ?? 0
    if (letter === COLON && keyAt >= 0 && letters >= 2) {
      const value = valueAt(line, at + 1)
      pairs.push([line.slice(keyAt, at), value.text])
      at = value.end
      keyAt = -1
      continue
    }
    const word = isWord(letter)
    if (keyAt < 0 && word) {
      keyAt = at
      letters = 0
    } else if (keyAt >= 0 && !word && !MAY_FOLLOW.has(letter)) keyAt = -1
    letters++
    at += letter > 0xffff ? 2 : 1
  }
  return pairs
}

/** Most letters are ASCII: those are told apart without a regular expression. */
function isWord(letter: number): boolean {
  if (letter > 0x7f) return WORD.test(String.fromCodePoint(letter))
  const lower = letter | 0x20
  return (letter >= 0x30 && letter <= 0x39) || (lower >= 0x61 && lower <= 0x7a) || letter === 0x5f
}

/** A value is a JSON string that a comma or the end follows, or everything up to the next comma. `end`: behind that comma. */
function valueAt(line: string, from: number): { text: string; end: number } {
  let at = from
  while (at < line.length && BLANK.test(line.charAt(at))) at++
  const quoteEnd = line.charAt(at) === '"' ? endOfString(line, at) : -1
  const after = line.charAt(quoteEnd)
  if (quoteEnd > 0 && (after === ',' || after === ''))
    return { text: line.slice(at, quoteEnd), end: quoteEnd + 1 }
  const comma = line.indexOf(',', at)
  const end = comma < 0 ? line.length : comma
  return { text: line.slice(at, end), end: end + 1 }
}

/** Behind the closing quote of the string that opens at `from`; -1: it never closes. */
function endOfString(line: string, from: number): number {
  for (let at = from + 1; at < line.length; at++) {
    const letter = line.charAt(at)
    if (letter === '\\') at++
    else if (letter === '"') return at + 1
  }
  return -1
}

function unquoted([key, value]: Pair): Pair {
  if (!value.startsWith('"') || !value.endsWith('"')) return [key, value]
  try {
    const parsed: unknown = JSON.parse(value)
    return typeof parsed === 'string' ? [key, parsed] : [key, value]
  } catch {
    // Not JSON after all: servers print such values bare.
    return [key, value]
  }
}
