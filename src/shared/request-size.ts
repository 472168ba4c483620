import { reason } from './words/catalogue.ts'
import type { Reason } from './words/reason.ts'

/** Bounds of one request from the panel; the largest honest one is a form with two long prompts. */
export const REQUEST_BOUNDS = { characters: 2_000_000, values: 50_000, depth: 32 } as const

/**
 * Says why a request is too large to look at, or null when it is not. Stops at the first bound that is
 * passed, so its own cost is bounded as well; cycles end at the depth bound.
 */
export function oversize(
  request: unknown,
  bounds: typeof REQUEST_BOUNDS | Bounds = REQUEST_BOUNDS,
): Reason | null {
  let characters = 0
  let values = 0
  const open: { value: unknown; depth: number }[] = [{ value: request, depth: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next
    if (++values > bounds.values) return reason('shell.request-values', { most: bounds.values })
    if (typeof value === 'string') characters += value.length
    if (characters > bounds.characters) return reason('shell.request-characters', { most: bounds.characters })
    if (typeof value !== 'object' || value === null) continue
    if (depth >= bounds.depth) return reason('shell.request-depth', { most: bounds.depth })
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return reason('shell.request-bytes')
    if (value instanceof Map || value instanceof Set) return reason('shell.request-collection')
    if (Array.isArray(value) && value.length > bounds.values)
      return reason('shell.request-values', { most: bounds.values })
    for (const [key, item] of Object.entries(value)) {
      characters += key.length
      open.push({ value: item, depth: depth + 1 })
    }
  }
  return null
}

interface Bounds {
  readonly characters: number
  readonly values: number
  readonly depth: number
}
