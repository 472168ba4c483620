import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DEFAULT_REQUEST } from '../../../shared/generation.ts'
import { HttpBench, seedsFrom } from './bench.ts'

it('sends each machine the prompts that were drawn, and stores each picture under its own; a job survives a restart and its lists', async () => {
  await using bench = await HttpBench.open()
  const folder = join(bench.folder, 'config', 'wildcards')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'weather.txt'), '# a comment\nrain\nsnow\nfog\n')
  const { url } = await bench.add('argon', { ipm: 600, keepBodies: true })
  await bench.add('laptop', { ipm: 1200, keepBodies: true })
  expect(await bench.app.handlers.listWildcards({})).toEqual({
    folder,
    lists: [{ name: 'weather', lines: 3, sample: 'rain' }],
  })

  const forecast = await bench.app.handlers.drawPrompts({
    request: { ...DEFAULT_REQUEST, prompt: 'a harbour, __weather__', seed: 1000, images: 12 },
    most: 10,
  })
  const done = await bench.done(await bench.submit(12, { prompt: 'a harbour, __weather__' }))
  const pictures = bench.pictures(done)
  expect(pictures.map(({ seed }) => seed)).toEqual(seedsFrom(1000, 12))
  expect(forecast.prompts.map(({ prompt }) => prompt)).toEqual(
    pictures.slice(0, 10).map(({ prompt }) => prompt),
  )
  expect(new Set(pictures.map(({ prompt }) => prompt)).size).toBeGreaterThan(1)
  for (const { prompt, infotext } of pictures) {
    expect(prompt).toMatch(/^a harbour, (rain|snow|fog)$/)
    expect(infotext?.split('\n')[0]).toBe(prompt)
  }
  const found = bench.app.gallery.list({ text: 'snow', jobId: null, limit: 100, after: null })
  expect(found.images.length).toBe(pictures.filter(({ prompt }) => prompt.endsWith('snow')).length)

  // What follows each other and was drawn the same is asked for together, and each picture is stored with its own text.
  const often = await bench.done(await bench.submit(24, { prompt: 'a {red|green} boat', variants: 'draw' }))
  const drawn = bench.pictures(often).map(({ prompt, infotext }) => {
    expect(infotext?.split('\n')[0]).toBe(prompt)
    return prompt
  })
  expect(new Set(drawn)).toEqual(new Set(['a red boat', 'a green boat']))
  const bodies = ['argon', 'laptop']
    .flatMap((name) => bench.servers.get(name)?.calls() ?? [])
    .flatMap(({ path, body }) =>
      path.endsWith('/txt2img') && body !== null ? [JSON.parse(String(body))] : [],
    )
    .filter((body) => String(body.prompt).endsWith('boat'))
  expect(bodies.some((body) => body.batch_size > 1)).toBe(true)
  for (const { prompt, seed, batch_size } of bodies)
    expect(drawn.slice(seed - 1000, seed - 1000 + batch_size)).toEqual(Array(batch_size).fill(prompt))

  const paused = await bench.submit(6, { prompt: 'a harbour, __weather__' })
  await bench.app.handlers.pauseJob({ jobId: paused.id })
  await bench.app.stop()
  await rm(folder, { recursive: true })
  await bench.openApp({ resume: true })
  await bench.join('argon', url)
  await bench.app.handlers.resumeJob({ jobId: paused.id })
  const resumed = await bench.done(paused)
  expect(resumed).toMatchObject({ state: 'finished', stored: 6 })
  // The same seeds draw the same lines as in the first job.
  const prompts = (of: typeof pictures) => of.slice(0, 6).map(({ prompt }) => prompt)
  expect(prompts(bench.pictures(resumed))).toEqual(prompts(pictures))
})
