import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { errorAnswer, ServerError } from '../protocol/server-error.ts'
import type { ServerFacts } from '../protocol/server-facts.ts'
import { type AnswerStream, answerStream, wholeAnswer } from './answer-stream.ts'
import type { GeneratedAnswer } from './engine.ts'
import type { Reply } from './reply.ts'
import { eventOf, resetConnection, write } from './sending.ts'

const gzipped = promisify(gzip)
const JSON_TYPE = 'application/json'

/** One request, and where its answer goes. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** performance.now() when it came; null: an answer that does not tell how long it took */
  readonly began: number | null
}

/** An answer with images that is about to be sent. */
export interface ImagesSending extends Exchange {
  readonly answer: AnswerStream
  /** places in its list */
  readonly images: number
  /** Writes the head of an answer of so many bytes. */
  head(length: number): void
  /** Sends this instead, as JSON. */
  instead(body: string | Buffer): Promise<void>
}

/** What happens to answers on their way, where anything does. */
export interface Interference {
  /** The bytes that are sent for a body, before they are compressed. */
  changed(body: Buffer, type: string): Buffer
  /** every answer is compressed, whatever the client takes */
  readonly zipsAll: boolean
  /** false: the images go out in one piece */
  readonly streams: boolean
  /** Sends the images otherwise than they are; false: it does not. */
  images(sending: ImagesSending): Promise<boolean>
}

const NO_INTERFERENCE: Interference = {
  changed: (body) => body,
  zipsAll: false,
  streams: true,
  images: () => Promise.resolve(false),
}

/** Writes replies as a kind of server does: headers, compression, images piece by piece. */
export class Responder {
  readonly #facts: ServerFacts
  readonly #interference: Interference

  constructor(facts: ServerFacts, interference: Interference = NO_INTERFERENCE) {
    this.#facts = facts
    this.#interference = interference
  }

  async send(exchange: Exchange, reply: Reply): Promise<void> {
    const { response } = exchange
    // uvicorn sends no Connection header, and so no hint how long it keeps the connection.
    response.removeHeader('connection')
    switch (reply.as) {
      case 'json':
        return this.#sendBody(exchange, reply.status ?? 200, JSON.stringify(reply.value))
      case 'text': {
        const type = `${reply.type ?? 'text/plain'}; charset=utf-8`
        return this.#sendBody(exchange, reply.status ?? 200, reply.text, type)
      }
      case 'file':
        return this.#sendBody(exchange, 200, reply.bytes, reply.type)
      case 'empty':
        response.writeHead(reply.status, this.#timing(exchange))
        response.end()
        return
      case 'reset':
        resetConnection(response)
        reply.after()
        return
      case 'images':
        try {
          await reply.answer.ready()
          await this.#sendImages(exchange, reply.answer)
        } finally {
          reply.answer.delivered()
        }
    }
  }

  /** 307 to another path of this server. */
  redirect({ response }: Exchange, location: string): void {
    response.removeHeader('connection')
    response.writeHead(307, { location, 'content-length': 0 })
    response.end()
  }

  /** What an exception becomes; one that is no ServerError is a fault of the program behind the routes, and says so. */
  async sendError(exchange: Exchange, error: unknown): Promise<void> {
    const { response } = exchange
    response.removeHeader('connection')
    const reason =
      error instanceof ServerError
        ? error.reason
        : ({
            at: 'exception',
            type: 'InternalError',
            message: String(error instanceof Error ? error.stack : error),
          } as const)
    const { status, body, timed } = errorAnswer(reason, this.#facts)
    if (body === undefined) {
      response.writeHead(status, { 'content-length': 0 })
      response.end()
      return
    }
    const authenticate = status === 401 && this.#facts.wwwAuthenticate ? { 'www-authenticate': 'Basic' } : {}
    const answered = timed ? exchange : { ...exchange, began: null }
    await this.#sendBody(answered, status, JSON.stringify(body), JSON_TYPE, authenticate)
  }

  async #sendBody(
    exchange: Exchange,
    status: number,
    text: string | Buffer,
    type = JSON_TYPE,
    more: Record<string, string> = {},
  ): Promise<void> {
    const { request, response } = exchange
    const plain = this.#interference.changed(typeof text === 'string' ? Buffer.from(text) : text, type)
    const zip = this.#zips(request, plain.length)
    const body = zip ? await gzipped(plain) : plain
    const encoding = zip ? { 'content-encoding': 'gzip', vary: 'Accept-Encoding' } : {}
    response.writeHead(status, {
      'content-type': type,
      'content-length': body.length,
      ...encoding,
      ...more,
      ...this.#timing(exchange),
    })
    response.end(body)
  }

  async #sendImages(exchange: Exchange, generated: GeneratedAnswer): Promise<void> {
    const { request, response } = exchange
    const answer = answerStream(generated)
    const head = (length: number) => {
      const type = { 'content-type': JSON_TYPE, 'content-length': length }
      response.writeHead(200, { ...type, ...this.#timing(exchange) })
    }
    const instead = (body: string | Buffer) => this.#sendBody(exchange, 200, body)
    const images = generated.images.length
    if (await this.#interference.images({ ...exchange, answer, images, head, instead })) return
    if (this.#zips(request, answer.length) || !this.#interference.streams) return instead(wholeAnswer(answer))
    head(answer.length)
    for (const { bytes } of answer.pieces()) if (!(await write(response, bytes))) return
    response.end()
    if (!response.writableFinished) await eventOf(response, 'finish')
  }

  #zips(request: IncomingMessage, bytes: number): boolean {
    if (this.#interference.zipsAll) return true
    return bytes >= this.#facts.gzipFrom && /\bgzip\b/i.test(request.headers['accept-encoding'] ?? '')
  }

  #timing({ began }: Exchange): Record<string, string> {
    if (began === null || !this.#facts.processTime) return {}
    return { 'x-process-time': String((performance.now() - began) / 1000) }
  }
}
