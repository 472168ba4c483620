import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { HttpBench, seedsFrom } from './bench.ts'

it('pictures of a server that writes no text into its files keep their infotext, in the index and beside them', async () => {
  await using bench = await HttpBench.open()
  await bench.add('argon', { settings: { enable_pnginfo: false } })
  const done = await bench.done(await bench.submit(4))
  expect(done).toMatchObject({ state: 'finished', stored: 4 })
  const images = bench.pictures(done)
  expect(images.map(({ seed }) => seed)).toEqual(seedsFrom(1000, 4))
  for (const { file, infotext, seed } of images) {
    expect(infotext).toContain(`Seed: ${seed}`)
    const beside = join(bench.folder, 'pictures', file.replace(/\.png$/, '.txt'))
    expect(readFileSync(beside, 'utf8')).toBe(infotext)
  }
})
