import { describe, expect, it } from 'vitest'
import type { GenerationRequest } from '../../../shared/generation.ts'
import type { GridField } from '../../../shared/grid.ts'
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

const axis = (field: GridField, ...values: string[]) => ({ grid: { axes: [{ field, values }] } })

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

  it.each<[string, Partial<GenerationRequest>, number]>([
    ['seeds', axis('seed', '1', '2'), 1],
    ['CFG scales', axis('cfg-scale', '5', '6'), 1],
    ['prompts', { prompts: ['a <lora:ink:1> cat', 'a <lora:ink:0.5> dog'] }, 1],
    ['LoRAs', { prompts: ['a cat', 'a <lora:ink:0.5> cat'] }, 2],
    ['checkpoints', axis('checkpoint', 'common', 'other'), 2],
    ['VAEs', axis('vae', 'a', 'b'), 2],
    ['samplers', axis('sampler', 'Euler', 'Heun'), 2],
    ['schedules', axis('scheduler', 'Karras', 'Exponential'), 2],
    ['steps', axis('steps', '10', '20'), 2],
    ['sizes', axis('size', '512x512', '512x640', '640x512'), 3],
    ['refiners', axis('refiner-checkpoint', 'None', 'xl'), 2],
    ['variations', axis('subseed-strength', '0', '0.1', '0.2'), 2],
    // Beyond 2^31 some servers cannot follow; the last of its ten images is.
    ['seeds that not every server can take', axis('seed', '2147483638', '2147483639'), 2],
  ])('of other %s cost alike or do not, and are dealt so', (_, more, parts) => {
    expect(runsOf(10, more).parts).toHaveLength(parts)
  })

  it('are told index by index, with the images they have and where each begins', () => {
    const runs = runsOf(3, axis('steps', '10', '20', '10'))
    expect(runs.runLength).toBe(3)
    expect(runs.parts.map(({ firsts, params }) => [firsts, params.steps, params.runLength])).toEqual([
      [[0, 6], 10, 3],
      [[3], 20, 3],
    ])
    expect([0, 2, 3, 5, 6, 8].map((index) => runs.paramsOf(index).steps)).toEqual([10, 10, 20, 20, 10, 10])
    expect([0, 2, 3, 5, 6, 8].map((index) => runs.partOf(index))).toEqual([0, 0, 1, 1, 0, 0])
    expect(runs.all().map(({ first, params }) => [first, params.runFirst])).toEqual([
      [0, undefined],
      [3, 3],
      [6, 6],
    ])
    expect(begins(runs, 9)).toEqual([0, 3, 6])
    expect(() => runs.paramsOf(9)).toThrow(RangeError)
  })

  it('are one of any length where there is one thing to make', () => {
    const runs = runsOf(3, {})
    expect([runs.runLength, runs.parts.map(({ firsts }) => firsts), runs.partOf(40)]).toEqual([
      null,
      [[0]],
      0,
    ])
    expect(runs.parts[0]?.params).not.toHaveProperty('runLength')
    expect(runs.all()).toEqual([{ first: 0, params: runs.paramsOf(40) }])
    expect(runs.paramsOf(0).highestSeed).toBe(79)
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
