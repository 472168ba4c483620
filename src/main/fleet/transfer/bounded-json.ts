import { parseLenientJson } from '../../../shared/lenient-json.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { TributaryError } from '../../core/failure.ts'

/** No list of workers nests deeper. */
const DEEPEST = 16

/**
 * JSON.parse for text from outside: refuses deep nesting before anything is built from it. What Python writes of a float that is no number
 * (NaN, Infinity) is null. A key `__proto__` becomes an ordinary own property, as JSON.parse makes it. Throws bad-request.
 */
export function parseBoundedJson(text: string): unknown {
  if (depthOf(text) > DEEPEST) throw new TributaryError('bad-request', reason('transfer.json-too-deep'))
  try {
    return parseLenientJson(text)
  } catch (error) {
    // The engine's message quotes the text, passwords and all; the error goes along for the log only by its name.
    const kind = error instanceof Error ? error.name : 'unknown'
    throw new TributaryError('bad-request', reason('transfer.not-json'), reason('transfer.not-json.remedy'), {
      cause: kind,
    })
  }
}

function depthOf(text: string): number {
  let [depth, deepest, inString] = [0, 0, false]
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (inString) {
      if (char === '\\') at++
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === '{' || char === '[') deepest = Math.max(deepest, ++depth)
    else if (char === '}' || char === ']') depth--
  }
  return deepest
}

/** The own entries of a plain object; null when it is none. */
export function entriesOf(value: unknown): [string, unknown][] | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null
}
