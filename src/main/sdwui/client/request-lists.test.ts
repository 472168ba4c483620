import { afterEach, describe, expect, test } from 'vitest'
import { Bench, never } from '../../simulator/testing/simulated-client.ts'
import { embeddingsOf, optionKeysOf, scriptArgumentsOf, stylesOf } from './request-lists.ts'

const bench = new Bench()
afterEach(() => bench.close())

test('a server tells its styles, the arguments of its scripts and the keys of its options', async () => {
  const styles = [
    { name: '--- mine', prompt: null, negativePrompt: null },
    { name: 'ink', prompt: 'ink of {prompt}', negativePrompt: null },
  ]
  const { client } = await bench.pair({ styles })
  const read = await client.capabilities(never)
  expect(read.styles).toEqual([{ name: 'ink', prompt: 'ink of {prompt}', negativePrompt: '' }])
  expect(read.scriptArguments?.['prompt matrix']).toHaveLength(5)
  expect(read.scriptArguments?.['prompt matrix']?.[2]).toEqual({
    ...{ label: 'Select prompt', choices: ['positive', 'negative'], value: 'positive' },
  })
  expect(read.scriptArguments).not.toHaveProperty('refiner')
  expect(read.alwaysOnArguments?.refiner?.[2]).toEqual({
    ...{ label: 'Switch at', choices: null, value: 0.8, minimum: 0.01, maximum: 1, step: 0.01 },
  })
  expect(read.img2imgScripts).toContain('sd upscale')
  expect(read.optionKeys).toContain('eta_noise_seed_delta')
})

test('KoboldCpp tells none of them', async () => {
  const { client } = await bench.pair({ kind: 'koboldcpp' })
  expect(await client.capabilities(never)).toMatchObject({
    styles: null,
    scripts: null,
    img2imgScripts: null,
  })
})

describe('lists of any kind', () => {
  test('embeddings: the loaded ones, then the others, as keys or as names', async () => {
    expect(await embeddingsOf({ loaded: { a: { vectors: 8 }, b: {} }, skipped: { c: {} } })).toEqual([
      'a',
      'b',
      'c',
    ])
    expect(await embeddingsOf({ loaded: ['a', 1, 'b'], skipped: ['a'] })).toEqual(['a', 'b'])
    for (const told of [null, undefined, 'no', [], {}]) expect(await embeddingsOf(told)).toBeNull()
    const { client } = await bench.pair({ embeddings: ['easynegative'] })
    expect((await client.capabilities(never)).embeddings).toEqual(['easynegative'])
  })
  test('styles: the later of two, without those that are too long or no styles', async () => {
    const row = (name: unknown, prompt: unknown) => ({ name, prompt })
    expect(
      await stylesOf([
        row('a', 'x'),
        row('a', 'y'),
        row('b', 'z'.repeat(20_001)),
        row(1, 'x'),
        'no',
        row('', 'x'),
      ]),
    ).toEqual([{ name: 'a', prompt: 'y', negativePrompt: '' }])
    expect(await stylesOf({})).toBeNull()
  })
  test('styles: no more of them than fit into the limit', async () => {
    const many = Array.from({ length: 300 }, (_, at) => ({ name: `s${at}`, prompt: 'x'.repeat(20_000) }))
    expect(await stylesOf(many)).toHaveLength(Math.floor((2 << 20) / 20_003))
  })
  test('arguments: one script told twice with other arguments is not known', async () => {
    const script = (name: string, args: unknown[]) => ({ name, is_alwayson: false, args })
    const odd = [{ label: 5, choices: [1], value: { a: 1 }, minimum: '0' }, 'no object']
    expect(await scriptArgumentsOf([script('A', odd), script('b', []), script('B', odd), 7], null)).toEqual({
      scriptArguments: {
        a: [
          { label: null, choices: null },
          { label: null, choices: null },
        ],
      },
      alwaysOnArguments: {},
    })
    expect(await scriptArgumentsOf(null, null)).toEqual({})
  })
  test('options: none is nothing told, and so are too many', () => {
    expect(optionKeysOf({})).toBeNull()
    expect(optionKeysOf({ a: 1 })).toEqual(['a'])
    expect(
      optionKeysOf(Object.fromEntries(Array.from({ length: 2_001 }, (_, at) => [`k${at}`, 1]))),
    ).toBeNull()
  })
})
