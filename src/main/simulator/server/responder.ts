import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { SimTime } from '../engine/sim-time.ts'
import type { FaultScript } from '../faults/fault-script.ts'
import type { ServerDialect } from '../protocol/server-dialect.ts'
import { errorAnswer, ServerError } from '../protocol/server-error.ts'
import { type AnswerStream, answerStream } from './answer-stream.ts'
import type { Reply } from './reply.ts'
import { eventOf, resetConnection, write } from './sending.ts'

const gzipped = promisify(gzip)
const JSON_TYPE = 'application/json'
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])
/** Of an error that comes with 200: what a wrapper makes of an exception it has caught. */
const CAUGHT = {
  error: 'RuntimeError',
  detail: '',
  body: '',
  errors: 'CUDA error: unspecified launch failure',
}
/** Of the image without end, before the simulator itself gives up, bytes. */
const OVERSIZED_BYTES = 256 << 20
/** Between two bytes of an answer that trickles, ms. */
const TRICKLE_MS = 1000
/** Time for a client to read what was sent, ms. */
const READ_MS = 25

/** Writes replies as that kind of server does: headers, compression, timing, spoilt bodies. */
export class Responder {
  readonly #dialect: ServerDialect
  readonly #time: SimTime
  readonly #faults: FaultScript

  constructor(dialect: ServerDialect, time: SimTime, faults: FaultScript) {
    this.#dialect = dialect
    this.#time = time
    this.#faults = faults
  }

  /** `began`: performance.now() when the request came. */
  async send(request: IncomingMessage, response: ServerResponse, reply: Reply, began: number): Promise<void> {
    // uvicorn sends no Connection header, and so no hint how long it keeps the connection.
    response.removeHeader('connection')
    switch (reply.as) {
      case 'json':
        return this.#sendText(request, response, reply.status ?? 200, JSON.stringify(reply.value), began)
      case 'text':
        return this.#sendText(
          request,
          response,
          reply.status ?? 200,
          reply.text,
          began,
          `${reply.type ?? 'text/plain'}; charset=utf-8`,
        )
      case 'empty':
        response.writeHead(reply.status, this.#timing(began))
        response.end()
        return
      case 'reset':
        resetConnection(response)
        reply.after()
        return
      case 'images':
        try {
          await this.#time.until(reply.generated.readyAt)
          if (this.#faults.use('no-answer') !== null) return await eventOf(response, 'close')
          await this.#sendImages(
            request,
            response,
            answerStream(reply.generated),
            reply.generated.images.length,
            began,
          )
        } finally {
          reply.generated.delivered()
        }
    }
  }

  /** What an exception becomes; one that is no ServerError is a bug in the simulator and says so. */
  async sendError(
    request: IncomingMessage,
    response: ServerResponse,
    error: unknown,
    began: number,
  ): Promise<void> {
    response.removeHeader('connection')
    const reason =
      error instanceof ServerError
        ? error.reason
        : ({
            at: 'exception',
            type: 'SimulatorError',
            message: String(error instanceof Error ? error.stack : error),
          } as const)
    const { status, body, timed } = errorAnswer(reason, this.#dialect)
    if (body === undefined) {
      response.writeHead(status, { 'content-length': 0 })
      response.end()
      return
    }
    const authenticate =
      status === 401 && this.#dialect.wwwAuthenticate ? { 'www-authenticate': 'Basic' } : {}
    await this.#sendText(
      request,
      response,
      status,
      JSON.stringify(body),
      timed ? began : null,
      undefined,
      authenticate,
    )
  }

