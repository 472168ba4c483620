import { createServer } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { Bench, batch, collect, never } from '../../simulator/testing/simulated-client.ts'

const bench = new Bench()
afterEach(() => bench.close())

/** A server that keeps what it is asked, and gives every call the same answer. */
async function listening(status: number, location?: string) {
  const seen: { path: string | undefined; authorization: string | undefined }[] = []
  const server = createServer((request, response) => {
    seen.push({ path: request.url, authorization: request.headers.authorization })
    request.resume()
    response.writeHead(status, location === undefined ? {} : { location })
    response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

describe.each([301, 302, 303, 307, 308])('a redirect (%i)', (status) => {
  test('takes neither a call nor the credentials to another server', async () => {
    await using elsewhere = await listening(200)
    await using server = await listening(status, `${elsewhere.url}/sdapi/v1/options`)
    const client = bench.client(server.url, { user: 'ada', password: 'secret' })

    const refusal = { kind: 'not-sdwui', message: expect.stringContaining(elsewhere.url) }
    await expect(client.ping(never)).rejects.toMatchObject(refusal)
    await expect(client.interrupt(never)).rejects.toMatchObject(refusal)
    expect((await collect(client, batch(1))).error).toMatchObject(refusal)

    expect(elsewhere.seen).toEqual([])
    const sent = `Basic ${Buffer.from('ada:secret').toString('base64')}`
    expect(new Set(server.seen.map(({ authorization }) => authorization))).toEqual(new Set([sent]))
  })

  test('is not followed on the same server either', async () => {
    await using server = await listening(status, '/elsewhere')
    const client = bench.client(server.url, { user: 'ada', password: 'secret' })
    await expect(client.ping(never)).rejects.toMatchObject({ kind: 'not-sdwui' })
    await expect(client.interrupt(never)).rejects.toMatchObject({ kind: 'not-sdwui' })
    expect(server.seen.map(({ path }) => path)).not.toContain('/elsewhere')
  })
})
