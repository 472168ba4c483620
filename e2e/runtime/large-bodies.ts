import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/**
 * Bytes from which an answer is fetched instead of being sent over CDP: Chromium copies what it has of a message each time some more of it
 * arrives, which took it four seconds of a processor for the panel's script.
 */
const LARGE_BYTES = 256 * 1024

/** An answer is large, and of an address that may be fetched from elsewhere: Chromium wants to keep the protocol. */
export const isLarge = (url: string, { body }: Answer): boolean =>
  body.length >= LARGE_BYTES && url.startsWith('http://')

const offered = new Map<string, Answer>()
let origin: Promise<string> | null = null

/** Where the answer can be fetched from this computer, once. */
export async function offer(answer: Answer): Promise<string> {
  origin ??= listen()
  const path = `/${randomUUID()}`
  offered.set(path, answer)
  return `${await origin}${path}`
}

async function listen(): Promise<string> {
  const server = createServer(({ url = '' }, response) => send(url, response))
  // The app ends when it is done, not when this is.
  server.unref()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function send(path: string, response: ServerResponse): void {
  const answer = offered.get(path)
  offered.delete(path)
  // Headers are the app's alone.
  response.sendDate = false
  if (answer === undefined) response.writeHead(404).end()
  else response.writeHead(answer.status, answer.headers).end(answer.body)
}
