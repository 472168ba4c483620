import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WorkerHttp } from './http.ts'

const rows = (count: number) =>
  JSON.stringify(
    Array.from({ length: count }, (_, at) => ({ name: `l${at}`, metadata: { tags: 'm'.repeat(2000) } })),
  )
const BODIES: Readonly<Record<string, string>> = {
  '/large': rows(500),
  '/small': rows(2),
  '/nested': `${'['.repeat(300_000)}${']'.repeat(300_000)}`,
  '/dense': `[${'[],'.repeat(2_000_000)}0]`,
  '/broken': `[${'1,'.repeat(300_000)}`,
  '/page': `<html><title>Log in</title>${'<p>'.repeat(200_000)}<form><input type="password"></form></html>`,
}

let server: http.Server
let client: WorkerHttp
beforeAll(async () => {
  server = http.createServer((request, response) => {
    response.setHeader('content-type', 'application/json')
    if (request.url === '/endless') {
      response.setHeader('content-encoding', 'gzip')
      response.end(gzipSync(Buffer.alloc(65 << 20, 0x20)))
      return
    }
    response.end(BODIES[request.url ?? ''] ?? '{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  client = new WorkerHttp({
    baseUrl: `http://127.0.0.1:${port}`,
    user: null,
    password: null,
    tls: { kind: 'verify' },
  })
})
afterAll(async () => {
  client.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})
const get = (path: string) => client.get(path, new AbortController().signal, 20_000, ['name'])

describe('an answer too large to be parsed on the main thread', () => {
  test('comes with nothing but the fields that are read', async () => {
    const read = (await get('/large')) as unknown[]
    expect(read).toHaveLength(500)
    expect(read[499]).toEqual({ name: 'l499' })
  })
  test('comes in the shape of a small one, which is left as it is', async () => {
    expect(await get('/small')).toMatchObject([{ name: 'l0', metadata: {} }, { name: 'l1' }])
  })
  test('is cut where it is nested without end, and the next one is read as ever', async () => {
    expect(JSON.stringify(await get('/nested')).length).toBeLessThan(100)
    expect(await get('/large')).toHaveLength(500)
  })
  test('with more values than anybody needs is refused, and the next one is read as ever', async () => {
    await expect(get('/dense')).rejects.toMatchObject({ kind: 'too-large' })
    expect(await get('/large')).toHaveLength(500)
  })
  test('that is longer than anything a server sends is refused, packed or not', async () => {
    await expect(get('/endless')).rejects.toMatchObject({
      kind: 'too-large',
      message: expect.stringContaining('longer than anything sdwui sends'),
    })
  })
  test.each(['/broken', '/page'])('that is no JSON is named as that: %s', async (path) => {
    await expect(get(path)).rejects.toMatchObject({ kind: expect.stringMatching(/not-sdwui|sign-in-page/) })
  })
})
