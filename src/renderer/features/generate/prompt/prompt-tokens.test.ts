import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { promptTokens } from './prompt-tokens.ts'

const kinds = (prompt: string) => promptTokens(prompt).map(({ kind, text }) => [kind, text])

describe('the parts of a prompt', () => {
  it('are words, networks and wildcards', () => {
    expect(kinds('ridges, __weather__, <lora:gouache:0.8> at dusk')).toEqual([
      ['plain', 'ridges, '],
      ['wildcard', '__weather__'],
      ['plain', ', '],
      ['network', '<lora:gouache:0.8>'],
      ['plain', ' at dusk'],
    ])
  })
  it.each(['a < b', '<lora:', '__ __', 'snake_case_name', '<notanetwork:x>', '(word:1.2) [a|b]'])(
    'leave %j plain',
    (prompt) => {
      expect(kinds(prompt)).toEqual([['plain', prompt]])
    },
  )
  it('take wildcards in folders and hypernetworks', () => {
    expect(kinds('__sky/clouds__<hypernet:x:1>')).toEqual([
      ['wildcard', '__sky/clouds__'],
      ['network', '<hypernet:x:1>'],
    ])
  })
  it('take the words that part a prompt in capitals only, and comments to the end of their line', () => {
    expect(kinds('a BREAK b AND c # d AND e\nbreak SAND')).toEqual([
      ['plain', 'a '],
      ['keyword', 'BREAK'],
      ['plain', ' b '],
      ['keyword', 'AND'],
      ['plain', ' c '],
      ['comment', '# d AND e'],
      ['plain', '\nbreak SAND'],
    ])
  })
  it('are the prompt again when they are joined, whatever was typed', () => {
    const part = fc.constantFrom('<lora:a:1>', '__w__', '<', '>', '_', ' ', 'word', '\n', '#', 'AND')
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string()), { maxLength: 20 }), (parts) => {
        const prompt = parts.join('')
        const tokens = promptTokens(prompt)
        expect(tokens.map(({ text }) => text).join('')).toBe(prompt)
        for (const { at, text } of tokens) expect(prompt.slice(at, at + text.length)).toBe(text)
      }),
    )
  })
})
