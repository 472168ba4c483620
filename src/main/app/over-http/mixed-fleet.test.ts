import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import type { StoredImage } from '../../../shared/job.ts'
import { drawPicture } from '../../simulator/draw-picture.ts'
import { HttpBench, seedsFrom } from './bench.ts'

const KINDS = ['a1111', 'forge', 'reforge', 'sdnext', 'sdcpp', 'koboldcpp'] as const
const IMAGES = 12
const FIRST_SEED = 1000

const pixelsOf = (file: Buffer) => sharp(file).removeAlpha().raw().toBuffer()

/** Mean distance, 0..255, of a stored picture from what its seed draws: 0 but for lossy files. */
async function distance(bench: HttpBench, image: StoredImage): Promise<number> {
  const path = await bench.app.imagePath(image.id)
  const stored = await pixelsOf(await readFile(path ?? ''))
  const { width, height, prompt, seed, subseed } = image
  const drawn = await pixelsOf(
    await drawPicture({
      prompt,
      seed,
      subseed,
      subseedStrength: 0,
      width,
      height,
      infotext: null,
      format: 'png',
    }),
  )
  expect(stored).toHaveLength(drawn.length)
  return stored.reduce((sum, value, at) => sum + Math.abs(value - (drawn[at] ?? 0)), 0) / stored.length
}

/** Requests for pictures that a server was sent. */
const generationsOf = (bench: HttpBench, kind: string): number =>
  bench.servers
    .get(kind)
    ?.calls()
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/txt2img')).length ?? 0

it('six kinds of server make twelve images together, each the picture of its seed', async () => {
  await using bench = await HttpBench.open()
  const servers = await Promise.all(KINDS.map((kind) => bench.serve(kind, { kind, ipm: 1 })))
  for (const [at, kind] of KINDS.entries()) await bench.join(kind, servers[at]?.url ?? '', 1)
  for (const kind of KINDS)
    expect(bench.app.fleet.view(bench.id(kind))).toMatchObject({ state: 'idle', capabilities: { kind } })
  const done = await bench.done(await bench.submit(IMAGES))
  expect(done).toMatchObject({ state: 'finished', stored: IMAGES, failed: 0 })
  const pictures = bench.pictures(done)
  expect(pictures.map(({ seed }) => seed)).toEqual(seedsFrom(FIRST_SEED, IMAGES))
  expect(bench.app.gallery.imagesOfJob(done.id)).toHaveLength(IMAGES)
  // Whose picture is taken where one was late, and made twice, is a matter of ms here.
  for (const kind of KINDS) expect(generationsOf(bench, kind), kind).toBeGreaterThan(0)
  for (const image of pictures) expect(await distance(bench, image), image.workerName).toBeLessThan(4)
  expect(bench.notices.filter(({ level }) => level === 'error' || level === 'warning')).toEqual([])
})

it.each(KINDS)('%s alone makes them too, and a larger batch where it can', async (kind) => {
  await using bench = await HttpBench.open()
  await bench.add(kind, { kind })
  const done = await bench.done(await bench.submit(IMAGES))
  expect(done).toMatchObject({ state: 'finished', stored: IMAGES, failed: 0 })
  for (const image of bench.pictures(done)) expect(await distance(bench, image)).toBeLessThan(4)
  const requests = generationsOf(bench, kind)
  if (bench.app.fleet.view(bench.id(kind))?.capabilities?.batches === false) expect(requests).toBe(IMAGES)
  else expect(requests).toBeLessThan(IMAGES)
})
