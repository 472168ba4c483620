import { describe, expect, it } from 'vitest'
import { promptTerms } from './prompt-terms.ts'

describe('the phrases of earlier prompts', () => {
  it('are without weights, tags and comments, those of most prompts first', () => {
    expect(
      promptTerms([
        'a harbour, (soft light:1.2), <lora:gouache:0.8> [fog]',
        'Soft light BREAK __weather__, a  harbour # not this\n{dawn|dusk}',
        'soft light',
      ]),
    ).toEqual(['soft light', 'a harbour', 'fog', 'dawn', 'dusk'])
  })
  it('come from a bounded part of very long prompts', () => {
    expect(promptTerms(['a boat', 'x, '.repeat(200_000), 'a cliff'])).toEqual(['a boat'])
    expect(promptTerms(['('.repeat(300_000)])).toEqual([])
  })
})
