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
  it('stand in order: by edits, the shorter of two first, then those of which they are part', () => {
    const names = ['model-abc of many letters', 'model-abc in full', 'model-abcd', 'mode1-abd', 'model-ab']
    expect(nearNames('model-abc', names, anEffort(), 9)).toEqual([
      'model-ab',
      'model-abcd',
      'mode1-abd',
      'model-abc in full',
      'model-abc of many letters',
    ])
    const longer = 'a long model name of all'
    expect(nearNames('a long model name', ['model', longer], anEffort())).toEqual([longer, 'model'])
  })
  it('are few edits away where the name is short', () => {
    expect(nearNames('ink', ['oak', 'inks'], anEffort())).toEqual(['inks'])
    expect(nearNames('abcdefghijkl', ['abcdefghi---', 'abcdefgh----', 'abcdefg-----'], anEffort())).toEqual([
      'abcdefghi---',
      'abcdefgh----',
    ])
  })
  it('are part of another from three letters on', () => {
    expect(nearNames('ab', ['abstract forms'], anEffort())).toEqual([])
    expect(nearNames('ink', ['drawn with ink'], anEffort())).toEqual(['drawn with ink'])
  })
  it('have 100 letters at most', () => {
    const [most, more] = ['a'.repeat(100), 'a'.repeat(101)]
    expect(nearNames(most, ['a'.repeat(99), more], anEffort())).toEqual(['a'.repeat(99)])
    expect(nearNames('a'.repeat(99), [most], anEffort())).toEqual([most])
    expect(nearNames(more, [most], anEffort())).toEqual([])
  })
  it('are among the first 20,000', () => {
    const found = (before: number) =>
      nearNames('ink', [...Array.from({ length: before }, (_, at) => `other ${at}`), 'inks'], anEffort())
    expect(found(19_999)).toEqual(['inks'])
    expect(found(20_000)).toEqual([])
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
