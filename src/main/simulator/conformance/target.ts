import { expect } from 'vitest'
import { detectKind } from '../../sdwui/client/detect-kind.ts'
import { WorkerHttp } from '../../sdwui/client/http.ts'
import { KNOWN_KINDS, type KnownKind } from '../../sdwui/protocol/server-kinds.ts'
import { type SimulatedWorker, startSimulatedWorker } from '../simulated-worker.ts'
import { Answer, Info } from './shapes.ts'

const url = process.env.TRIBUTARY_CONFORMANCE_URL?.replace(/\/+$/, '')
const user = process.env.TRIBUTARY_CONFORMANCE_USER
const password = process.env.TRIBUTARY_CONFORMANCE_PASSWORD

/** The server that the environment names; null: the simulator is checked. */
export const EXTERNAL = url === undefined ? null : { url, hasPassword: user !== undefined }
const pair = `${user ?? ''}:${password ?? ''}`
export const TIMEOUT_MS = EXTERNAL === null ? 20_000 : 600_000
/** Small and quick; seeds stay far from the largest. */
export const SMALL = {
  steps: 4,
  width: 128,
  height: 128,
  sampler_name: 'Euler',
  cfg_scale: 7,
  prompt: 'a quiet valley',
}

/** What is checked: every kind of the simulator, or the kind that the server at the given address is. Rejects when it is none of them. */
export async function kindsToCheck(): Promise<readonly KnownKind[]> {
  if (EXTERNAL === null) return KNOWN_KINDS
  const http = new WorkerHttp({
    ...{ baseUrl: EXTERNAL.url, user: user ?? null, password: password ?? null, tls: { kind: 'verify' } },
  })
  try {
    const { kind } = await detectKind(http, AbortSignal.timeout(TIMEOUT_MS))
    if (kind === 'unknown') throw new Error(`${EXTERNAL.url} is no kind of server that is known`)
    return [kind]
  } finally {
    http.close()
  }
}

/** The server under test, once `open` has resolved. */
export class Target {
  readonly kind: KnownKind
  url = ''
  /** null: not a simulator */
  simulator: SimulatedWorker | null = null
  #headers: Record<string, string> = {}

  constructor(kind: KnownKind) {
    this.kind = kind
  }

  async open(): Promise<void> {
    if (EXTERNAL === null) {
      this.simulator = await startSimulatedWorker({ kind: this.kind, ipm: 6, timeScale: 20, loadSeconds: 1 })
      this.url = this.simulator.url
      return
    }
    if (EXTERNAL.hasPassword)
      this.#headers = { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
    this.url = EXTERNAL.url
  }

  async close(): Promise<void> {
    await this.simulator?.stop()
  }

  /** A1111's own API code, as opposed to Forge's rewrite of it. */
  get isA1111Api(): boolean {
    return this.kind === 'a1111' || this.kind === 'reforge'
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, { headers: { ...this.#headers, ...headers }, redirect: 'manual' })
  }

  post(path: string, body: unknown): Promise<Response> {
    return this.postText(path, JSON.stringify(body), 'application/json')
  }

  postText(path: string, body: string, contentType: string): Promise<Response> {
    const headers = { ...this.#headers, 'content-type': contentType }
    return fetch(`${this.url}${path}`, { method: 'POST', headers, body })
  }

  /** A small txt2img that must succeed, its answer taken apart. */
  async generate(body: Record<string, unknown>) {
    const response = await this.post('/sdapi/v1/txt2img', { ...SMALL, ...body })
    expect(response.status).toBe(200)
    const answer = Answer.parse(await response.json())
    const info = Info.parse(JSON.parse(answer.info))
    return { ...answer, info, files: answer.images.map((image) => Buffer.from(image, 'base64')) }
  }
}

/** Skips a check that this target cannot take. */
export function only(condition: boolean, context: { skip(): void }): void {
  if (!condition) context.skip()
}
