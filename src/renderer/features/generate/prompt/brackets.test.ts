import { describe, expect, it } from 'vitest'
import { bracketsOf, pairAt, unmatchedIn } from './brackets.ts'

const unmatched = (prompt: string) => unmatchedIn(prompt).map(({ at, char }) => `${char}${at}`)

describe('the brackets of a prompt', () => {
  it.each([
    ['a (b) [c] {d|e}', []],
    ['((a)', ['(0']],
    ['a)) b', [')1', ')2']],
    ['(a [b)', ['[3']],
    // Each kind by itself, as sdwui reads them.
    ['([a)]', []],
    ['a smile \\:\\) and \\(more', []],
    ['(a # no bracket )\n b)', []],
    ['<lora:a(b:1> (c)', []],
    ['', []],
  ])('without a partner in %j: %j', (prompt, expected) => {
    expect(unmatched(prompt)).toEqual(expected)
  })

  it('go in pairs, told at both ends of each', () => {
    const brackets = bracketsOf('((a) b)')
    expect(pairAt(brackets, 1)).toEqual([0, 6])
    expect(pairAt(brackets, 2)).toEqual([1, 3])
    expect(pairAt(brackets, 3)).toEqual([3, 1])
    expect(pairAt(brackets, 7)).toEqual([6, 0])
    expect(pairAt(brackets, 5)).toBeNull()
    expect(pairAt(bracketsOf('(a'), 1)).toBeNull()
  })

  it('are found in no time, however many are open', () => {
    expect(unmatchedIn('('.repeat(20_000))).toHaveLength(20_000)
  })
})
