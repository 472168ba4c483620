import { reason } from './words/catalogue.ts'
import type { Reason } from './words/reason.ts'

export interface Bounds {
  /** of all texts and keys */
  readonly characters: number
  readonly values: number
  /** levels */
  readonly depth: number
}

/** Bounds of one request from the panel; the largest honest one is a form with two long prompts. */
export const REQUEST_BOUNDS = { characters: 2_000_000, values: 50_000, depth: 32 } as const satisfies Bounds

/** Says why a request is too large to look at, or null when it is not; `mostBytes` and cost as of `excessOf`. */
export function oversize(request: unknown, mostBytes = 0): Reason | null {
  const excess = excessOf(request, REQUEST_BOUNDS, mostBytes)
  switch (excess) {
    case null:
      return null
    case 'bytes':
      return reason('shell.request-bytes')
    case 'collection':
      return reason('shell.request-collection')
    default:
      return reason(`shell.request-${excess}`, { most: REQUEST_BOUNDS[excess] })
  }
}

/** Behind a short view may stand a long buffer, which crosses with it. */
const isWithin = (value: unknown, mostBytes: number): boolean =>
  value instanceof Uint8Array && value.buffer.byteLength <= mostBytes

/**
 * The first bound that a value passes, or what in it no bound can be put to; null: none. Stops there, so its own cost is bounded as well;
 * without recursion, so that a deep value cannot exhaust the stack. Cycles end at the bound of depth. `mostBytes`: of one
 * array of bytes that the value may hold; absent: none.
 */
export function excessOf(
  root: unknown,
  bounds: Bounds,
  mostBytes = 0,
): keyof Bounds | 'bytes' | 'collection' | null {
  let characters = 0
  let values = 0
  let bytesLeft = mostBytes
  const open: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next
    if (++values > bounds.values) return 'values'
    if (typeof value === 'string') characters += value.length
    if (characters > bounds.characters) return 'characters'
    if (typeof value !== 'object' || value === null) continue
    if (depth >= bounds.depth) return 'depth'
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
      if (!isWithin(value, bytesLeft)) return 'bytes'
      bytesLeft = 0
      continue
    }
    if (value instanceof Map || value instanceof Set) return 'collection'
    if (Array.isArray(value) && value.length > bounds.values) return 'values'
    for (const [key, item] of Object.entries(value)) {
      characters += key.length
      open.push({ value: item, depth: depth + 1 })
    }
  }
  return null
}
