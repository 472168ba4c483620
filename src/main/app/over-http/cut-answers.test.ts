import { readdir } from 'node:fs/promises'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import type { JobView } from '../../../shared/job.ts'
import { HttpBench, seedsFrom } from './bench.ts'
import { page, startGateway, type Whim } from './gateway.ts'

const IMAGES = 16
/** At 64x64 a batch of 8 takes a quarter of a real second then. */
const SLOW = { ipm: 0.5 }
const isTxt2img = (path: string) => path.endsWith('/txt2img')

/** Every image is there with its seed, and there is one file of each and none besides. */
async function expectEachOnce(bench: HttpBench, job: Pick<JobView, 'id' | 'number'>, images = IMAGES) {
  const done = await bench.done(job)
  expect(done).toMatchObject({ state: 'finished', stored: images, failed: 0 })
  const pictures = bench.app.gallery.imagesOfJob(done.id)
  expect(pictures.map(({ index }) => index)).toEqual(seedsFrom(0, images))
  expect(pictures.map(({ seed }) => seed)).toEqual(seedsFrom(1000, images))
  const files = await readdir(join(bench.folder, 'pictures'), { recursive: true })
  expect(files.filter((file) => file.endsWith('.png'))).toHaveLength(images)
}

/** How a gateway hands on the answer to the first generation; all else passes. */
type Cut = (answer: IncomingMessage, body: Buffer, response: ServerResponse) => void

const cutting =
  (url: string, cut: Cut): Whim =>
  ({ path, method, request, response, generations }) =>
    !isTxt2img(path) || generations > 0
      ? undefined
      : () => {
          const onward = http.request(`${url}${path}`, { method, headers: request.headers })
          onward.on('response', async (answer) => cut(answer, await buffer(answer), response))
          request.pipe(onward)
        }

const withLength = (answer: IncomingMessage, length: number) => ({
  ...answer.headers,
  'content-length': String(length),
})

const CUTS: readonly [what: string, cut: Cut][] = [
  [
    'the connection is reset in mid-body',
    (answer, body, response) => {
      response.writeHead(200, answer.headers)
      response.write(body.subarray(0, body.length / 2), () => response.socket?.resetAndDestroy())
    },
  ],
  [
    'the connection is closed in mid-body, in good order',
    (answer, body, response) => {
      response.writeHead(200, answer.headers)
      response.write(body.subarray(0, body.length / 2), () => response.socket?.end())
    },
  ],
  [
    'an answer in chunks ends without the last one',
    (_, body, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' })
      response.write(body, () => response.socket?.end())
    },
  ],
  [
    'more bytes are announced than come',
    (answer, body, response) => {
      response.writeHead(200, withLength(answer, body.length + 1000))
      response.write(body, () => response.socket?.end())
    },
  ],
  [
    'fewer bytes are announced than come',
    (answer, body, response) => {
      response.writeHead(200, withLength(answer, body.length - 1000))
      response.end(body)
    },
  ],
  [
    'no byte is announced, and all come',
    (answer, body, response) => {
      response.writeHead(200, withLength(answer, 0))
      response.end(body)
    },
  ],
]

describe('an answer that is cut short on its way', () => {
  it.each(CUTS)('by a single machine costs a batch, and no image: %s', async (_, cut) => {
    await using bench = await HttpBench.open()
    const server = await bench.serve('one', SLOW)
    await using gateway = await startGateway(server.url, cutting(server.url, cut))
    await bench.join('one', gateway.url, SLOW.ipm)
    await expectEachOnce(bench, await bench.submit(IMAGES))
    expect(bench.states('one')).not.toContain('paused')
    expect(server.images).toBeGreaterThanOrEqual(IMAGES)
  })

  it.each(CUTS)('by one machine of two costs no image: %s', async (_, cut) => {
    await using bench = await HttpBench.open()
    await bench.add('good', SLOW)
    const server = await bench.serve('cut', SLOW)
    await using gateway = await startGateway(server.url, cutting(server.url, cut))
    await bench.join('cut', gateway.url, SLOW.ipm)
    await expectEachOnce(bench, await bench.submit(IMAGES))
    expect(gateway.seen.some((call) => isTxt2img(call))).toBe(true)
  })
})

describe('an answer that stops in the middle with its connection open', () => {
  /** Real seconds, not minutes, for what is a minute of fleet time. */
  const dispatch = { hungAfterMs: 60_000 }
  const stopping =
    (pictures: number): Cut =>
    (answer, body, response) => {
      const text = body.toString('latin1')
      let end = text.indexOf('[')
      for (let at = 0; at < pictures; at++) end = text.indexOf('",', end + 1) + 2
      response.writeHead(200, answer.headers)
      response.write(body.subarray(0, end + 2000))
    }

  it('is given up on by itself, and the whole pictures in it are kept', async () => {
    await using bench = await HttpBench.open({ dispatch })
    const server = await bench.serve('one', SLOW)
    await using gateway = await startGateway(server.url, cutting(server.url, stopping(3)))
    await bench.join('one', gateway.url, SLOW.ipm)
    await expectEachOnce(bench, await bench.submit(IMAGES))
    expect(server.images).toBe(IMAGES + 5)
    expect(bench.notices.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(
        /^one stopped in the middle of its answer: nothing more of it has arrived for \d+ s\./,
      ),
    )
    expect(bench.states('one')).not.toContain('unreachable')
  })
})

describe('a gateway that answers 502 to everything from the first generation to the end of the job', () => {
  it('loses its machine, and the other one makes all', async () => {
    await using bench = await HttpBench.open()
    const good = await bench.add('good', SLOW)
    const server = await bench.serve('gone', SLOW)
    let [broken, orders] = [false, 0]
    await using gateway = await startGateway(server.url, ({ path, request, response }) => {
      broken ||= isTxt2img(path)
      // Whether it is back is asked with two bytes in which there is nothing to make.
      if (isTxt2img(path) && Number(request.headers['content-length']) > 2) orders++
      return broken ? () => page(response, 502, '<html><h1>502 Bad Gateway</h1></html>') : undefined
    })
    await bench.join('gone', gateway.url, SLOW.ipm)
    await expectEachOnce(bench, await bench.submit(100), 100)
    expect(bench.states('gone')).toContain('unavailable')
    expect([good.images, server.images]).toEqual([100, 0])
    // Two are sent ahead, and one is sent again on a new connection.
    expect(orders).toBeLessThanOrEqual(3)
  })
})

describe('a server that restarts in mid-batch', () => {
  const restart = async (bench: HttpBench, name: string) => {
    const server = bench.servers.get(name)
    if (server === undefined) throw new Error(`no server ${name}`)
    await bench.until('it to compute', () => server.queueLength > 0)
    server.crash()
    await bench.until('that to be noticed', () => bench.state(name) === 'unavailable')
    await server.comeBack()
  }

  it('makes the batch anew, alone', async () => {
    await using bench = await HttpBench.open()
    await bench.add('one', SLOW)
    const job = await bench.submit(IMAGES)
    await restart(bench, 'one')
    await expectEachOnce(bench, job)
    expect(bench.state('one')).not.toBe('paused')
  })

  it('twice, beside another one, costs no image', async () => {
    await using bench = await HttpBench.open()
    await bench.add('good', SLOW)
    await bench.add('restarts', SLOW)
    const job = await bench.submit(100)
    await restart(bench, 'restarts')
    await restart(bench, 'restarts')
    await expectEachOnce(bench, job, 100)
    expect(bench.app.gallery.imagesOfJob(job.id).some(({ workerName }) => workerName === 'restarts')).toBe(
      true,
    )
  })
})
