import { createServer, type IncomingHttpHeaders } from 'node:http'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterEach, describe, expect, it } from 'vitest'
import type { ImageToImage, Upscale } from '../../../shared/generation.ts'
import { InputId, InputPicture } from '../../../shared/input-picture.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { inWords } from '../../../shared/words/say.ts'
import { TributaryError, WorkerFailure } from '../../core/failure.ts'
import type { InputReader } from '../../core/ports.ts'
import { Bench, batch, collect, never } from '../../simulator/testing/simulated-client.ts'

const bench = new Bench()
const servers: { close(): Promise<void> }[] = []
afterEach(async () => {
  await bench.close()
  for (const server of servers.splice(0)) await server.close()
})

const PIXEL = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
  .png()
  .toBuffer()

interface Heard {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** A server that keeps what it is sent. */
async function hearing(answer: (heard: Heard) => string): Promise<{ url: string; heard: Heard[] }> {
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    const text = (await buffer(request)).toString('utf8')
    const one = { path: request.url ?? '', headers: request.headers, text }
    heard.push(one)
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(answer(one))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  servers.push({
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
  const { port } = server.address() as { port: number }
  return { url: `http://127.0.0.1:${port}`, heard }
}

const idOf = (digit: string) => InputId.parse(digit.repeat(64))
const picture = (digit: string, width = 64, height = 48) =>
  InputPicture.parse({ id: idOf(digit), name: `${digit}.png`, width, height })

/** Inputs in memory, given in pieces of so many bytes. */
class Stored implements InputReader {
  readonly bytes = new Map<string, Buffer>()
  readonly scaledTo: { id: string; width: number; height: number }[] = []
  readonly #pieceBytes: number

  constructor(pieceBytes = 7) {
    this.#pieceBytes = pieceBytes
  }

  put(digit: string, bytes: Buffer): this {
    this.bytes.set(idOf(digit), bytes)
    return this
  }

  async size(id: InputId): Promise<number> {
    return this.#get(id).length
  }

  async *read(id: InputId): AsyncIterable<Uint8Array> {
    const bytes = this.#get(id)
    for (let at = 0; at < bytes.length; at += this.#pieceBytes)
      yield bytes.subarray(at, at + this.#pieceBytes)
  }

  async scaled(id: InputId, size: { width: number; height: number }): Promise<InputId> {
    this.scaledTo.push({ id, ...size })
    return idOf('f')
  }

  #get(id: InputId): Buffer {
    const found = this.bytes.get(id)
    if (found === undefined)
      throw new TributaryError('not-found', reason('inputs.gone', { name: id.slice(0, 4) }))
    return found
  }
}

const HOW: ImageToImage = {
  ...{ denoisingStrength: 0.4, resizeMode: 'stretch', ownSize: false, mask: null, maskBlur: 4 },
  ...{ softMask: false, maskContent: 'original', invertMask: false, onlyMasked: false, padding: 32 },
}
const LARGER: Upscale = {
  ...{ upscaler: 'Lanczos', scale: 2, width: null, height: null, crop: false, secondUpscaler: null },
  ...{ secondVisibility: 0, gfpganVisibility: 0, codeformerVisibility: 0, codeformerWeight: 0 },
  upscaleFirst: false,
}
const images = (count: number) =>
  JSON.stringify({ images: Array.from({ length: count }, () => PIXEL.toString('base64')), info: '' })
const random = (length: number) => Buffer.from(Array.from({ length }, (_, at) => (at * 89 + 7) % 256))

describe('images from others', () => {
  it.each([0, 1, 2, 3, 20, 21, 22, 1_000])(
    'are asked for with %d bytes of a picture as base64, by a length that is known before',
    async (length) => {
      const { url, heard } = await hearing(() => images(1))
      const inputs = new Stored().put('a', random(length))
      const client = bench.client(url, { inputs })
      const request = batch(1, {}, { imageToImage: HOW, input: picture('a'), prompt: 'ein Käse "\u2028' })
      const { answer, error } = await collect(client, request)
      expect(error).toBeNull()
      expect(answer?.images).toBe(1)
      expect(heard).toHaveLength(1)
      const [{ path, headers, text }] = heard as [Heard]
      expect(path).toBe('/sdapi/v1/img2img')
      expect(headers['transfer-encoding']).toBeUndefined()
      expect(headers['content-length']).toBe(String(Buffer.byteLength(text)))
      expect(headers['content-type']).toBe('application/json')
      expect(JSON.parse(text)).toMatchObject({
        prompt: 'ein Käse "\u2028',
        init_images: [random(length).toString('base64')],
        denoising_strength: 0.4,
      })
    },
  )

  it('have their mask in the size of the picture', async () => {
    const { url, heard } = await hearing(() => images(1))
    const inputs = new Stored().put('a', random(9)).put('b', random(8)).put('f', random(5))
    const client = bench.client(url, { inputs })
    const masked = (mask: InputPicture) =>
      batch(1, {}, { imageToImage: { ...HOW, mask }, input: picture('a') })
    await collect(client, masked(picture('b')))
    await collect(client, masked(picture('b', 32, 32)))
    const masks = heard.map(({ text }) => (JSON.parse(text) as { mask: string }).mask)
    expect(masks).toEqual([random(8).toString('base64'), random(5).toString('base64')])
    expect(inputs.scaledTo).toEqual([{ id: idOf('b'), width: 64, height: 48 }])
  })

  it('hold a picture that is in the fields of a script, too, as it was given', async () => {
    const { url, heard } = await hearing(() => images(1))
    const client = bench.client(url, { inputs: new Stored(200_000).put('c', random(500_000)) })
    const args = [{ image: `data:image/webp;base64,input:${idOf('c')}`, weight: 0.5 }]
    await collect(
      client,
      batch(1, {}, { extra: { alwayson_scripts: { ControlNet: { args } }, unknown: [1] } }),
    )
    expect(JSON.parse(heard[0]?.text ?? '')).toMatchObject({
      alwayson_scripts: {
        ControlNet: {
          args: [{ image: `data:image/webp;base64,${random(500_000).toString('base64')}`, weight: 0.5 }],
        },
      },
      unknown: [1],
    })
  })

  it('fail in words where the picture is gone, and nothing is sent', async () => {
    const { url, heard } = await hearing(() => images(1))
    const client = bench.client(url, { inputs: new Stored() })
    const { error } = await collect(client, batch(1, {}, { imageToImage: HOW, input: picture('a') }))
    if (!(error instanceof WorkerFailure)) throw error
    expect([error.kind, inWords(error.what)]).toEqual([
      'validation',
      'The input image aaaa is not stored any more.',
    ])
    expect(heard).toEqual([])
  })

  it.each([
    ['shorter', 90],
    ['longer', 110],
  ])('fail in words where it turns out %s than it was', async (_, length) => {
    const { url } = await hearing(() => images(1))
    const inputs = new Stored(10).put('a', random(length))
    inputs.size = async () => 100
    const { error } = await collect(
      bench.client(url, { inputs }),
      batch(1, {}, { imageToImage: HOW, input: picture('a') }),
    )
    if (!(error instanceof WorkerFailure)) throw error
    expect([error.kind, inWords(error.what)]).toEqual([
      'validation',
      'The stored input image aaaaaaaaaaaa has changed on the disk.',
    ])
  })

  it('stop being sent when they are called off', async () => {
    const { url } = await hearing(() => images(1))
    const stop = new AbortController()
    const inputs = new Stored(1_000).put('a', random(1_000_000))
    let pieces = 0
    const whole = inputs.read.bind(inputs)
    inputs.read = async function* (id) {
      for await (const piece of whole(id)) {
        if (++pieces === 3) stop.abort()
        yield piece
      }
    }
    const request = batch(1, {}, { imageToImage: HOW, input: picture('a') })
    const { error } = await collect(bench.client(url, { inputs }), request, stop.signal)
    expect((error as WorkerFailure).kind).toBe('aborted')
    expect(pieces).toBeLessThan(1_000)
  })

  it('come from a simulated server', async () => {
    const { client } = await bench.pair({}, { inputs: new Stored().put('a', PIXEL) })
    await client.capabilities(never)
    const {
      images: made,
      answer,
      error,
    } = await collect(client, batch(2, {}, { imageToImage: HOW, input: picture('a') }))
    expect(error).toBeNull()
    expect(made.map(({ width, height }) => [width, height])).toEqual([
      [64, 64],
      [64, 64],
    ])
    expect(answer?.info?.allSeeds).toEqual([100, 101])
  })
})

describe('a picture made larger', () => {
  it('is the one picture of the answer', async () => {
    const { url, heard } = await hearing(() =>
      JSON.stringify({ html_info: '<p>{"image": "x"}</p>', image: PIXEL.toString('base64') }),
    )
    const client = bench.client(url, { inputs: new Stored().put('a', random(50)) })
    const {
      images: made,
      answer,
      error,
    } = await collect(client, batch(1, {}, { upscale: LARGER, input: picture('a') }))
    expect(error).toBeNull()
    expect(made.map(({ position, width, bytes }) => [position, width, Buffer.from(bytes)])).toEqual([
      [0, 1, PIXEL],
    ])
    expect(answer).toMatchObject({ images: 1, damaged: 0, info: null })
    expect(heard.map(({ path, text }) => [path, JSON.parse(text)])).toEqual([
      [
        '/sdapi/v1/extra-single-image',
        {
          ...{ image: random(50).toString('base64'), resize_mode: 0, upscaling_resize: 2 },
          ...{ upscaling_crop: false, upscaler_1: 'Lanczos', upscaler_2: 'None' },
          ...{ extras_upscaler_2_visibility: 0, gfpgan_visibility: 0, codeformer_visibility: 0 },
          ...{ codeformer_weight: 0, upscale_first: false },
        },
      ],
    ])
  })

  it.each(['{"image": null}', '{"html_info": "x"}', '{"images": ["aGVsbG8="]}'])(
    'is missing in %s',
    async (text) => {
      const { url } = await hearing(() => text)
      const client = bench.client(url, { inputs: new Stored().put('a', random(50)) })
      const { images: made, answer } = await collect(
        client,
        batch(1, {}, { upscale: LARGER, input: picture('a') }),
      )
      expect([made.length, answer?.images ?? 0]).toEqual([0, 0])
    },
  )

  it('is looked after without a task id, which its server does not know', async () => {
    const asked: string[] = []
    const { url } = await hearing(({ path }) => {
      asked.push(path)
      if (path.includes('progress'))
        return JSON.stringify({ progress: 0.01, state: { job: 'extras', job_count: 1, job_no: 0 } })
      return JSON.stringify({ image: PIXEL.toString('base64') })
    })
    const inputs = new Stored().put('a', random(50))
    const client = bench.client(url, { inputs })
    const request = batch(1, {}, { upscale: LARGER, input: picture('a') })
    let seen = ''
    inputs.read = async function* () {
      seen = (await client.progress(request.taskId, { preview: false }, never)).at
      yield random(50)
    }
    await collect(client, request)
    expect(seen).toBe('active')
    expect(asked.filter((path) => path.includes('/internal/'))).toEqual([])
  })
})
