import net, { type AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { HttpBench, seedsFrom } from './bench.ts'

interface Answered {
  readonly status: number
  readonly body: Buffer
}

/** How an answer is written to the socket. */
type Writing = (socket: net.Socket, answered: Answered) => void

const HEAD = /^(\w+) (\S+) HTTP\/1\.1\r\n([\s\S]*?)\r\n\r\n/

/** A server of its own making before one that is simulated: a request a connection. */
async function startOldServer(url: string, write: Writing) {
  const server = net.createServer((socket) => {
    let received = Buffer.alloc(0)
    let asked = false
    socket.on('error', () => socket.destroy())
    socket.on('data', async (chunk: Buffer) => {
      received = Buffer.concat([received, chunk])
      const [head, method = '', path = '', fields = ''] = HEAD.exec(received.toString('latin1')) ?? []
      if (head === undefined || asked) return
      const length = Number(/^content-length: *(\d+)/im.exec(fields)?.[1] ?? 0)
      if (received.length < head.length + length) return
      asked = true
      try {
        const answer = await fetch(new URL(path, url), {
          method,
          headers: { 'content-type': 'application/json' },
          ...(method === 'POST' ? { body: received.subarray(head.length) } : {}),
        })
        write(socket, { status: answer.status, body: Buffer.from(await answer.arrayBuffer()) })
      } catch {
        socket.destroy()
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const sockets = new Set<net.Socket>()
  server.on('connection', (socket) => sockets.add(socket))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const TYPE = 'Content-Type: application/json\r\n'

const WRITINGS: readonly [what: string, write: Writing][] = [
  [
    'HTTP/1.0, without a length, its end is that of the connection',
    (socket, { status, body }) => {
      socket.write(`HTTP/1.0 ${status} OK\r\n${TYPE}\r\n`)
      socket.end(body)
    },
  ],
  [
    'HTTP/1.0 with a length, and a connection that it closes',
    (socket, { status, body }) => {
      socket.write(`HTTP/1.0 ${status} OK\r\n${TYPE}Content-Length: ${body.length}\r\n\r\n`)
      socket.end(body)
    },
  ],
  [
    'chunks with extensions, and trailers behind the last one',
    (socket, { status, body }) => {
      socket.write(
        `HTTP/1.1 ${status} OK\r\n${TYPE}Transfer-Encoding: chunked\r\nTrailer: X-Checked\r\nConnection: close\r\n\r\n`,
      )
      for (let at = 0; at < body.length; at += 1000) {
        const part = body.subarray(at, at + 1000)
        socket.write(`${part.length.toString(16)};part=${at}\r\n`)
        socket.write(part)
        socket.write('\r\n')
      }
      socket.end('0\r\nX-Checked: yes\r\n\r\n')
    },
  ],
  [
    'a head of 100 Continue before the answer',
    (socket, { status, body }) => {
      socket.write('HTTP/1.1 100 Continue\r\n\r\n')
      socket.write(
        `HTTP/1.1 ${status} OK\r\n${TYPE}Content-Length: ${body.length}\r\nConnection: close\r\n\r\n`,
      )
      socket.end(body)
    },
  ],
]

it.each(WRITINGS)('a machine that answers with %s works like any other', async (_, write) => {
  await using bench = await HttpBench.open()
  const server = await bench.serve('old')
  await using old = await startOldServer(server.url, write)
  await bench.join('old', old.url)
  const done = await bench.done(await bench.submit(12))
  expect(done).toMatchObject({ state: 'finished', stored: 12 })
  expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 12))
  expect(bench.notices.filter(({ level }) => level !== 'info')).toEqual([])
  expect(server.images).toBe(12)
})
