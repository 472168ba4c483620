import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { GenerationRequest } from '../../../shared/generation.ts'
import type { InputPicture } from '../../../shared/input-picture.ts'
import { IMAGE_TO_IMAGE_DEFAULTS, UPSCALE_DEFAULTS } from '../../../shared/request-defaults.ts'
import { told } from '../../testing/told.ts'
import { HttpBench, seedsFrom } from './bench.ts'
import { startGateway, type Whim } from './gateway.ts'

const IMAGES = 6
type Kind = 'img2img' | 'hires' | 'grid' | 'upscale'

const KINDS: readonly Kind[] = ['upscale', 'img2img', 'grid', 'hires']
const isGeneration = (path: string) => /\/(?:txt2img|img2img|extra-single-image)$/.test(path)

async function inputOf(bench: HttpBench, colour: string): Promise<InputPicture> {
  const create = { width: 64, height: 64, channels: 3 as const, background: colour }
  const bytes = await sharp({ create }).png().toBuffer()
  return (await bench.app.inputs.addBytes(bytes, `${colour.slice(1)}.png`, 'picture')).picture
}

/** A request of so many images in all. */
async function requestOf(bench: HttpBench, kind: Kind): Promise<[number, Partial<GenerationRequest>]> {
  const colours = Array.from({ length: IMAGES }, (_, at) => `#${at}${at}2233`)
  switch (kind) {
    case 'img2img':
      return [IMAGES, { imageToImage: IMAGE_TO_IMAGE_DEFAULTS, inputs: [await inputOf(bench, '#112233')] }]
    case 'hires':
      return [IMAGES, { hires: { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 } }]
    case 'grid':
      return [1, { grid: { axes: [{ field: 'steps', values: ['5', '6', '7', '8', '9', '10'] }] } }]
    case 'upscale':
      return [
        1,
        {
          upscale: { ...UPSCALE_DEFAULTS, upscaler: 'Lanczos' },
          inputs: await Promise.all(colours.map((each) => inputOf(bench, each))),
        },
      ]
  }
}

const json = (response: Parameters<Whim>[0]['response'], body: unknown) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
const black = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#000' } })
  .png()
  .toBuffer()

/** How many a request asks for is up to its machine. */
const MISSING = /(?:was|were) missing from the answer/

/** What an odd machine answers in place of pictures. */
const ANSWERS: readonly [
  what: string,
  answer: (response: Parameters<Whim>[0]['response']) => void,
  words: RegExp,
][] = [
  [
    'null in the place of pictures',
    (response) => json(response, { images: null, image: null, info: '' }),
    MISSING,
  ],
  ['lists of null', (response) => json(response, { images: [null, null], image: null, info: '' }), MISSING],
  ['no pictures at all', (response) => json(response, { images: [], info: '{}', html_info: '' }), MISSING],
  ['broken base64', (response) => json(response, { images: ['%%%'], image: '%%%', info: '{}' }), MISSING],
  [
    'a picture that is cut off, as a data: address',
    (response) => {
      const image = `data:image/png;base64,${black.subarray(0, -20).toString('base64')}`
      json(response, { images: [image], image, info: '{}' })
    },
    /broken, as PNG that ends too soon/,
  ],
  [
    'objects in the place of pictures',
    (response) => json(response, { images: [{ data: 'x' }], image: { data: 'x' } }),
    MISSING,
  ],
  [
    'a page',
    (response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end('<html><body>It works!</body></html>')
    },
    /is not what sdwui sends/,
  ],
  [
    'nothing',
    (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(),
    /ended in the middle/,
  ],
]

/** An upscale that is none: its picture comes back as it was. */
const extras = () =>
  [
    [
      'upscale',
      'the picture as it was',
      (response: Parameters<Whim>[0]['response']) =>
        json(response, { html_info: '', image: black.toString('base64') }),
      /64x64|64 by 64|size/,
    ],
  ] as const

/** Each kind of job once with each way of answering would say no more. */
const CASES = ANSWERS.map((each, at) => [KINDS[at % KINDS.length] ?? 'img2img', ...each] as const)

describe('a machine that answers in an odd way', () => {
  it.each([...CASES, ...extras()])('leaves a job to the others (%s): %s', async (kind, _, answer, words) => {
    await using bench = await HttpBench.open()
    await bench.add('good', { ipm: 60 })
    const server = await bench.serve('odd', { ipm: 6000 })
    await using gateway = await startGateway(server.url, ({ path, request, response }) =>
      isGeneration(path)
        ? () => {
            request.resume()
            request.on('end', () => answer(response))
          }
        : undefined,
    )
    await bench.join('odd', gateway.url, 6000)
    const [images, more] = await requestOf(bench, kind)
    const done = await bench.done(await bench.submit(images, more))
    const said = JSON.stringify(told(done).tallies)
    expect(done, said).toMatchObject({ state: 'finished', stored: IMAGES, failed: 0 })
    expect(said).toMatch(words)
    expect(bench.pictures(done).map(({ index }) => index)).toEqual(seedsFrom(0, IMAGES))
    expect(new Set(bench.pictures(done).map(({ workerName }) => workerName))).toEqual(new Set(['good']))
  })
})
