import { expect, test } from 'vitest'
import { parseLenientJson } from './lenient-json.ts'

test.each([
  [
    '{"a":NaN,"b":[Infinity,-Infinity,-1],"c":"NaN \\" Infinity"}',
    { a: null, b: [null, null, -1], c: 'NaN " Infinity' },
  ],
  ['NaN', null],
  ['{"NaN":1}', { NaN: 1 }],
  ['[1,2]', [1, 2]],
])('%s is read', (text, value) => expect(parseLenientJson(text)).toEqual(value))

test.each(['{"a":NaN', '{"a":"NaN}', '<html>NaN</html>', 'NaNN', '-NaN', ''])(
  '%j is no JSON all the same',
  (text) => {
    expect(() => parseLenientJson(text)).toThrow(SyntaxError)
  },
)

test('takes time in proportion to the length of the text', () => {
  for (const piece of ['\\"', '"', '-', 'N', '-Infinit', 'NaN,']) {
    const began = performance.now()
    try {
      parseLenientJson(`NaN"${piece.repeat(2_000_000)}`)
    } catch {
      // That it is none is not what is asked.
    }
    expect(performance.now() - began).toBeLessThan(1500)
  }
})
