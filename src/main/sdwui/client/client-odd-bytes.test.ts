/** Answers whose bytes are not as they were asked for, as gateways and other programs send them. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { Bench, batch, collect, never } from '../../simulator/testing/simulated-client.ts'

const bench = new Bench()
afterEach(() => bench.close())

interface Changed {
  readonly body: Buffer
  readonly encoding?: string
  /** what becomes of the connection behind the last byte, where the answer has not ended by that. Absent: it ends as it should */
  readonly behind?: 'stays' | 'breaks'
}

/** A server before a simulated one: answers are changed as bytes, calls may be dropped. */
async function between(
  url: string,
  change: (body: Buffer, path: string) => Changed,
  drop: (request: IncomingMessage, socket: Socket) => boolean = () => false,
) {
  const calls: string[] = []
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? ''
    calls.push(path)
    if (drop(request, request.socket)) return void request.socket.resetAndDestroy()
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const answer = await fetch(new URL(path, url), {
      method: request.method ?? 'GET',
      headers: { 'content-type': 'application/json' },
      ...(request.method === 'POST' ? { body: Buffer.concat(parts) } : {}),
    })
    const { body, encoding, behind } = change(Buffer.from(await answer.arrayBuffer()), path)
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
    })
    // In pieces as small as a network makes them.
    response.write(body.subarray(0, 1))
    if (behind === undefined) response.end(body.subarray(1))
    else response.write(body.subarray(1), () => behind === 'breaks' && response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    generations: () => calls.filter((path) => path.endsWith('/txt2img')).length,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const utf16 = (body: Buffer) => Buffer.from(body.toString('utf8'), 'utf16le')
const swapped = (body: Buffer) => utf16(body).swap16()

describe('an answer', () => {
  test.each<[string, (body: Buffer) => { body: Buffer; encoding?: string }]>([
    ['packed by gzip', (body) => ({ body: gzipSync(body), encoding: 'gzip' })],
    ['packed by deflate', (body) => ({ body: deflateSync(body), encoding: 'deflate' })],
    ['packed by brotli', (body) => ({ body: brotliCompressSync(body), encoding: 'br' })],
    ['with a byte order mark', (body) => ({ body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]) })],
    ['in UTF-16', (body) => ({ body: utf16(body) })],
    ['in UTF-16 with a mark', (body) => ({ body: Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(body)]) })],
    [
      'in UTF-16, the other way round',
      (body) => ({ body: Buffer.concat([Buffer.from([0xfe, 0xff]), swapped(body)]) }),
    ],
    [
      'packed, with a mark',
      (body) => ({
        body: gzipSync(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body])),
        encoding: 'gzip',
      }),
    ],
  ])('%s is read, lists and pictures alike', async (_, change) => {
    const worker = await bench.worker()
    await using odd = await between(worker.url, change)
    const client = bench.client(odd.url)
    expect((await client.capabilities(never)).samplers).toContain('Euler a')
    const { images, error } = await collect(client, batch(2, {}, { prompt: 'café 谷' }))
    expect(error).toBeNull()
    expect(images).toHaveLength(2)
    expect(images[0]?.infotext).toContain('café 谷')
  })

  test.each<[string, (body: Buffer) => { body: Buffer; encoding?: string }, string]>([
    [
      'packed and cut short',
      (body) => ({ body: gzipSync(body).subarray(0, -20), encoding: 'gzip' }),
      'cut-short',
    ],
    ['said to be packed that is not', (body) => ({ body, encoding: 'gzip' }), 'invalid-answer'],
    ['packed in a way nobody knows', (body) => ({ body, encoding: 'pack200' }), 'invalid-answer'],
  ])('%s is refused in words', async (_, change, kind) => {
    const worker = await bench.worker()
    await using odd = await between(worker.url, (body, path) =>
      path.endsWith('/txt2img') ? change(body) : { body },
    )
    const { error } = await collect(bench.client(odd.url), batch(1))
    expect(error).toMatchObject({ name: 'WorkerFailure', kind })
  })

  test.each<[string, Pick<Changed, 'behind'>]>([
    ['whose connection stays open behind it', { behind: 'stays' }],
    ['whose connection breaks behind it', { behind: 'breaks' }],
  ])('that is whole is taken, %s', async (_, how) => {
    const worker = await bench.worker()
    await using odd = await between(worker.url, (body, path) =>
      path.endsWith('/txt2img') ? { body, ...how } : { body },
    )
    const client = bench.client(odd.url)
    for (const seed of [1, 5]) {
      const { images, error } = await collect(client, batch(2, { seed }))
      expect(error).toBeNull()
      expect(images.map(({ infotext }) => /Seed: (\d+)/.exec(infotext ?? '')?.[1])).toEqual(
        [seed, seed + 1].map(String),
      )
    }
  })

  test('that is a text in place of pictures is told', async () => {
    const worker = await bench.worker()
    await using odd = await between(worker.url, (body, path) =>
      path.endsWith('/txt2img') ? { body: Buffer.from('The tunnel has expired, renew it.') } : { body },
    )
    expect((await collect(bench.client(odd.url), batch(1))).error).toMatchObject({
      ...{ name: 'WorkerFailure', kind: 'invalid-answer' },
      message: 'A text came in place of pictures: The tunnel has expired, renew it.',
    })
  })

  test('with NaN in it is read without that number', async () => {
    const worker = await bench.worker()
    const options = '{"eta":NaN,"x":[-Infinity],"sd_model_checkpoint":"a.safetensors"}'
    await using odd = await between(worker.url, (body, path) => ({
      body: path.endsWith('/options') ? Buffer.from(options) : body,
    }))
    expect((await bench.client(odd.url).capabilities(never)).loadedCheckpoint).toBe('a')
  })

  test('may list checkpoints and LoRAs by bare names, or by half of their names', async () => {
    const worker = await bench.worker()
    const answers: Readonly<Record<string, string>> = {
      'sd-models': '[{"title":null,"model_name":"b"},"c.safetensors",{"title":null},7,null]',
      loras: '["ink",{"name":null,"alias":"oil"}]',
      'sd-vae': '[{"vae":1}]',
    }
    await using odd = await between(worker.url, (body, path) => ({
      body: Buffer.from(answers[path.split('/').pop() ?? ''] ?? body),
    }))
    const { checkpoints, loras, vaes } = await bench.client(odd.url).capabilities(never)
    expect([checkpoints?.map(({ name }) => name), loras, vaes]).toEqual([['b', 'c'], ['ink', 'oil'], null])
  })

  test('keeps the words of a refusal that came packed, with a mark', async () => {
    const worker = await bench.worker({ faults: ['422'] })
    await using odd = await between(worker.url, (body) => ({
      body: gzipSync(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body])),
      encoding: 'gzip',
    }))
    const { error } = await collect(bench.client(odd.url), batch(1))
    expect(error).toMatchObject({
      kind: 'validation',
      message: expect.stringContaining("Script 'simulated'"),
    })
  })

  test('of a megabyte that unpacks to a thousand is refused before it is taken in', async () => {
    const worker = await bench.worker()
    const bomb = gzipSync(Buffer.alloc(200 << 20, 0x20))
    await using odd = await between(worker.url, (body, path) =>
      path.endsWith('/samplers') ? { body: bomb, encoding: 'gzip' } : { body },
    )
    expect((await bench.client(odd.url).capabilities(never)).samplers).toBeNull()
  })
})

