import { describe, expect, it } from 'vitest'
import { HttpBench, seedsFrom } from './bench.ts'
import { startOddServer, withUnknownFields } from './odd-server.ts'

const OPTIONAL =
  /\/(schedulers|memory|loras|sd-vae|upscalers|latent-upscale-modes|embeddings|cmd-flags|scripts|script-info)$/

describe('a machine', () => {
  it('whose every answer has fields nobody knows works like any other', async () => {
    await using bench = await HttpBench.open()
    const server = await bench.serve('tomorrow')
    await using odd = await startOddServer(server.url, {
      lacks: /^$/,
      alter: (answer, path) =>
        // openapi.json names the fields of others; these are the server's own.
        path.endsWith('/openapi.json') ? answer : withUnknownFields(answer),
    })
    await bench.join('tomorrow', odd.url)
    expect(bench.app.fleet.view(bench.id('tomorrow'))?.capabilities?.kind).toBe('a1111')
    const done = await bench.done(await bench.submit(12))
    expect(done).toMatchObject({ state: 'finished', stored: 12 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 12))
  })

  it('that lacks whatever is optional, the panel included, works like any other', async () => {
    await using bench = await HttpBench.open()
    const server = await bench.serve('old', { panel: false })
    await using odd = await startOddServer(server.url, { lacks: OPTIONAL, alter: (answer) => answer })
    await bench.join('old', odd.url)
    expect(bench.app.fleet.view(bench.id('old'))?.state).toBe('idle')
    expect(bench.app.fleet.worker(bench.id('old'))?.capabilities).toMatchObject({
      schedulers: null,
      loras: null,
      vaes: null,
      upscalers: null,
    })
    const done = await bench.done(await bench.submit(12))
    expect(done).toMatchObject({ state: 'finished', stored: 12 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 12))
  })

  it('that has nothing but txt2img and options is worked with', async () => {
    await using bench = await HttpBench.open()
    const server = await bench.serve('bare', { panel: false })
    await using odd = await startOddServer(server.url, {
      lacks: /\/(?!txt2img$|options$)[^/]*$/,
      alter: (answer) => answer,
    })
    await bench.join('bare', odd.url)
    const done = await bench.done(await bench.submit(12))
    expect(done).toMatchObject({ state: 'finished', stored: 12 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 12))
  })
})

describe('what a request names and a machine does not have', () => {
  it.each([
    ['a sampler', { samplers: ['Euler a', 'Euler'] }, { sampler: 'DPM++ 2M' }, /DPM\+\+ 2M/],
    ['a schedule', { schedulers: ['Uniform'] }, { scheduler: 'Karras' }, /Karras/i],
    [
      'a checkpoint',
      { checkpoints: ['other.safetensors'] },
      { checkpoint: 'dreamshaper_8' },
      /dreamshaper_8/,
    ],
    ['a LoRA', { loras: [] }, { prompt: 'a valley <lora:gouache:1>' }, /gouache/],
  ])('%s: nothing is sent there, and the plan says why', async (_, lacking, request, words) => {
    await using bench = await HttpBench.open()
    await bench.add('good')
    const lame = await bench.add('lame', { ipm: 6000, ...lacking })
    const plan = await bench.app.handlers.planPreview({ request: bench.request(12, request) })
    expect(JSON.stringify(plan)).toMatch(words)
    const done = await bench.done(await bench.submit(12, request))
    expect(done).toMatchObject({ state: 'finished', stored: 12 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 12))
    expect(new Set(bench.pictures(done).map(({ workerName }) => workerName))).toEqual(new Set(['good']))
    expect(lame.images).toBe(0)
  })
})
