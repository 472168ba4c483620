import { describe, expect, test } from 'vitest'
import { type JsonBounds, pruneJson, valuesIn } from './prune-json.ts'

const bounds = (more: Partial<JsonBounds>): JsonBounds => ({
  characters: 100,
  values: 100,
  entries: 100,
  ...more,
})

describe('what is left of a large value', () => {
  test('are the named fields, at any depth', () => {
    const rows = [{ name: 'a', metadata: { tags: 'x'.repeat(1000) } }, { other: { name: 'b' } }]
    expect(pruneJson(rows, new Set(['name', 'other']))).toEqual([{ name: 'a' }, { other: { name: 'b' } }])
  })
  test('is something of every object that had something, and nothing of an empty one', () => {
    expect(pruneJson({ paths: { '/x': { get: 1 } }, info: {} }, new Set(['paths', 'info']))).toEqual({
      paths: { '/x': null },
      info: {},
    })
  })
  test('is everything where no fields are named', () => {
    const value = { a: [1, 'two', null, true], b: { c: 3 } }
    expect(pruneJson(value, null)).toEqual(value)
  })
  test.each<[string, unknown, Partial<JsonBounds>, unknown]>([
    ['entries', [1, 2, 3], { entries: 2 }, [1, 2]],
    ['values', [1, 2, 3, 4], { values: 3 }, [1, 2]],
    ['characters', ['aaa', 'bbb', 'ccc'], { characters: 6 }, ['aaa', 'bbb']],
  ])('is no more than so many %s', (_what, value, more, left) => {
    expect(pruneJson(value, null, bounds(more))).toEqual(left)
  })
  test('is bounded in depth', () => {
    let deep: unknown = 1
    for (let level = 0; level < 5000; level++) deep = [deep]
    expect(JSON.stringify(pruneJson(deep, null))).toBe(`${'['.repeat(12)}null${']'.repeat(12)}`)
  })
  test('keeps a field that is called __proto__ a field', () => {
    const kept = pruneJson(JSON.parse('{"__proto__": {"polluted": true}}'), null) as object
    expect(Object.keys(kept)).toEqual(['__proto__'])
    expect(kept).not.toHaveProperty('polluted')
  })
})

test('values are counted before they are made, those in texts left out', () => {
  expect(valuesIn('{"a,[": [1, 2, "x\\",,"], "b": {}}', 100)).toBe(7)
  expect(valuesIn('['.repeat(1000), 10)).toBe(11)
})
