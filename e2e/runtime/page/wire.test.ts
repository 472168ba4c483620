import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createWire } from './wire.ts'

const wire = createWire()
const across = (value: unknown) => wire.decode(wire.encode(value))

describe('values on the wire', () => {
  it.each([
    ['nothing', undefined],
    ['special numbers', [Number.NaN, Number.POSITIVE_INFINITY, -0]],
    ['big integers', 2n ** 70n],
    ['dates', new Date(5)],
    ['maps and sets', new Map<unknown, unknown>([[{ a: 1 }, new Set([1, undefined])]])],
    ['bytes', new Uint8Array([0, 1, 255])],
    ['other views', new Float32Array([1.5, -2])],
    ['patterns', /a+/gi],
    ['a key named __proto__', JSON.parse('{"__proto__": 1}')],
    ['sparse objects', { a: undefined, b: null }],
  ])('%s arrive as they were', (_what, value) => {
    expect(across(value)).toEqual(value)
  })
  it('errors keep their name and message', () => {
    expect(across(new TypeError('no'))).toMatchObject({ name: 'TypeError', message: 'no' })
  })
  it('cycles and shared parts stay what they are', () => {
    const shared = { n: 1 }
    const cycle: Record<string, unknown> = { a: shared, b: shared }
    cycle.self = cycle
    const copy = across(cycle) as Record<string, unknown>
    expect(copy.self).toBe(copy)
    expect(copy.a).toBe(copy.b)
  })
  it('class instances lose their class', () => {
    class Point {
      x = 1
    }
    expect(Object.getPrototypeOf(across(new Point()))).toBe(Object.prototype)
  })
  it.each([
    ['a function', { fn: () => 1 }],
    ['a symbol', { s: Symbol('s') }],
    ['a promise', [Promise.resolve(1)]],
    ['a weak map', new WeakMap()],
  ])('%s is refused as Electron refuses it', (_what, value) => {
    expect(() => wire.encode(value)).toThrow('An object could not be cloned.')
  })
  it('agree with structuredClone on anything it can clone', () => {
    fc.assert(
      fc.property(
        fc.anything({ withDate: true, withMap: true, withSet: true, withBigInt: true, withTypedArray: true }),
        (value) => {
          expect(across(value)).toEqual(structuredClone(value))
        },
      ),
      { numRuns: 300 },
    )
  })
})
