import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Answers with JSON that is made as it is sent. Rejects when the client hangs up. */
export async function send(response: ServerResponse, pieces: Iterable<string>): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' })
  await pipeline(Readable.from(inLargerPieces(pieces)), response)
}

function* inLargerPieces(pieces: Iterable<string>): Generator<Buffer> {
  let [held, size]: [string[], number] = [[], 0]
  for (const piece of pieces) {
    held.push(piece)
    size += piece.length
    if (size < 1 << 18) continue
    yield Buffer.from(held.join(''))
    ;[held, size] = [[], 0]
  }
  yield Buffer.from(held.join(''))
}
