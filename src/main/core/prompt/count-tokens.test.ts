import { describe, expect, it } from 'vitest'
import { countTokens } from './count-tokens.ts'
import { weighedParts } from './weighed-parts.ts'

/** A token for each word and each comma. */
const words = (text: string) => (text.match(/[^\s,]+|,/g) ?? []).map((word) => `${word}</w>`)
const tokens = (prompt: string) => countTokens(prompt, words).tokens
const some = (count: number, word = 'w') => Array.from({ length: count }, () => word).join(' ')

describe('how many tokens a prompt is', () => {
  it.each([
    ['a red door', 3],
    ['(a red:1.2) door', 3],
    ['((a)) [red] \\(door\\)', 3],
    ['a <lora:ink:0.8> door # not this', 2],
    ['a red door AND a very old blue door', 5],
    ['[a cat:a big dog:0.5] here', 4],
    ['[a big dog:0.5]', 3],
    ['[cat|big dog]', 2],
    ['', 0],
  ])('%j: %i', (prompt, expected) => {
    expect(tokens(prompt)).toBe(expected)
  })

  it('is told with the chunks that hold them', () => {
    expect(countTokens(some(75), words)).toEqual({ tokens: 75, room: 75 })
    expect(countTokens(some(76), words)).toEqual({ tokens: 76, room: 150 })
    expect(countTokens('', words)).toEqual({ tokens: 0, room: 75 })
  })

  it('fills the chunk that BREAK ends', () => {
    expect(countTokens('a BREAK b c', words)).toEqual({ tokens: 77, room: 150 })
    expect(countTokens('a BREAK b BREAK c', words)).toEqual({ tokens: 151, room: 225 })
  })

  it('begins a chunk behind the last comma where that is near its end', () => {
    // 70 words, a comma, then ten more: those behind the comma come into the next chunk.
    expect(tokens(`${some(70)}, ${some(10)}`)).toBe(75 + 10)
    expect(tokens(`${some(40)}, ${some(40)}`)).toBe(81)
  })

  it('takes a time that grows with its length, also where brackets are nested or never closed', () => {
    const long = ['(', '[a|', '(a:'].map((text) => text.repeat(100_000))
    for (const text of long) {
      const began = performance.now()
      expect(tokens(text)).toBeGreaterThanOrEqual(0)
      // A second at most; a look at all that is open for each bracket would be a minute.
      expect(performance.now() - began, text.slice(0, 6)).toBeLessThan(10_000)
    }
  })
})

describe('the parts of a prompt that are weighed apart', () => {
  it.each([
    ['a (b) c', ['a ', 'b', ' c']],
    ['a \\(b\\) c', ['a (b) c']],
    ['(a:1.1) (b)', ['a', ' ', 'b']],
    ['a BREAK b', ['a', null, 'b']],
    ['(a', ['a']],
    ['a:1.2) b', ['a:1.2) b']],
    ['(a:0) (b:0)(c:-1)(d:-1)', ['a', ' ', 'b', 'cd']],
    ['(a [b] c)', ['a ', 'b', ' c']],
    ['((a:2):0.5) b', ['a b']],
    ['(a BREAK b) BREAK c', ['a', null, 'b', '', null, 'c']],
  ])('%j: %j', (prompt, expected) => {
    expect(weighedParts(prompt)).toEqual(expected)
  })
})
