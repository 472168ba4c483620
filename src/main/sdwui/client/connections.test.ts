import http from 'node:http'
import net from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Bench, batch, collect, never } from '../../simulator/testing/simulated-client.ts'
import { told } from '../../testing/told.ts'

const bench = new Bench()
beforeEach(() => {
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'])
    vi.stubEnv(name, undefined)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await bench.close()
})

describe('kept connections', () => {
  test('are used again, one for one call after another', async () => {
    await using server = await counting()
    const client = bench.client(server.url)
    for (let call = 0; call < 5; call++) await client.ping(never)
    expect(server.connections).toBe(1)
  })

  test('that idle for four seconds are given up before the server closes them', async () => {
    await using server = await counting()
    const client = bench.client(server.url)
    await client.ping(never)
    const { idleMs, byClient } = await server.closed
    expect(idleMs).toBeGreaterThan(3_800)
    expect(byClient).toBe(true)
    await client.ping(never)
    expect(server.connections).toBe(2)
  })

  test('that are used again may take as long as they like', async () => {
    await using server = await counting({ slowMs: 4_600 })
    const client = bench.client(server.url)
    await client.ping(never)
    const { images } = await collect(client, batch(1))
    expect([images.length, server.connections]).toEqual([0, 1])
    expect(server.slowAnswered).toBe(true)
  })

  test('that the server has closed meanwhile cost a harmless call nothing', async () => {
    const { client, worker } = await bench.pair()
    await client.ping(never)
    worker.crash()
    await worker.comeBack()
    await expect(client.ping(never)).resolves.toBeUndefined()
  })
})

describe('proxies of the environment', () => {
  test('are asked for machines elsewhere, over http', async () => {
    const worker = await bench.worker()
    await using proxy = await startProxy(worker.port)
    vi.stubEnv('HTTP_PROXY', proxy.url)
    const client = bench.client('http://sdwui.example:7860')
    expect((await collect(client, batch(2))).images).toHaveLength(2)
    expect(proxy.seen).toContain('POST http://sdwui.example:7860/sdapi/v1/txt2img')
  })

  test('are tunnelled through over https, and see nothing but the name', async () => {
    const worker = await bench.worker({ tls: 'self-signed' })
    await using proxy = await startProxy(worker.port)
    vi.stubEnv('HTTPS_PROXY', proxy.url)
    const client = bench.client('https://sdwui.example', { tls: { kind: 'insecure' } })
    expect((await collect(client, batch(1))).images).toHaveLength(1)
    expect(proxy.seen).toEqual(['CONNECT sdwui.example:443'])
  })

  test('do not hide a certificate from the one who has pinned it', async () => {
    const worker = await bench.worker({ tls: 'self-signed' })
    await using proxy = await startProxy(worker.port)
    vi.stubEnv('HTTPS_PROXY', proxy.url)
    const { certificate } = await bench.client(worker.url).probe(never)
    const fingerprint = certificate?.fingerprint ?? ''
    const right = bench.client('https://sdwui.example', { tls: { kind: 'pinned', fingerprint } })
    expect((await collect(right, batch(1))).images).toHaveLength(1)
    const other = fingerprint.replace(/^../, (pair) => (pair === '00' ? '01' : '00'))
    const wrong = bench.client('https://sdwui.example', { tls: { kind: 'pinned', fingerprint: other } })
    expect((await collect(wrong, batch(1))).error).toMatchObject({ kind: 'tls-changed' })
    expect(worker.images).toBe(1)
  })

  test('are left out for names in NO_PROXY', async () => {
    const worker = await bench.worker()
    await using proxy = await startProxy(worker.port)
    vi.stubEnv('HTTP_PROXY', proxy.url)
    vi.stubEnv('NO_PROXY', 'sdwui.invalid')
    await expect(bench.client('http://sdwui.invalid').ping(never)).rejects.toMatchObject({ kind: 'dns' })
    expect(proxy.seen).toEqual([])
  })

  test.each(['localhost', '127.0.0.1'])('are never asked for %s', async (host) => {
    const worker = await bench.worker({ host })
    await using proxy = await startProxy(worker.port)
    vi.stubEnv('HTTP_PROXY', proxy.url)
    await bench.client(`http://${host}:${worker.port}`).ping(never)
    expect(proxy.seen).toEqual([])
  })

  test('that are not there are a typed failure', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:9')
    const failed = await bench
      .client('http://sdwui.example')
      .ping(never)
      .catch((error: unknown) => error)
    expect(told(failed)).toMatchObject({
      kind: 'unreachable',
      message:
        'Connection refused: nothing listens at the proxy 127.0.0.1:9. The request went through the proxy 127.0.0.1:9 from the environment.',
      remedy: expect.stringContaining('NO_PROXY=sdwui.example'),
    })
  })

  test('are named by a look at an address that goes through one', async () => {
    const worker = await bench.worker()
    await using proxy = await startProxy(worker.port)
    vi.stubEnv('HTTP_PROXY', proxy.url)
    const report = await bench.client('http://sdwui.example').probe(never)
    expect(report).toMatchObject({ ok: true, proxy: new URL(proxy.url).host })
    expect(await bench.client(worker.url).probe(never)).toMatchObject({ ok: true, proxy: null })
  })
})

/** A server that counts its connections and keeps them for five seconds, as uvicorn does. `slowMs`: a POST is answered after so long. */
async function counting({ slowMs = 0 } = {}) {
  const closed = Promise.withResolvers<{ idleMs: number; byClient: boolean }>()
  const state = { connections: 0, slowAnswered: false, closed: closed.promise }
  const server = http.createServer((request, response) => {
    const answer = () => {
      response.end(request.method === 'POST' ? '{"images": [], "info": ""}' : '{}')
      const answeredAt = performance.now()
      let byClient = false
      response.socket?.once('end', () => {
        byClient = true
      })
      response.socket?.once('close', () =>
        closed.resolve({ idleMs: performance.now() - answeredAt, byClient }),
      )
      if (request.method === 'POST') state.slowAnswered = true
    }
    if (request.method === 'POST' && slowMs > 0) setTimeout(answer, slowMs)
    else answer()
    request.resume()
  })
  server.keepAliveTimeout = 5_000
  server.on('connection', () => state.connections++)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    get connections() {
      return state.connections
    },
    get slowAnswered() {
      return state.slowAnswered
    },
    closed: state.closed,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A proxy that brings everything to one port of this machine, whatever name was asked for. */
async function startProxy(port: number) {
  const seen: string[] = []
  const sockets = new Set<net.Socket>()
  const server = http.createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`)
    const { pathname, search } = new URL(request.url ?? '')
    const onwards = http.request(
      { host: '127.0.0.1', port, path: pathname + search, method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      },
    )
    onwards.on('error', () => response.destroy())
    request.pipe(onwards)
  })
  server.on('connect', (request, socket: net.Socket) => {
    seen.push(`CONNECT ${request.url}`)
    const tunnel = net.connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      tunnel.pipe(socket)
      socket.pipe(tunnel)
    })
    for (const end of [socket, tunnel]) {
      sockets.add(end)
      end.on('error', () => end.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    seen,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
