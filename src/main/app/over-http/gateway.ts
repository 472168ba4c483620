import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a gateway does with one call instead of passing it on; undefined: it passes it on. */
export type Whim = (call: {
  readonly path: string
  readonly method: string
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** passes it on and throws the answer away; resolves when that has come */
  readonly passOn: () => Promise<void>
  /** how many calls to txt2img came before this one */
  readonly generations: number
}) => (() => unknown) | undefined

/** A page with a status, as gateways send them. */
export const page = (response: ServerResponse, status: number, html: string) => {
  response.writeHead(status, { 'content-type': 'text/html' })
  response.end(html)
}

export const SIGN_IN =
  '<!DOCTYPE html><title>Sign in</title><form action="/login"><input type="password" name="p"></form>'

/** A reverse proxy before a server, with whims. Answers pass unchanged, with their own head. */
export async function startGateway(url: string, whim: Whim) {
  const { hostname, port } = new URL(url)
  const seen: string[] = []
  const server = http.createServer((request, response) => {
    const { url: path = '', method = 'GET', headers } = request
    const generations = seen.filter((each) => each.endsWith('/txt2img')).length
    seen.push(`${method} ${path}`)
    const forward = (take: (answer: IncomingMessage) => void) => {
      const onward = http.request({ hostname, port, path, method, headers }, take)
      onward.on('error', () => response.destroy())
      request.pipe(onward)
    }
    const passOn = () =>
      new Promise<void>((resolve) => forward((answer) => answer.resume().on('end', () => resolve())))
    const instead = whim({ path, method, request, response, passOn, generations })
    if (instead !== undefined) return void instead()
    forward((answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
      answer.on('error', () => response.destroy())
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** `METHOD /path` of every call, in order */
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