describe('a kept connection that the server had closed', () => {
  /** Drops the first call of that path that comes on a connection which carried another one before. */
  const closesReused = (path: string, atMost = 1) => {
    const used = new WeakSet<Socket>()
    let dropped = 0
    return (request: IncomingMessage, socket: Socket) => {
      const stale = used.has(socket) && request.url?.endsWith(path) === true && dropped < atMost
      used.add(socket)
      if (stale) dropped++
      return stale
    }
  }
  const same = (body: Buffer) => ({ body })

  test('costs nothing: the generation goes out once more on a new one', async () => {
    const worker = await bench.worker()
    await using odd = await between(worker.url, same, closesReused('/txt2img', 1))
    const client = bench.client(odd.url)
    await client.capabilities(never)
    const { images, error } = await collect(client, batch(2))
    expect(error).toBeNull()
    expect(images).toHaveLength(2)
    expect(odd.generations()).toBe(2)
    expect(worker.images).toBe(2)
  })

  test('costs nothing in other calls that change something either', async () => {
    const worker = await bench.worker()
    await using odd = await between(worker.url, same, closesReused('/interrupt', 1))
    const client = bench.client(odd.url)
    await client.capabilities(never)
    await client.interrupt(never)
    expect(odd.calls.filter((path) => path.endsWith('/interrupt'))).toHaveLength(2)
  })

  test('is not taken for one where a new connection breaks', async () => {
    const worker = await bench.worker()
    await using odd = await between(worker.url, same, (request) => request.url?.endsWith('/txt2img') === true)
    const client = bench.client(odd.url)
    const { error } = await collect(client, batch(2))
    expect(error).toMatchObject({ kind: 'connection-reset' })
    expect(odd.generations()).toBe(1)
  })

  test('is not believed where the server has the task', async () => {
    const worker = await bench.worker()
    const request = batch(2)
    const drop = closesReused('/txt2img', 1)
    await using odd = await between(
      worker.url,
      (body, path) =>
        path.endsWith('/internal/progress')
          ? { body: Buffer.from('{"active":true,"queued":false,"completed":false,"progress":0.1}') }
          : { body },
      drop,
    )
    const client = bench.client(odd.url)
    await client.capabilities(never)
    const { error } = await collect(client, request)
    expect(error).toMatchObject({ kind: 'connection-reset' })
    expect(odd.generations()).toBe(1)
  })
})