  async #sendText(
    request: IncomingMessage,
    response: ServerResponse,
    status: number,
    text: string | Buffer,
    began: number | null,
    type = JSON_TYPE,
    more: Record<string, string> = {},
  ): Promise<void> {
    const bare = typeof text === 'string' ? Buffer.from(text) : text
    const marked = type === JSON_TYPE && this.#faults.find('bom') !== null
    const plain = marked ? Buffer.concat([BYTE_ORDER_MARK, bare]) : bare
    const zip = this.#zips(request, plain.length)
    const body = zip ? await gzipped(plain) : plain
    const encoding = zip ? { 'content-encoding': 'gzip', vary: 'Accept-Encoding' } : {}
    response.writeHead(status, {
      'content-type': type,
      'content-length': body.length,
      ...encoding,
      ...more,
      ...this.#timing(began),
    })
    response.end(body)
  }

  async #sendImages(
    request: IncomingMessage,
    response: ServerResponse,
    answer: AnswerStream,
    images: number,
    began: number,
  ): Promise<void> {
    const cut = this.#faults.find('cut-after')
    if (cut !== null && cut.images < images)
      return this.#sendCut(response, answer, { images: cut.images }, began)
    const spoil = this.#faults.use('spoil')
    switch (spoil?.how) {
      case 'reset':
        return this.#sendCut(response, answer, { bytes: Math.floor(answer.length / 2) }, began)
      case 'truncated':
        return this.#sendText(
          request,
          response,
          200,
          whole(answer).subarray(0, Math.floor(answer.length * 0.6)),
          began,
        )
      case 'invalid':
        return this.#sendText(request, response, 200, '<html><body>It works!</body></html>', began)
      case 'error-200':
        return this.#sendText(request, response, 200, JSON.stringify(CAUGHT), began)
      case 'oversized':
        return this.#sendOversized(response, began)
      case 'trickle':
        return this.#sendTrickle(response, answer, began)
      default:
    }
    if (this.#zips(request, answer.length) || this.#faults.find('bom') !== null)
      return this.#sendText(request, response, 200, whole(answer), began)
    this.#head(response, answer.length, began)
    for (const { bytes } of answer.pieces()) if (!(await write(response, bytes))) return
    response.end()
    if (!response.writableFinished) await eventOf(response, 'finish')
  }

  /** So many bytes, or whole images and half of the next, then a reset. */
  async #sendCut(
    response: ServerResponse,
    answer: AnswerStream,
    upTo: { bytes: number } | { images: number },
    began: number,
  ): Promise<void> {
    this.#head(response, answer.length, began)
    let [sent, images] = [0, 0]
    for (const { bytes, isImage } of answer.pieces()) {
      const left =
        'bytes' in upTo
          ? upTo.bytes - sent
          : isImage && images >= upTo.images
            ? bytes.length / 2
            : bytes.length
      await write(response, bytes.subarray(0, Math.max(0, left)))
      if (left < bytes.length) break
      sent += bytes.length
      if (isImage) images++
    }
    // A reset throws away what the other side has not read yet.
    await new Promise((resolve) => setTimeout(resolve, READ_MS))
    resetConnection(response)
  }

  async #sendOversized(response: ServerResponse, began: number): Promise<void> {
    this.#head(response, OVERSIZED_BYTES * 2, began)
    const block = 'iVBORw0KGgoAAAAN'.repeat(65_536)
    if (!(await write(response, '{"images":["'))) return
    for (let sent = 0; sent < OVERSIZED_BYTES; sent += block.length)
      if (!(await write(response, block))) return
    resetConnection(response)
  }

  /** One byte a second of the clock on the wall, until the other side has enough of it. */
  async #sendTrickle(response: ServerResponse, answer: AnswerStream, began: number): Promise<void> {
    this.#head(response, answer.length, began)
    const bytes = whole(answer)
    let sent = 0
    const timer = setInterval(() => {
      if (sent < bytes.length) response.write(bytes.subarray(sent, ++sent))
      else response.end()
    }, TRICKLE_MS)
    await eventOf(response, 'close')
    clearInterval(timer)
  }

  #head(response: ServerResponse, length: number, began: number): void {
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': length,
      ...this.#timing(began),
    })
  }

  #zips(request: IncomingMessage, bytes: number): boolean {
    if (this.#faults.find('gzip') !== null) return true
    return bytes >= this.#dialect.gzipFrom && /\bgzip\b/i.test(request.headers['accept-encoding'] ?? '')
  }

  #timing(began: number | null): Record<string, string> {
    if (began === null || !this.#dialect.processTime) return {}
    return { 'x-process-time': String((performance.now() - began) / 1000) }
  }
}

const whole = (answer: AnswerStream) => Buffer.concat(Array.from(answer.pieces(), ({ bytes }) => bytes))
