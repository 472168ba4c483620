import { describe, expect, it } from 'vitest'
import { LIMITS } from './limits.ts'
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
  it('may be that of one file of a picture where a call takes pictures, and of no more memory than that', () => {
    const source = (bytes: unknown) => ({ source: { from: 'bytes', name: 'a.png', bytes } })
    const most = LIMITS.inputBytes
    expect(oversize(source(new Uint8Array(most)), most)).toBeNull()
    expect(oversize(source(new Uint8Array(most + 1)), most)?.kind).toBe('shell.request-bytes')
    expect(oversize(source(new Uint8Array(most + 1).subarray(0, 8)), most)).not.toBeNull()
    expect(oversize([new Uint8Array(8), new Uint8Array(8)], most)).not.toBeNull()
    expect(oversize(source(new ArrayBuffer(8)), most)).not.toBeNull()
  })
  it('is refused for a cycle, by its depth', () => {
    const cycle: Record<string, unknown> = {}
    cycle.self = cycle
    expect(oversize(cycle)?.kind).toBe('shell.request-depth')
  })
})
