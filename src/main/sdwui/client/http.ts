import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import axios, { type AxiosInstance } from 'axios'
import { decodeText } from '../../../shared/decode-text.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { TlsPolicy } from '../../../shared/worker.ts'
import type { RequestLogEntry } from '../../../shared/worker-activity.ts'
import { type FailureKind, problemOf, WorkerFailure } from '../../core/failure.ts'
import { type Agents, createAgents } from './agents.ts'
import {
  type ErrorHead,
  type FailureContext,
  failureOfError,
  failureOfStatus,
  retryAfterOf,
} from './failure-of.ts'
import { isLoopback } from './loopback.ts'
import { openPost } from './open-post.ts'
import type { OutgoingBody } from './outgoing-body.ts'
import { unpacked, unpackingFailure } from './plain-body.ts'
import { type NamedProxy, proxyFor, throughProxy } from './proxy.ts'
import { readBounded, readJson, readPieces } from './read-body.ts'
import { isStale, StaleConnection, wasStale } from './stale-connection.ts'

const SHORT_MS = 10_000
/** Statuses of an answer that has what was asked for; bridges and gateways do not all say 200. */
const WITH_ANSWER: ReadonlySet<number> = new Set([200, 201, 203, 206])
/** Lists of a well-stocked server run to megabytes (LoRA metadata); nothing needs more than this, bytes. */
const MOST_JSON_BYTES = 64 << 20
const MOST_ERROR_BYTES = 1 << 20
const IDEMPOTENT_RETRIES = 1

export interface HttpOptions {
  readonly baseUrl: string
  readonly user: string | null
  readonly password: string | null
  readonly tls: TlsPolicy
}

type JsonCall = [
  method: 'GET' | 'POST',
  path: string,
  body: unknown,
  signal: AbortSignal,
  timeoutMs: number,
  fields?: readonly string[] | null,
]

/** HTTP to one server: axios over its own connection pools, credentials sent ahead, failures typed. */
export class WorkerHttp {
  readonly host: string
  /** the proxy it is asked through; null: none */
  readonly proxy: NamedProxy | null
  readonly #baseUrl: string
  readonly #headers: Readonly<Record<string, string>>
  readonly #axios: AxiosInstance
  readonly #agents: Agents
  readonly #hasCredentials: boolean
  readonly #log: RequestLogEntry[] = []

