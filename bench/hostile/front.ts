import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { send } from './send.ts'
import { type Answer, PROMPT, type Told, type Trick } from './tricks.ts'

const GENERATION = '/sdapi/v1/txt2img'

/** A server on loopback that passes everything on to `behind` but for what its trick is about. Resolves with its address. */
export async function startFront(behind: string, trick: Trick): Promise<string> {
  let frozen = false
  const server = http.createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    if (frozen) return
    // A client that hangs up ends the answer; that is no fault of the front.
    respond(behind, trick, path, request, response, () => {
      frozen = true
    }).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function respond(
  behind: string,
  trick: Trick,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  freeze: () => void,
): Promise<void> {
  const body = await text(request)
  const own = trick.bodies?.[path]
  if (own !== undefined) return await send(response, await own())
  const isGeneration = path === GENERATION && body.includes(PROMPT)
  if (isGeneration && trick.freezes) return freeze()
  if (isGeneration && trick.generation !== undefined) return await trick.generation(response)
  const answer = await fetch(new URL(request.url ?? '/', behind), {
    method: request.method ?? 'GET',
    headers: { 'content-type': 'application/json' },
    ...(request.method === 'POST' ? { body } : {}),
  })
  if (isGeneration && answer.ok && trick.answer !== undefined)
    return await send(response, written(await trick.answer((await answer.json()) as Answer)))
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
  response.end(Buffer.from(await answer.arrayBuffer()))
}

/** The JSON of an answer. `info` is a string inside of it. */
function* written({ images, info }: Told): Generator<string> {
  yield '{"images":['
  let first = true
  for (const image of images) {
    yield `${first ? '' : ','}"`
    yield image
    yield '"'
    first = false
  }
  yield '],"parameters":{},"info":"'
  for (const piece of info) yield JSON.stringify(piece).slice(1, -1)
  yield '"}'
}
