import { afterEach, describe, expect, test } from 'vitest'
import { readInfotext } from '../../../shared/infotext.ts'
import { Bench, batch, collect, never } from '../../simulator/testing/simulated-client.ts'
import { sdcppBody } from '../protocol/sdcpp-body.ts'

const bench = new Bench()
afterEach(() => bench.close())

const sdcpp = async () => {
  const { client } = await bench.pair({ kind: 'sdcpp', loras: ['gouache', 'ink'] })
  await client.capabilities(never)
  return client
}
/** sd-server's own account of a picture, at the end of its infotext. */
const own = (infotext: string | null | undefined) =>
  JSON.parse(/SDCPP: (.*)$/.exec(infotext ?? '')?.[1] ?? '{}')

describe('stable-diffusion.cpp is told in its own fields', () => {
  test('LoRAs are taken where it lists them with what names them in a request', async () => {
    const listed = await bench.pair({ kind: 'sdcpp', loras: ['gouache'] })
    expect((await listed.client.capabilities(never)).ignores).toEqual(['vae', 'variation'])
  })
  test('a seed that does not fit into 32 bits, which it answers with', async () => {
    const { images, answer } = await collect(await sdcpp(), batch(2, { seed: 3_000_000_000 }))
    expect(answer?.info?.allSeeds).toEqual([3_000_000_000, 3_000_000_001])
    const { prompt, parameters } = readInfotext(images[1]?.infotext ?? '')
    expect([prompt, parameters.get('Seed')]).toEqual(['a valley', '3000000001'])
  })
  test('a batch that passes 2^31 on its way', async () => {
    const { answer } = await collect(await sdcpp(), batch(3, { seed: 2_147_483_646 }))
    expect(answer?.info?.allSeeds).toEqual([2_147_483_646, 2_147_483_647, 2_147_483_648])
  })
  test('the steps of the second pass, and clip skip', async () => {
    const hires = { scale: 2, upscaler: 'Latent', steps: 7, denoisingStrength: 0.5 }
    const { images } = await collect(await sdcpp(), batch(1, {}, { hires, clipSkip: 2 }))
    expect(images[0]).toMatchObject({ width: 128, height: 128 })
    expect(own(images[0]?.infotext)).toMatchObject({ hires: { steps: 7 }, clip_skip: 2 })
  })
  test('LoRAs by their path, with their tags out of the prompt', async () => {
    const { images } = await collect(await sdcpp(), batch(1, {}, { prompt: 'a <lora:gouache:0.7> valley' }))
    expect(own(images[0]?.infotext)).toMatchObject({ loras: ['gouache'], prompt: { positive: 'a valley' } })
  })
  test('a prompt of nothing, which it would refuse', async () => {
    for (const prompt of ['', '<lora:ink:1>'])
      expect((await collect(await sdcpp(), batch(1, {}, { prompt }))).error).toBeNull()
  })
})

test('a clip skip of 1 is none, and is not sent', () => {
  const sent = (clipSkip: number) => sdcppBody({}, batch(1, {}, { clipSkip }), {})
  expect([1, 2].map((layers) => sent(layers).clip_skip)).toEqual([undefined, 2])
  expect(sent(1)).not.toHaveProperty('clip_skip')
})

describe('the tag for a large seed', () => {
  const withPrompt = (prompt: string) =>
    sdcppBody({ prompt }, batch(1, { seed: 4_000_000_000 }, { prompt }), {}).prompt
  test('stands behind the prompt', () => {
    expect(withPrompt('x')).toBe('x<sd_cpp_extra_args>{"seed":4000000000}</sd_cpp_extra_args>')
  })
  test('stands there from the first seed that does not fit into 31 bits', () => {
    const prompts = [2_147_483_647, 2_147_483_648].map(
      (seed) => sdcppBody({ prompt: 'x' }, batch(1, { seed }, {}), {}).prompt,
    )
    expect(prompts).toEqual(['x', 'x<sd_cpp_extra_args>{"seed":2147483648}</sd_cpp_extra_args>'])
  })
  test('takes the place of one that is no object', () => {
    for (const own of ['[1]', '"a"', 'null', '{broken'])
      expect(withPrompt(`x<sd_cpp_extra_args>${own}</sd_cpp_extra_args>`)).toBe(
        'x<sd_cpp_extra_args>{"seed":4000000000}</sd_cpp_extra_args>',
      )
  })
  test("joins a person's own", () => {
    expect(withPrompt('x <sd_cpp_extra_args>{"eta":1}</sd_cpp_extra_args>')).toBe(
      'x <sd_cpp_extra_args>{"eta":1,"seed":4000000000}</sd_cpp_extra_args>',
    )
  })
})
