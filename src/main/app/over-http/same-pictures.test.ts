import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import type { GenerationRequest } from '../../../shared/generation.ts'
import { isRecord } from '../../../shared/is-record.ts'
import { isAsAsked } from '../../../shared/job.ts'
import { IMAGE_TO_IMAGE_DEFAULTS, UPSCALE_DEFAULTS } from '../../../shared/request-defaults.ts'
import { mostImages } from '../../../shared/run-count.ts'
import { seedsOfIndex } from '../../core/prompt/seeds.ts'
import type { SimulatedWorker } from '../../simulator/simulated-worker.ts'
import { HttpBench } from './bench.ts'

/** What a job of some kind needs of the app it is given to. */
type Asked = (bench: HttpBench) => Promise<{ images: number; more: Partial<GenerationRequest> }>

/** Two halves of other colours: pictures of one colour are made again elsewhere. */
const halves = (left: string, right: string, width = 64, height = 64) =>
  sharp({ create: { width, height, channels: 3, background: left } })
    .composite([
      {
        input: { create: { width: width / 2, height, channels: 3, background: right } },
        left: width / 2,
        top: 0,
      },
    ])
    .png()
    .toBuffer()

const pictures = async (bench: HttpBench, count: number) =>
  await Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const bytes = await halves(`hsl(${at * 30}, 100%, 50%)`, '#808080')
      return (await bench.app.inputs.addBytes(bytes, `${at}.png`, 'picture')).picture
    }),
  )

const masked = async (
  bench: HttpBench,
  more: Partial<NonNullable<GenerationRequest['imageToImage']>>,
): Promise<Partial<GenerationRequest>> => {
  const bytes = await halves('#000000', '#ffffff')
  const { picture: mask } = await bench.app.inputs.addBytes(bytes, 'mask.png', 'mask')
  const imageToImage = { ...IMAGE_TO_IMAGE_DEFAULTS, denoisingStrength: 0.5, mask, ...more }
  return { imageToImage, inputs: await pictures(bench, 1) }
}

const HIRES = { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 }

const KINDS: readonly (readonly [kind: string, Asked])[] = [
  ['text to image', async () => ({ images: 16, more: {} })],
  [
    'text to image of a checkpoint, with a variation, hires and a refiner',
    async () => ({
      images: 14,
      more: {
        ...{ checkpoint: 'toonyou', subseedStrength: 0.3, clipSkip: 2, hires: HIRES },
        refiner: { checkpoint: 'dreamshaper_8', switchAt: 0.8 },
      },
    }),
  ],
  ['image to image with a mask', async (bench) => ({ images: 14, more: await masked(bench, {}) })],
  [
    'the masked part alone, begun with noise',
    async (bench) => ({
      images: 14,
      more: await masked(bench, { maskContent: 'latent-noise', onlyMasked: true }),
    }),
  ],
  [
    'several pictures',
    async (bench) => ({
      images: 2,
      more: { imageToImage: IMAGE_TO_IMAGE_DEFAULTS, inputs: await pictures(bench, 8) },
    }),
  ],
  [
    'a grid',
    async () => ({
      images: 2,
      more: {
        grid: {
          axes: [
            { field: 'steps', values: ['10', '20'] },
            { field: 'checkpoint', values: ['dreamshaper_8', 'toonyou'] },
            { field: 'seed', values: ['5', '6', '900'] },
          ],
        },
      },
    }),
  ],
  ['prompts by the line', async () => ({ images: 5, more: { prompts: ['a cat', 'a dog', 'a fish'] } })],
  [
    'lines of wildcards and alternatives that are drawn',
    async () => ({ images: 20, more: { prompt: 'a {red|green} harbour, __weather__', variants: 'draw' } }),
  ],
  [
    'alternatives that neighbours often draw alike',
    async () => ({ images: 24, more: { prompt: 'a {red|green} harbour', variants: 'draw' } }),
  ],
  [
    'every combination of alternatives',
    async () => ({ images: 3, more: { prompt: 'a {red|green|blue} {cat|dog}', variants: 'all' } }),
  ],
  [
    'pictures made larger',
    async (bench) => ({
      images: 1,
      more: {
        inputs: await pictures(bench, 12),
        upscale: { ...UPSCALE_DEFAULTS, scale: 2, upscaler: 'Lanczos' },
      },
    }),
  ],
  [
    'ControlNet',
    async () => ({
      images: 14,
      more: {
        extra: {
          alwayson_scripts: {
            ControlNet: {
              args: [
                {
                  image: (await halves('#123456', '#fedcba')).toString('base64'),
                  ...{ module: 'canny', model: 'None', weight: 0.8 },
                },
              ],
            },
          },
        },
      },
    }),
  ],
  [
    'a selectable script',
    async () => ({
      images: 8,
      more: {
        prompt: 'a valley|fog',
        script: { title: 'Prompt Matrix', args: [false, false, 'positive', 'comma', 0] },
      },
    }),
  ],
]

/** One dies over its first request, one as soon as its first picture is made. */
const DEATHS = ['hang', 'die-after=1'] as const

