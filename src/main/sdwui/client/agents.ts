import http from 'node:http'
import https from 'node:https'
import type { Duplex } from 'node:stream'
import tls from 'node:tls'
import { reason } from '../../../shared/words/catalogue.ts'
import type { TlsPolicy } from '../../../shared/worker.ts'
import { WorkerFailure } from '../../core/failure.ts'
import type { NamedProxy } from './proxy.ts'

/** sdwui's web server closes a connection that idles for 5 s; one that idles longer than this is not used again. */
const IDLE_SOCKET_MS = 4_000

export interface Agents {
  readonly httpAgent: http.Agent
  readonly httpsAgent: https.Agent
  /** Closes the connections that idle, so that the next request opens its own. */
  dropIdle(): void
  close(): void
}

/** Connection pools of one worker, with its TLS policy and through its proxy. */
export function createAgents(policy: TlsPolicy, proxy: NamedProxy | null): Agents {
  const options = {
    ...{ keepAlive: true, maxSockets: 8, maxFreeSockets: 2 },
    ...(proxy === null ? {} : { proxyEnv: { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url } }),
  }
  const httpAgent = withShortIdle(new http.Agent(options))
  const httpsAgent = withShortIdle(
    policy.kind === 'pinned'
      ? new PinningAgent(options, policy.fingerprint)
      : new https.Agent({ ...options, rejectUnauthorized: policy.kind === 'verify' }),
  )
  return {
    httpAgent,
    httpsAgent,
    dropIdle() {
      for (const { freeSockets } of [httpAgent, httpsAgent])
        for (const socket of Object.values(freeSockets).flat()) socket?.destroy()
    },
    close() {
      httpAgent.destroy()
      httpsAgent.destroy()
    },
  }
}

interface Idling {
  setTimeout(ms: number): unknown
}

/** node closes a pooled socket on its time-out; a request that takes it over must not inherit that. */
function withShortIdle<Pool extends http.Agent>(agent: Pool): Pool {
  const keep = agent.keepSocketAlive.bind(agent)
  const reuse = agent.reuseSocket.bind(agent)
  agent.keepSocketAlive = (socket) => {
    const kept: unknown = keep(socket)
    ;(socket as unknown as Idling).setTimeout(IDLE_SOCKET_MS)
    return kept
  }
  agent.reuseSocket = (socket, request) => {
    ;(socket as unknown as Idling).setTimeout(0)
    reuse(socket, request)
  }
  return agent
}

/** Hands a socket out only after the handshake showed exactly the pinned certificate: nothing is sent to another one. */
class PinningAgent extends https.Agent {
  readonly #fingerprint: string

  constructor(options: https.AgentOptions, fingerprint: string) {
    // A resumed session shows no certificate.
    super({ ...options, rejectUnauthorized: false, maxCachedSessions: 0 })
    this.#fingerprint = fingerprint
  }

  override createConnection(
    options: https.RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    const host = options.hostname ?? options.host ?? 'the server'
    const handOut = (error: Error | null, socket: Duplex) => {
      if (error !== null || !(socket instanceof tls.TLSSocket)) callback?.(error, socket)
      else this.#check(host, socket, (problem) => callback?.(problem, socket))
    }
    const socket = super.createConnection(options, handOut)
    // Through a proxy this is the connection to the proxy, and the tunnel comes by the callback.
    if (socket instanceof tls.TLSSocket) handOut(null, socket)
    return undefined
  }

  #check(host: string, socket: tls.TLSSocket, done: (problem: Error | null) => void): void {
    const finish = (problem: Error | null) => {
      socket.off('error', finish)
      socket.off('secureConnect', look)
      if (problem !== null) socket.destroy()
      done(problem)
    }
    const look = () => {
      const seen = socket.getPeerCertificate().fingerprint256
      finish(seen === this.#fingerprint ? null : changedCertificate(host, this.#fingerprint, seen))
    }
    // A tunnel comes with its handshake done.
    const { secureConnecting } = socket as unknown as { secureConnecting?: boolean }
    socket.once('error', finish)
    if (secureConnecting === false) look()
    else socket.once('secureConnect', look)
  }
}

const changedCertificate = (host: string, expected: string, seen: string | undefined) =>
  new WorkerFailure(
    'tls-changed',
    reason('server.other-certificate', { host }),
    seen === undefined
      ? reason('server.certificate-missing.remedy', { expected })
      : reason('server.other-certificate.remedy', { expected, seen }),
  )
