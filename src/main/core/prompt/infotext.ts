/** What an infotext says (sdwui: prompt, "Negative prompt: …", last line of "Key: value" pairs). */
export interface Infotext {
  readonly prompt: string
  readonly negativePrompt: string
  readonly parameters: ReadonlyMap<string, string>
}

const LONGEST = 1_000_000
/** A key starts with a word character; a value is a JSON string or everything up to the next comma. */
const PAIR = /\s*(\w[\w \-/]{0,100}):\s*("(?:\\.|[^\\"])*"|[^,]*)(?:,|$)/g
/** Fewer pairs than this and the last line is prompt text. */
const LEAST_PAIRS = 3

/** Reads an infotext; anything that is not one comes back as all prompt. Never throws. */
export function readInfotext(text: string): Infotext {
  const lines = text.slice(0, LONGEST).trim().split('\n')
  const last = lines.at(-1) ?? ''
  const pairs = [...last.matchAll(PAIR)].map(
    ([, key = '', value = '']) => [key.trim(), unquote(value.trim())] as const,
  )
  const body = pairs.length >= LEAST_PAIRS ? lines.slice(0, -1) : lines
  const negativeAt = body.findIndex((line) => line.trimStart().startsWith('Negative prompt:'))
  const positive = negativeAt < 0 ? body : body.slice(0, negativeAt)
  const negative = negativeAt < 0 ? [] : body.slice(negativeAt)
  return {
    prompt: positive.join('\n').trim(),
    negativePrompt: negative
      .join('\n')
      .replace(/^\s*Negative prompt:/, '')
      .trim(),
    parameters: new Map(pairs.length >= LEAST_PAIRS ? pairs : []),
  }
}

function unquote(value: string): string {
  if (!value.startsWith('"')) return value
  try {
    const parsed: unknown = JSON.parse(value)
    return typeof parsed === 'string' ? parsed : value
  } catch {
    // Not JSON after all: servers print such values bare.
    return value
  }
}

/** A whole number an infotext gives for a key; null when it gives none. */
export function infotextNumber(info: Infotext, key: string): number | null {
  const value = info.parameters.get(key)
  if (value === undefined || !/^-?\d{1,15}(\.\d+)?$/.test(value)) return null
  return Number(value)
}
