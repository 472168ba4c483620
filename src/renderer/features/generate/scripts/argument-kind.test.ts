import { expect, it } from 'vitest'
import type { Json } from '../../../../shared/extra-fields.ts'
import type { ScriptArgument } from '../../../../shared/script-arguments.ts'
import { argumentKind, firstValues } from './argument-kind.ts'

const argument = (more: Partial<ScriptArgument>): ScriptArgument => ({ label: 'x', choices: null, ...more })

it.each<[string, Partial<ScriptArgument>, Json, string]>([
  ['a range and a number', { minimum: 0, maximum: 1, value: 0.5 }, null, 'slider'],
  ['a number without a range', { value: -1 }, null, 'number'],
  ['a range without width', { minimum: 1, maximum: 1, value: 1 }, null, 'number'],
  ['true or false', { value: false }, null, 'switch'],
  ['a text', { value: '' }, null, 'text'],
  ['choices', { choices: ['a', 'b'], value: 'a' }, null, 'choice'],
  ['choices by their number', { choices: ['a', 'b'], value: 1 }, null, 'numbered-choice'],
  ['several of its choices', { choices: ['a', 'b'], value: ['a'] }, null, 'json'],
  ['choices that are filled in later', { choices: [], value: 'x' }, null, 'text'],
  ['nothing', {}, null, 'json'],
  ['nothing, but a value that was set', {}, true, 'switch'],
])('an argument that tells %s', (_, told, present, kind) => {
  expect(argumentKind(argument(told), present)).toBe(kind)
})

it('a script begins with what its description says', () => {
  expect(firstValues([argument({ value: 3 }), argument({}), argument({ value: [] })])).toEqual([3, null, []])
  expect(firstValues(null)).toEqual([])
})
