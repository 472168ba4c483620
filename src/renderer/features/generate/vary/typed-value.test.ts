import { expect, it } from 'vitest'
import { valueAtCaret, withValue } from './typed-value.ts'

/** `|` is the caret. */
const at = (marked: string) => {
  const caret = marked.indexOf('|')
  const text = marked.replace('|', '')
  const value = valueAtCaret(text, caret)
  return { text, value, stands: text.slice(value.from, value.to) }
}

it.each([
  ['eul|', 'eul', 'eul'],
  ['Euler a, d|', 'd', 'd'],
  ['Euler a,d|pm, Heun', 'd', 'dpm'],
  ['Euler a, | , Heun', '', ''],
  ['|', '', ''],
  ['"a, b|c", d', 'a, b', '"a, bc"'],
  ['one\ntw|o', 'tw', 'two'],
])('%s', (marked, typed, stands) => {
  const found = at(marked)
  expect([found.value.typed, found.stands]).toEqual([typed, stands])
})

it.each([
  ['eul|', 'Euler a', 'Euler a|'],
  ['Euler a,d|pm, Heun', 'DDIM', 'Euler a, DDIM|, Heun'],
  ['x, |', 'with, comma', 'x, "with, comma"|'],
])('%s becomes %s', (marked, name, expected) => {
  const { text, value } = at(marked)
  const made = withValue(text, value, name)
  expect(`${made.text.slice(0, made.caret)}|${made.text.slice(made.caret)}`).toBe(expected)
})
