/** Bounds of one request from the panel; the largest honest one is a form with two long prompts. */
export const REQUEST_BOUNDS = { characters: 2_000_000, values: 50_000, depth: 32 } as const

/**
 * Says why a request is too large to look at, or null when it is not. Stops at the first bound that is
 * passed, so its own cost is bounded as well; cycles end at the depth bound.
 */
export function oversize(
  request: unknown,
  bounds: typeof REQUEST_BOUNDS | Bounds = REQUEST_BOUNDS,
): string | null {
  let characters = 0
  let values = 0
  const open: { value: unknown; depth: number }[] = [{ value: request, depth: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next
    if (++values > bounds.values) return `it holds more than ${bounds.values} values`
    if (typeof value === 'string') characters += value.length
    if (characters > bounds.characters) return `it holds more than ${bounds.characters} characters`
    if (typeof value !== 'object' || value === null) continue
    if (depth >= bounds.depth) return `it is nested deeper than ${bounds.depth} levels`
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return 'it holds bytes'
    if (value instanceof Map || value instanceof Set) return 'it holds a map or a set'
    if (Array.isArray(value) && value.length > bounds.values)
      return `it holds more than ${bounds.values} values`
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
