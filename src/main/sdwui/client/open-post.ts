import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import type { Agents } from './agents.ts'
import type { OutgoingBody } from './outgoing-body.ts'
import { StaleConnection, wasStale } from './stale-connection.ts'

export interface PostOptions {
  readonly agents: Agents
  readonly headers: Readonly<Record<string, string>>
  /** JSON */
  readonly body: OutgoingBody
  readonly signal: AbortSignal
}

/**
 * Sends a POST and resolves with the answer when its head is in; there is no time-out, and nothing is followed or unpacked. By node itself:
 * for the one call that is made for every batch, axios costs more than everything else about the request. Rejects with what node says,
 * or with StaleConnection.
 */
export function openPost(
  url: string,
  { agents, headers, body, signal }: PostOptions,
): Promise<IncomingMessage> {
  const { request, agent } = url.startsWith('https:')
    ? { request: https.request, agent: agents.httpsAgent }
    : { request: http.request, agent: agents.httpAgent }
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const sent = request(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'Content-Type': 'application/json', 'Content-Length': body.bytes },
      signal,
    })
    sent.once('response', resolve)
    // Stays: what breaks after the head is told by the answer, and here once more.
    sent.on('error', (error) =>
      reject(wasStale(sent, error, performance.now() - began) ? new StaleConnection(error) : error),
    )
    const { content } = body
    if (Buffer.isBuffer(content)) sent.end(content)
    else writeInto(sent, content())
  })
}

/** Node's own `pipeline` would only say that the connection was closed where the content breaks. */
function writeInto(request: ClientRequest, content: AsyncIterable<Buffer>): void {
  const source = Readable.from(content, { objectMode: false })
  source.once('error', (error) => request.destroy(error))
  request.once('close', () => source.destroy())
  source.pipe(request)
}
