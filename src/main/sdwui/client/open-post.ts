import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { Agents } from './agents.ts'
import { StaleConnection, wasStale } from './stale-connection.ts'

export interface PostOptions {
  readonly agents: Agents
  readonly headers: Readonly<Record<string, string>>
  /** sent as JSON */
  readonly body: unknown
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
  const bytes = Buffer.from(JSON.stringify(body))
  const { request, agent } = url.startsWith('https:')
    ? { request: https.request, agent: agents.httpsAgent }
    : { request: http.request, agent: agents.httpAgent }
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const sent = request(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'Content-Type': 'application/json', 'Content-Length': bytes.length },
      signal,
    })
    sent.once('response', resolve)
    // Stays: what breaks after the head is told by the answer, and here once more.
    sent.on('error', (error) =>
      reject(wasStale(sent, error, performance.now() - began) ? new StaleConnection(error) : error),
    )
    sent.end(bytes)
  })
}
