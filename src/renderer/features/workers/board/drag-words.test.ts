import { describe, expect, it } from 'vitest'
import { type DragFacts, endedWords, liftedWords, overWords } from './drag-words.ts'
import { dropWords } from './lane-words.ts'

const facts: DragFacts = {
  name: 'helium',
  from: { lane: 'active', position: 2 },
  at: { lane: 'reserve', position: 0 },
  laneSize: 2,
}

describe('what a drag says', () => {
  it('names the place a card is lifted from', () => {
    expect(liftedWords({ ...facts, at: facts.from, laneSize: 4 })).toBe(
      'Lifted helium. It is in Active, place 3 of 4.',
    )
  })

  it('names the lane it is over and what it would do there', () => {
    expect(overWords(facts)).toBe('helium is over Reserve, place 1 of 2. It would be kept in reserve.')
  })

  it('says what a drop did', () => {
    expect(endedWords(facts, false)).toBe('helium is kept in reserve. It is in Reserve, place 1 of 2.')
  })

  it('says that a card was put back', () => {
    expect(endedWords(facts, true)).toBe('helium is back in Active, place 3.')
  })

  it('says when nothing changed', () => {
    expect(endedWords({ ...facts, at: facts.from }, false)).toBe('helium stays where it was.')
  })

  it.each([
    ['active', 'Drop to let helium share every job'],
    ['reserve', 'Drop to keep helium in reserve'],
    ['off', 'Drop to switch helium off'],
  ] as const)('says what dropping into %s will do', (lane, words) => {
    const other = lane === 'active' ? 'off' : 'active'
    expect(dropWords('helium', other, lane)).toBe(words)
  })
})
