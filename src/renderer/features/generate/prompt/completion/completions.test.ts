import { describe, expect, it } from 'vitest'
import type { CompletionLists } from './completion-lists.ts'
import { completionsAt } from './completions.ts'

const LISTS: CompletionLists = {
  loras: [
    { name: 'gouache', on: 2, of: 3 },
    { name: 'ink-wash', on: 3, of: 3 },
  ],
  embeddings: [{ name: 'easynegative', on: 1, of: 3 }],
  styles: [{ name: 'Cinematic', on: 1, of: 3 }],
  ownStyles: [{ name: 'Cinders', prompt: 'cinders', negativePrompt: '' }],
  wildcards: [
    { name: 'weather', lines: 12, sample: '' },
    { name: 'light/soft', lines: 1, sample: '' },
  ],
  earlier: ['a cinnamon bun, (soft light:1.2), <lora:gouache:1>', 'soft light, cabin'],
}
/** What is offered where the bar stands. */
const offered = (marked: string, asked = false) => {
  const completions = completionsAt(marked.replace('|', ''), marked.indexOf('|'), LISTS, asked)
  return completions?.options.map(({ kind, name, aside }) => `${kind} ${name} (${aside})`)
}
const names = (marked: string, asked = false) =>
  completionsAt(marked.replace('|', ''), marked.indexOf('|'), LISTS, asked)?.options.map(({ name }) => name)

describe('what completes a prompt', () => {
  it('is a LoRA behind <, or as much of the tag as is typed', () => {
    expect(offered('a <|')).toEqual(['lora gouache (LoRA · on 2 of 3)', 'lora ink-wash (LoRA · on 3 of 3)'])
    for (const typed of ['<go|', '<lora:g|', '<LORA:gach|']) expect(names(typed)).toEqual(['gouache'])
    expect(names('<lor|')).toEqual(['gouache', 'ink-wash'])
    expect(names('<lora:wash|')).toEqual(['ink-wash'])
  })
  it('is nothing once the weight of a LoRA is typed', () => {
    expect(names('<lora:gouache:0.|')).toBeUndefined()
  })
  it('is a wildcard behind two underscores', () => {
    expect(offered('in __we|')).toEqual(['wildcard weather (12 lines)'])
    expect(names('__soft|')).toEqual(['light/soft'])
    expect(names('snake__we|')).toBeUndefined()
  })
  it('is a style or a phrase of earlier prompts from two letters on, or when it is asked for', () => {
    expect(offered('cin|')).toEqual([
      'style Cinders (your style)',
      'style Cinematic (style · on 1 of 3)',
      'term a cinnamon bun (used before)',
    ])
    expect(names('c|')).toBeUndefined()
    expect(names('cab|')).toEqual(['cabin'])
    expect(names('a fog, so|')).toEqual(['soft light'])
    expect(names('s|', true)).toContain('soft light')
  })
  it('is for the last word where the phrase as a whole has none', () => {
    const completions = completionsAt('an old cab', 10, LISTS, false)
    expect(completions).toMatchObject({ from: 7, options: [{ name: 'cabin' }] })
  })
  it('is an embedding by its name, which is written as it is', () => {
    expect(offered('a fog, eas|')).toEqual(['embedding easynegative (embedding · on 1 of 3)'])
    expect(names('easynegative|')).toBeUndefined()
  })
  it('is not what stands there already', () => {
    expect(names('soft light|')).toBeUndefined()
  })
  it('replaces what was typed of it, the beginning of its tag too', () => {
    expect(completionsAt('a, <lora:go', 11, LISTS, false)).toMatchObject({
      from: 3,
      options: [{ insert: '<lora:gouache:1>' }],
    })
    expect(completionsAt('a, __we', 7, LISTS, false)).toMatchObject({
      from: 3,
      options: [{ insert: '__weather__' }],
    })
  })
  it('is at most twelve things', () => {
    const loras = Array.from({ length: 5000 }, (_, at) => ({ name: `lora-${at}`, on: 1, of: 1 }))
    expect(completionsAt('<', 1, { ...LISTS, loras }, false)?.options).toHaveLength(12)
  })
})
