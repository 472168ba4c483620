import { describe, expect, it } from 'vitest'
import type { GenerationRequest } from '../../../shared/generation.ts'
import { requestFor } from '../dispatch/testing/world.ts'
import { promptsOfIndex } from '../prompt/wildcards.ts'
import { RequestRuns } from './request-runs.ts'

const SEEDS = { seed: 77, subseed: 1 }
const WILDCARDS = { lists: new Map([['weather', ['rain', 'snow']]]), loras: [] }

const runsOf = (images: number, more: Partial<GenerationRequest>) =>
  new RequestRuns(requestFor(images, { seed: 77, ...more }), SEEDS, { wildcards: WILDCARDS })
const textsOf = (runs: RequestRuns, images: number) =>
  Array.from({ length: images }, (_, index) => JSON.stringify(promptsOfIndex(runs.paramsOf(index), index)))
const begins = (runs: RequestRuns, images: number) =>
  Array.from({ length: images }, (_, index) => index).filter((index) => runs.begins(index))

describe('the runs of a request', () => {
  it.each([
    ['wildcards', { prompt: 'a harbour in __weather__' }],
    ['alternatives', { prompt: 'a {red|blue} harbour', variants: 'draw' }],
    ['a negative prompt', { prompt: 'a harbour', negativePrompt: '{red|blue}', variants: 'draw' }],
  ] as const)('begin anew where an image is drawn other prompts than the one before it: %s', (_, more) => {
    const runs = runsOf(40, more)
    const texts = textsOf(runs, 40)
    expect(begins(runs, 40)).toEqual([...texts.keys()].filter((at) => texts[at] !== texts[at - 1]))
    const lengths = runs.parts[0]?.params.drawnLengths ?? []
    expect(lengths.reduce((sum, each) => sum + each, 0)).toBe(40)
    expect(lengths).toHaveLength(new Set(begins(runs, 40)).size)
    expect(Math.max(...lengths)).toBeGreaterThan(1)
  })

  it('are one where nothing is drawn, also where lists are there that no prompt names', () => {
    const runs = runsOf(40, { prompt: 'a {red} harbour' })
    expect([begins(runs, 40), runs.draws, runs.parts[0]?.params.drawnLengths]).toEqual([
      [0],
      false,
      undefined,
    ])
  })

  it('of a list of prompts are parts apart where only some are drawn', () => {
    const runs = runsOf(10, { prompts: ['a cat', 'a {red|blue} fish', 'a dog'], variants: 'draw' })
    expect(runs.parts.map(({ firsts }) => firsts)).toEqual([[0, 20], [10]])
    expect(begins(runs, 30)).toEqual(expect.arrayContaining([0, 10, 20]))
    const texts = textsOf(runs, 30)
    for (const index of [...texts.keys()].slice(1))
      expect(runs.begins(index)).toBe(texts[index] !== texts[index - 1])
  })

  it('are foreseen without drawing thousands of long prompts', () => {
    const runs = runsOf(10_000, { prompt: `${'word, '.repeat(16_000)}{red|blue}`, variants: 'draw' })
    const lengths = runs.parts[0]?.params.drawnLengths ?? []
    expect(lengths.reduce((sum, each) => sum + each, 0)).toBe(8)
  })
})