/** Machines of a fleet: the first ones die. */
const fleetOf = (size: number, dying: number) =>
  Array.from({ length: size }, (_, at) => ({ name: `w${at}`, death: at < dying ? DEATHS[at] : undefined }))

/** Against waiting for ever for a request that does not come. */
const LONGEST_WAIT_MS = 30_000

/** Kills the machine as soon as it stands still over a request. */
async function killedAtWork(server: SimulatedWorker, deadline: number): Promise<void> {
  while (server.queueLength === 0 && performance.now() < deadline) await setImmediate()
  if (server.queueLength > 0) server.crash()
}

const isGone = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => false,
    () => true,
  )

const sha = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex').slice(0, 16)

/** A path of a checkpoint without what a machine adds once it has read the file. */
const withoutHash = (title: unknown) => String(title).replace(/\s*\[[^\]]*\]$/, '')

/** What the images of a body are made of, one by one: all of it but how they were dealt. */
function payloadsOf(body: Readonly<Record<string, unknown>>): string[] {
  const { seed, subseed, batch_size, n_iter, force_task_id: _task, override_settings, ...rest } = body
  const { sd_model_checkpoint, ...options } = isRecord(override_settings) ? override_settings : {}
  const payload = { ...rest, options, checkpoint: withoutHash(sd_model_checkpoint) }
  // Pictures are told apart by what they are.
  const text = JSON.stringify(payload, (_, value) =>
    typeof value === 'string' && value.length > 200 ? sha(value) : value,
  )
  const numbers = { seed: Number(seed), subseed: Number(subseed) }
  const first = { ...numbers, subseedStrength: Number(rest.subseed_strength ?? 0) }
  return Array.from({ length: Number(batch_size ?? 1) * Number(n_iter ?? 1) }, (_, at) => {
    const seeds = seedsOfIndex(first, at)
    return `${seeds.seed} ${seeds.subseed} ${text}`
  })
}

/** What became of the job on such a fleet. */
async function madeBy(fleet: ReturnType<typeof fleetOf>, asked: Asked) {
  await using bench = await HttpBench.open()
  const lists = join(bench.folder, 'config', 'wildcards')
  await mkdir(lists, { recursive: true })
  await writeFile(join(lists, 'weather.txt'), 'rain\nsnow\nfog\n')
  const deadline = performance.now() + LONGEST_WAIT_MS
  const killed: Promise<void>[] = []
  const add = async ({ name, death }: (typeof fleet)[number]) => {
    const server = await bench.add(name, {
      ...{ ipm: 300, checkpoints: ['dreamshaper_8.safetensors', 'toonyou.safetensors'], loadSeconds: 1 },
      ...{ controlnet: true, keepBodies: true, faults: death === undefined ? [] : [death] },
    })
    if (death === 'hang') killed.push(killedAtWork(server, deadline))
  }
  await Promise.all(fleet.map(add))
  const { images, more } = await asked(bench)
  const request = bench.request(images, more)
  const done = await bench.done(await bench.app.handlers.submitJob({ request }))
  const dead = await Promise.all(
    fleet
      .filter(({ death }) => death !== undefined)
      .map(({ name }) => isGone(bench.servers.get(name)?.url ?? '')),
  )
  await Promise.all(killed)
  const stored = bench.app.gallery.imagesOfJob(done.id).filter(({ flags }) => isAsAsked(flags))
  const list = await Promise.all(
    stored.map(async ({ index, seed, subseed, prompt, infotext, file, bonus, width, height }) => {
      const bytes = await readFile(join(bench.folder, 'pictures', file))
      const pixels = sha(await sharp(bytes).raw().toBuffer())
      // What a script makes beside its image is numbered as it arrives.
      return {
        ...{ index: bonus ? 'beside' : index, seed, subseed, prompt, infotext, width, height },
        pixels,
      }
    }),
  )
  const bodies = [...bench.servers.values()]
    .flatMap((server) => server.calls())
    .filter(({ path, body }) => /txt2img|img2img|extra-single/.test(path) && body !== null)
    .map(({ body }) => JSON.parse(String(body)) as Record<string, unknown>)
  return {
    asked: mostImages(request),
    job: { state: done.state, stored: done.stored, failed: done.failed },
    pictures: list.map((each) => JSON.stringify(each)).sort(),
    payloads: [...new Set(bodies.flatMap(payloadsOf))].sort(),
    dead: dead.filter((gone) => gone).length,
  }
}

it.each(KINDS)(
  'makes the same pictures of %s on one machine, on three and on seven of which two die',
  async (_, asked) => {
    const [alone, three, seven] = await Promise.all([
      madeBy(fleetOf(1, 0), asked),
      madeBy(fleetOf(3, 2), asked),
      madeBy(fleetOf(7, 2), asked),
    ])
    expect(alone.job).toEqual({ state: 'finished', stored: alone.asked, failed: 0 })
    for (const fleet of [three, seven]) {
      expect(fleet.job).toEqual(alone.job)
      expect(fleet.pictures).toEqual(alone.pictures)
      expect(fleet.payloads).toEqual(alone.payloads)
      expect(fleet.dead).toBe(2)
    }
  },
)
