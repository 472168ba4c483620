import http from 'node:http'
import type { Socket } from 'node:net'

/** One exchange over a connection of its own, seen from close by. */
export interface RawAnswer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: Buffer
  /** ms from the request's end to the first byte of the answer */
  readonly firstByteMs: number
  /** code of what broke the connection while the body came; null: it ended well */
  readonly broken: string | null
}

/** POSTs JSON and reads whatever comes, to the byte. Rejects with the socket's error when no answer begins. */
export function rawPost(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    let answering = false
    const request = http.request(
      url,
      { method: 'POST', agent: false, headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        answering = true
        const firstByteMs = performance.now() - began
        const parts: Buffer[] = []
        const settle = (broken: string | null) =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts),
            firstByteMs,
            broken,
          })
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => settle(null))
        response.on('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message))
      },
    )
    // Once an answer has begun, the response tells how it ended.
    request.on('error', (error) => {
      if (!answering) reject(error)
    })
    request.end(JSON.stringify(body))
  })
}

/** Resolves when the other side has closed, with the ms it took. */
export function closed(socket: Socket): Promise<number> {
  const began = performance.now()
  return new Promise((resolve) => {
    socket.resume()
    socket.once('close', () => resolve(performance.now() - began))
  })
}
