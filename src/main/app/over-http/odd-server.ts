import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

export interface Oddities {
  /** paths answered with 404, as by a server that does not have them */
  readonly lacks: RegExp
  /** applied to every other answer that is JSON */
  readonly alter: (answer: Json, path: string) => Json
  /** answered with 403, as by a proxy that does not let it pass */
  readonly refuses?: (method: string, path: string) => boolean
  /** the status an answer comes with, given its own */
  readonly status?: (path: string, own: number) => number
  /** applied to what is asked by POST */
  readonly alterBody?: (body: { readonly [key: string]: Json }) => unknown
}

/** A server that answers like the one behind it, with oddities. */
export async function startOddServer(url: string, { lacks, alter, refuses, status, alterBody }: Oddities) {
  const server = http.createServer(async (request, response) => {
    const path = request.url ?? ''
    if (lacks.test(path)) {
      request.resume()
      response.writeHead(404, { 'content-type': 'application/json' })
      return void response.end('{"detail":"Not Found"}')
    }
    if (refuses?.(request.method ?? 'GET', path)) {
      request.resume()
      response.writeHead(403, { 'content-type': 'application/json' })
      return void response.end('{"detail":"Forbidden"}')
    }
    try {
      const body = request.method === 'POST' ? await text(request) : ''
      const answer = await fetch(new URL(path, url), {
        method: request.method ?? 'GET',
        headers: { 'content-type': 'application/json' },
        ...(request.method === 'POST'
          ? { body: alterBody === undefined ? body : JSON.stringify(await alterBody(JSON.parse(body))) }
          : {}),
      })
      const said = await answer.text()
      const isJson = answer.headers.get('content-type')?.includes('json') === true
      response.writeHead(status?.(path, answer.status) ?? answer.status, {
        'content-type': answer.headers.get('content-type') ?? 'text/plain',
      })
      response.end(isJson ? JSON.stringify(alter(JSON.parse(said) as Json, path)) : said)
    } catch {
      // The one behind it is gone: to clients this one is too.
      response.destroy()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Puts a field nobody knows into every object of an answer, at any depth. */
export function withUnknownFields(answer: Json): Json {
  if (answer === null || typeof answer !== 'object') return answer
  if (Array.isArray(answer)) return answer.map((each) => withUnknownFields(each as Json))
  const entries = Object.entries(answer).map(([key, value]) => [key, withUnknownFields(value)] as const)
  return { a_field_of_tomorrow: { nested: [1, null, 'text'] }, ...Object.fromEntries(entries) }
}
