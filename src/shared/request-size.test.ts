import { describe, expect, it } from 'vitest'
import { oversize, REQUEST_BOUNDS } from './request-size.ts'

describe('the size of a request', () => {
  it('is fine for a form with two prompts of the longest length', () => {
    const prompt = 'x'.repeat(100_000)
    expect(oversize({ request: { prompt, negativePrompt: prompt, images: 12, hires: null } })).toBeNull()
  })
  it.each([
    ['characters in values', { a: 'x'.repeat(REQUEST_BOUNDS.characters + 1) }],
    ['characters in keys', { ['x'.repeat(REQUEST_BOUNDS.characters + 1)]: 1 }],
    ['values', new Array(REQUEST_BOUNDS.values + 1).fill(0)],
    ['holes', new Array(4_000_000_000)],
    ['bytes', { picture: new Uint8Array(8) }],
    ['maps', { map: new Map([[1, 2]]) }],
  ])('is refused for too many %s', (_what, request) => {
    expect(oversize(request)).not.toBeNull()
  })
  it('is refused for a cycle, by its depth', () => {
    const cycle: Record<string, unknown> = {}
    cycle.self = cycle
    expect(oversize(cycle)?.kind).toBe('shell.request-depth')
  })
})
