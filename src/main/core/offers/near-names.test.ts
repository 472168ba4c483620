import { describe, expect, it } from 'vitest'
import { anEffort, editsBetween, nearNames } from './near-names.ts'

describe('names like one that is wanted', () => {
  it.each([
    ['add_detial', ['ink', 'add_detail', 'add_details_xl'], ['add_detail']],
    ['Ink-Wash', ['ink-wash', 'ink_wash'], ['ink-wash', 'ink_wash']],
    ['detail', ['more_details', 'ink'], ['more_details']],
    ['ink', ['ink'], []],
    ['x', ['y', 'abcdef'], ['y']],
    ['', ['a'], []],
  ])('%s in %o: %o', (wanted, names, near) => {
    expect(nearNames(wanted, names, anEffort())).toEqual(near)
  })
  it('are three at most, the nearest first', () => {
    const names = ['mode1-abc', 'model-ab', 'model-abcd', 'model-abc!', 'mode1-abd']
    expect(nearNames('model-abc', names, anEffort())).toHaveLength(3)
    expect(nearNames('model-abc', names, anEffort())).not.toContain('mode1-abd')
  })
  it('cost no more than they may, whatever servers list', () => {
    const names = Array.from({ length: 50_000 }, (_, at) => `${'a'.repeat(94)}${at}`)
    const effort = { left: 100_000 }
    nearNames('a'.repeat(99), names, effort)
    expect(effort.left).toBeGreaterThan(-1000)
    expect(nearNames('a'.repeat(2000), names, anEffort())).toEqual([])
  })
})

it.each([
  ['kitten', 'sitting', 4, 3],
  ['kitten', 'sitting', 2, null],
  ['', 'ab', 2, 2],
  ['abc', 'abc', 1, 0],
  ['abcd', 'a', 2, null],
])('edits between %s and %s, at most %d: %s', (a, b, most, edits) => {
  expect(editsBetween(a, b, most, anEffort())).toBe(edits)
})
