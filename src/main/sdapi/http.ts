import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import axios, { type AxiosInstance } from 'axios'
import type { TlsPolicy } from '../../shared/worker.ts'
import { WorkerFailure } from '../core/failure.ts'
import { type Agents, createAgents } from './agents.ts'
import { type FailureContext, failureOfError, failureOfStatus } from './failure-of.ts'
import { openPost } from './open-post.ts'
import { type NamedProxy, proxyFor, throughProxy } from './proxy.ts'

const SHORT_MS = 10_000
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

/** The last calls of a worker, without anything secret in them. */
export interface RequestLogEntry {
  readonly at: number
  readonly method: string
  readonly path: string
  readonly status: number | null
  readonly ms: number
  readonly problem: string | null
}

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

  /** The last 200 calls, oldest first. */
  log(): readonly RequestLogEntry[] {
    return this.#log
  }

  close(): void {
    this.#agents.close()
  }

  /** GET that answers JSON. Retried once when a kept connection turned out to be closed. */
  async get(path: string, signal: AbortSignal, timeoutMs = SHORT_MS): Promise<unknown> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#json('GET', path, undefined, signal, timeoutMs)
      } catch (error) {
        const again = error instanceof WorkerFailure && error.kind === 'connection-reset' && !signal.aborted
        if (!again || attempt >= IDEMPOTENT_RETRIES) throw error
      }
    }
  }

  /** As `get`, but null where the server does not have it, or has more of it than is taken in. */
  async optional(path: string, signal: AbortSignal, timeoutMs = SHORT_MS): Promise<unknown> {
    try {
      return await this.get(path, signal, timeoutMs)
    } catch (error) {
      if (
        error instanceof WorkerFailure &&
        ['no-api', 'not-sdwui', 'validation', 'server-error', 'too-large'].includes(error.kind)
      )
        return null
      throw error
    }
  }

  /** POST that answers JSON or nothing. `timeoutMs` 0: as long as it takes. */
  post(path: string, body: unknown, signal: AbortSignal, timeoutMs = SHORT_MS): Promise<unknown> {
    return this.#json('POST', path, body, signal, timeoutMs)
  }

  /**
   * POST whose answer is read as it comes: `onChunk` is awaited before more is read. No time-out at all: no byte comes until all
   * images are done, and a CPU worker may take minutes. Never retried.
   */
  async postStreaming(
    path: string,
    body: unknown,
    onChunk: (chunk: Buffer) => Promise<void>,
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
        if (status !== 200) {
          const text = await readBounded(answer, MOST_ERROR_BYTES)
          throw failureOfStatus(status, text, this.#context(false))
        }
        midAnswer = true
        for await (const chunk of answer) await onChunk(chunk as Buffer)
        return answer.headers
      } catch (error) {
        // Called off in the middle, node says only that the connection broke.
        if (signal.aborted) throw calledOff(error)
        throw failureOfError(error, this.#context(midAnswer))
      }
    })
  }

  #json(
    method: 'GET' | 'POST',
    path: string,
    body: unknown,
    signal: AbortSignal,
    timeoutMs: number,
  ): Promise<unknown> {
    return this.#logged(method, path, async (note) => {
      const deadline = timeoutMs > 0 ? AbortSignal.timeout(timeoutMs) : null
      try {
        const response = await this.#axios.request<string>({
          method,
          url: path,
          data: body,
          signal: deadline === null ? signal : AbortSignal.any([signal, deadline]),
          responseType: 'text',
          transformResponse: (text: string) => text,
          maxContentLength: MOST_JSON_BYTES,
        })
        note(response.status)
        if (response.status >= 200 && response.status < 300) return parseJson(response.data, this.host)
        throw failureOfStatus(
          response.status,
          String(response.data ?? '').slice(0, MOST_ERROR_BYTES),
          this.#context(false),
        )
      } catch (error) {
        if (deadline?.aborted && !signal.aborted)
          throw new WorkerFailure(
            'timeout',
            `${this.host} does not answer.`,
            'Is the machine on, and is it busy with something else?',
          )
        throw failureOfError(error, this.#context(false))
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
    const add = (problem: string | null) => {
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
      add(error instanceof Error ? error.message : String(error))
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
  new WorkerFailure('aborted', 'The request was called off.', null, { cause })

function parseJson(text: string, host: string): unknown {
  if (text.trim() === '') return null
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new WorkerFailure(
      'not-sdwui',
      `${host} answers, but not as sdwui does.`,
      'Is this the right address and port?',
      {
        cause: error,
      },
    )
  }
}

async function readBounded(stream: Readable, mostBytes: number): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    parts.push(chunk as Buffer)
    size += (chunk as Buffer).length
    if (size >= mostBytes) break
  }
  stream.destroy()
  return Buffer.concat(parts).toString('utf8').slice(0, mostBytes)
}
