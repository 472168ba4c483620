import { describe, expect, it } from 'vitest'
import {
  nothingSelected,
  only,
  rangeOnly,
  type Selection,
  stillShown,
  toggled,
  withRange,
} from './selection.ts'

const shown = ['a', 'b', 'c', 'd']
const of = (...steps: readonly ((selection: Selection<string>) => Selection<string>)[]) =>
  [
    ...steps.reduce((selection, step) => step(selection), nothingSelected as Selection<string>).selected,
  ].sort()
const toggle = (id: string) => (selection: Selection<string>) => toggled(selection, id)
const range =
  (id: string, among: readonly string[] = shown) =>
  (selection: Selection<string>) =>
    withRange(selection, id, among)

describe('selecting', () => {
  it('selects and lets go of one', () => {
    expect(of(toggle('b'))).toEqual(['b'])
    expect(of(toggle('b'), toggle('b'))).toEqual([])
  })

  it('selects from the one touched last to this one, either way', () => {
    expect(of(toggle('c'), range('a'))).toEqual(['a', 'b', 'c'])
    expect(of(toggle('b'), range('d'))).toEqual(['b', 'c', 'd'])
  })

  it('keeps what was selected before a range', () => {
    expect(of(toggle('d'), toggle('a'), range('b'))).toEqual(['a', 'b', 'd'])
  })

  it('starts a range at the one itself when none was touched', () => {
    expect(of(range('b'))).toEqual(['b'])
  })

  it('selects only the one itself when the start of the range is not shown', () => {
    expect(of(toggle('a'), range('c', ['b', 'c']))).toEqual(['a', 'c'])
  })
})

describe('a range that replaces what was selected', () => {
  it('starts at the one touched last', () => {
    expect([...rangeOnly(toggled(only('b'), 'd'), 'e', ['a', 'b', 'c', 'd', 'e']).selected]).toEqual([
      'd',
      'e',
    ])
  })
  it('grows and shrinks while its other end moves', () => {
    const shown = ['a', 'b', 'c', 'd', 'e']
    const grown = rangeOnly(only('b'), 'e', shown)
    expect([...grown.selected]).toEqual(['b', 'c', 'd', 'e'])
    expect([...rangeOnly(grown, 'c', shown).selected]).toEqual(['b', 'c'])
    expect([...rangeOnly(grown, 'a', shown).selected]).toEqual(['a', 'b'])
  })
})

describe('what of a selection is shown still', () => {
  const selected = new Set(['b', 'd'])

  it('is the same set while nothing of it has gone', () => {
    expect(stillShown(selected, shown)).toBe(selected)
    expect(stillShown(selected, ['new', ...shown])).toBe(selected)
  })

  it('leaves out what has gone', () => {
    expect([...stillShown(selected, ['a', 'd'])]).toEqual(['d'])
  })
})
