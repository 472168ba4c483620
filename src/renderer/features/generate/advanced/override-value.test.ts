import { expect, it } from 'vitest'
import type { Json } from '../../../../shared/extra-fields.ts'
import { asKind, VALUE_KINDS, type ValueKind, valueKind } from './override-value.ts'

it.each<[Json, ValueKind, Json]>([
  ['31337', 'number', 31337],
  ['a', 'number', 0],
  ['', 'number', 0],
  [2, 'text', '2'],
  ['On', 'boolean', true],
  [0, 'boolean', false],
  [1, 'boolean', true],
  ['x', 'json', ['x']],
  [[1, 2], 'text', '[1,2]'],
  [{ a: 1 }, 'json', { a: 1 }],
])('%j as %s is %j', (value, kind, made) => {
  expect(asKind(value, kind)).toEqual(made)
})

it('every value can be of every kind, and is of it then', () => {
  for (const value of ['x', 5, true, null, [1]])
    for (const kind of VALUE_KINDS) expect(valueKind(asKind(value, kind))).toBe(kind)
})
