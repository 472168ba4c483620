import { expect, test } from 'vitest'
import { parseLenientJson } from './lenient-json.ts'
import { growthOf, repeated } from './testing/growth.ts'

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

test.each(['\\"', '"', '-', 'N', '-Infinit', 'NaN,'])(
  'takes time in proportion to the length of the text: %s',
  async (piece) => {
    expect(await growthOf(parseLenientJson, repeated(piece, 'NaN"'), 500_000)).toMatchObject({ linear: true })
  },
)