  constructor(options: HttpOptions) {
    const { baseUrl, user, password, tls } = options
    this.host = new URL(baseUrl).host
    this.#hasCredentials = user !== null || password !== null
    this.proxy = proxyFor(baseUrl, process.env)
    this.#agents = createAgents(tls, this.proxy)
    // A1111's 401 carries no WWW-Authenticate, so the pair is sent ahead. ASCII only, as the servers read it.
    const authorization: Record<string, string> = this.#hasCredentials
      ? { Authorization: `Basic ${Buffer.from(`${user ?? ''}:${password ?? ''}`).toString('base64')}` }
      : {}
    this.#headers = { Accept: 'application/json', 'User-Agent': 'Tributary', ...authorization }
    this.#baseUrl = baseUrl.replace(/\/+$/, '')
    this.#axios = axios.create({
      baseURL: baseUrl,
      httpAgent: this.#agents.httpAgent,
      httpsAgent: this.#agents.httpsAgent,
      // The agents know the proxy. `false` would make axios put agents of its own in their place.
      ...(this.proxy === null ? { proxy: false as const } : {}),
      maxRedirects: 0,
      maxBodyLength: 256 << 20,
      validateStatus: () => true,
      headers: this.#headers,
    })
  }

  /** Another machine answers us, and asks for nothing: so it would any other. */
  get reachedOpenly(): boolean {
    return !this.#hasCredentials && !isLoopback(new URL(this.#baseUrl).hostname)
  }

  /** The last 200 calls, oldest first. */
  log(): readonly RequestLogEntry[] {
    return this.#log
  }

  close(): void {
    this.#agents.close()
  }

  /**
   * GET that answers JSON. Retried once when the connection broke. `fields`: all that is read of the objects of a large answer, which is
   * parsed in a thread of its own; null: everything, within JSON_BOUNDS.
   */
  async get(
    path: string,
    signal: AbortSignal,
    timeoutMs = SHORT_MS,
    fields: readonly string[] | null = null,
  ): Promise<unknown> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#json('GET', path, undefined, signal, timeoutMs, fields)
      } catch (error) {
        const again = error instanceof WorkerFailure && error.kind === 'connection-reset' && !signal.aborted
        if (!again || attempt >= IDEMPOTENT_RETRIES) throw error
      }
    }
  }

  /** GET that answers a file. Rejects as `get`, and with `too-large` where it has more than `mostBytes`. */
  async getFile(path: string, signal: AbortSignal, mostBytes: number, timeoutMs = SHORT_MS): Promise<Buffer> {
    const read = async (data: Readable) => {
      const bytes = await readBounded(data, mostBytes + 1)
      if (bytes.length > mostBytes)
        throw new WorkerFailure('too-large', reason('server.too-long', { host: this.host }))
      return bytes
    }
    return await this.#resent(signal, () => this.#once(['GET', path, undefined, signal, timeoutMs], read))
  }

  /** As `get`, but null where the server answers with something else than it, or has more of it than is taken in. */
  async optional(path: string, signal: AbortSignal, timeoutMs = SHORT_MS): Promise<unknown> {
    try {
      return await this.get(path, signal, timeoutMs)
    } catch (error) {
      if (isNotTold(error)) return null
      throw error
    }
  }

  /**
   * POST that answers JSON or nothing. `timeoutMs` 0: as long as it takes. Sent again, on a new connection, only when it went out on a
   * kept one that the server had closed.
   */
  async post(path: string, body: unknown, signal: AbortSignal, timeoutMs = SHORT_MS): Promise<unknown> {
    return await this.#json('POST', path, body, signal, timeoutMs)
  }

  /** As `post`, never sent again: for calls that end the server, whose sign that they arrived is a connection that breaks. */
  postOnce(path: string, body: unknown, signal: AbortSignal): Promise<unknown> {
    return this.#jsonOnce('POST', path, body, signal, SHORT_MS)
  }

  /**
   * POST whose answer is read as it comes, unpacked and as UTF-8: `onChunk` is awaited before more is read, and resolves with whether all of it is there. No time-out at all: no byte
   * comes until all images are done, and a CPU worker may take minutes. Sent again only when it went out on a kept connection that the
   * server had closed, and `mayResend` does not object.
   */
  async postStreaming(
    path: string,
    body: OutgoingBody,
    onChunk: (chunk: Buffer) => Promise<boolean>,
    signal: AbortSignal,
    mayResend?: () => Promise<boolean>,
  ): Promise<IncomingHttpHeaders> {
    return await this.#resent(signal, () => this.#streamOnce(path, body, onChunk, signal), mayResend)
  }

  #streamOnce(
    path: string,
    body: OutgoingBody,
    onChunk: (chunk: Buffer) => Promise<boolean>,
    signal: AbortSignal,
  ): Promise<IncomingHttpHeaders> {
    let midAnswer = false
    return this.#logged('POST', path, async (note) => {
      try {
        const answer = await openPost(`${this.#baseUrl}${path}`, {
          agents: this.#agents,
          // On base64 gzip saves little and costs the server's event loop.
          headers: { ...this.#headers, 'Accept-Encoding': 'identity' },
          body,
          signal,
        })
        const status = answer.statusCode ?? 0
        note(status)
        const plain = unpacked(answer, answer.headers['content-encoding'])
        if (!WITH_ANSWER.has(status)) {
          const text = decodeText(await readBounded(plain, MOST_ERROR_BYTES))
          throw failureOfStatus(status, text, { ...this.#context(false), path }, headOf(answer.headers))
        }
        midAnswer = true
        await readPieces(plain, onChunk, this.host)
        return answer.headers
      } catch (error) {
        // Called off in the middle, node says only that the connection broke.
        if (signal.aborted) throw calledOff(error)
        throw unpackingFailure(error, this.host) ?? failureOfError(error, this.#context(midAnswer))
      }
    })
  }

  #json(...call: JsonCall): Promise<unknown> {
    const [, , , signal] = call
    return this.#resent(signal, () => this.#jsonOnce(...call))
  }

  /** Calls again, on a new connection, what went out on a kept one that the server had closed. */
  async #resent<T>(
    signal: AbortSignal,
    call: () => Promise<T>,
    mayResend: () => Promise<boolean> = () => Promise.resolve(true),
  ): Promise<T> {
    try {
      return await call()
    } catch (error) {
      if (!isStale(error) || signal.aborted || !(await mayResend())) throw error
    }
    this.#agents.dropIdle()
    return await call()
  }

  #jsonOnce(...call: JsonCall): Promise<unknown> {
    const fields = call[5] ?? null
    return this.#once(call, (data) => readJson(data, { fields, mostBytes: MOST_JSON_BYTES, host: this.host }))
  }

  #once<T>(
    [method, path, body, signal, timeoutMs]: JsonCall,
    read: (data: Readable) => Promise<T>,
  ): Promise<T> {
    return this.#logged(method, path, async (note) => {
      const deadline = timeoutMs > 0 ? AbortSignal.timeout(timeoutMs) : null
      const began = performance.now()
      try {
        const response = await this.#axios.request<Readable>({
          method,
          url: path,
          data: body,
          signal: deadline === null ? signal : AbortSignal.any([signal, deadline]),
          responseType: 'stream',
        })
        note(response.status)
        if (response.status >= 200 && response.status < 300) return await read(response.data)
        throw failureOfStatus(
          response.status,
          decodeText(await readBounded(response.data, MOST_ERROR_BYTES)),
          this.#context(false),
          headOf(response.headers),
        )
      } catch (error) {
        if (deadline?.aborted && !signal.aborted)
          throw new WorkerFailure(
            'timeout',
            reason('server.no-answer', { host: this.host }),
            reason('server.too-slow.remedy'),
          )
        const { request } = (error ?? {}) as { request?: unknown }
        const stale = wasStale(request, error, performance.now() - began)
        throw failureOfError(stale ? new StaleConnection(error) : error, this.#context(false))
      }
    })
  }

  async #logged<T>(
    method: string,
    path: string,
    call: (note: (status: number) => void) => Promise<T>,
  ): Promise<T> {
    const began = Date.now()
    let status: number | null = null
    const add = (problem: Reason | null) => {
      this.#log.push({ at: began, method, path, status, ms: Date.now() - began, problem })
      if (this.#log.length > 200) this.#log.shift()
    }
    try {
      const value = await call((seen) => {
        status = seen
      })
      add(null)
      return value
    } catch (error) {
      add(problemOf(error).message)
      if (!(error instanceof WorkerFailure)) throw error
      throw throughProxy(error, this.proxy, new URL(this.#baseUrl).hostname)
    }
  }

  #context(midAnswer: boolean): FailureContext {
    return {
      host: this.host,
      proxy: this.proxy?.host ?? null,
      hasCredentials: this.#hasCredentials,
      midAnswer,
    }
  }
}

const calledOff = (cause: unknown) =>
  new WorkerFailure('aborted', reason('server.called-off'), null, { cause })

/** What an answer can be besides the thing asked for, of a server that can be reached. */
const NOT_TOLD: ReadonlySet<FailureKind> = new Set([
  ...(['no-api', 'not-sdwui', 'validation', 'server-error', 'too-large', 'out-of-memory'] as const),
  ...(['auth', 'sign-in-page', 'gateway', 'rate-limited'] as const),
])

/** It answered, but not with that: no word about whether it can generate. */
export const isNotTold = (error: unknown): error is WorkerFailure =>
  error instanceof WorkerFailure && NOT_TOLD.has(error.kind)

function headOf(headers: unknown): ErrorHead {
  const { location, 'retry-after': retryAfter } = (headers ?? {}) as Readonly<Record<string, unknown>>
  return {
    location: typeof location === 'string' ? location : undefined,
    retryAfterSeconds: retryAfterOf(typeof retryAfter === 'string' ? retryAfter : undefined, Date.now()),
  }
}
