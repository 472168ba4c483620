import { beforeEach, describe, expect, it } from 'vitest'
import { WorkerId } from '../../../shared/ids.ts'
import { useBoard } from './board-store.ts'
import { clearSelection, rangeOf, selectAll, selectRange, toggleSelected } from './selection.ts'

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => WorkerId.parse(name)) as [
  WorkerId,
  WorkerId,
  WorkerId,
  WorkerId,
]
const shown = [a, b, c, d]
const selected = () => [...useBoard.getState().selected]

describe('selecting cards', () => {
  beforeEach(clearSelection)

  it('selects and lets go of one', () => {
    toggleSelected(b)
    expect(selected()).toEqual([b])
    toggleSelected(b)
    expect(selected()).toEqual([])
  })

  it('selects from the one touched last to this one, either way', () => {
    toggleSelected(c)
    selectRange(a, shown)
    expect(new Set(selected())).toEqual(new Set([a, b, c]))
  })

  it('keeps what was selected before a range', () => {
    toggleSelected(d)
    toggleSelected(a)
    selectRange(b, shown)
    expect(new Set(selected())).toEqual(new Set([a, b, d]))
  })

  it('starts a range at the card itself when none was touched', () => {
    selectRange(b, shown)
    expect(selected()).toEqual([b])
  })

  it('selects only the card when the start of the range is hidden by the search', () => {
    expect(rangeOf([b, c], a, c)).toEqual([c])
  })

  it('selects all that are shown', () => {
    selectAll(shown)
    expect(selected()).toEqual(shown)
  })
})
