import http from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import tls from 'node:tls'
import type { TlsPolicy } from '../../shared/worker.ts'
import { WorkerFailure } from '../core/failure.ts'

/** sdwui's web server closes a connection that idles for 5 s; one that idles longer than this is not used again. */
const IDLE_SOCKET_MS = 4_000
/** Loopback never goes through a proxy. */
const NEVER_PROXIED = 'localhost,127.0.0.1,127.0.0.0/8,::1,[::1]'

export interface Agents {
  readonly httpAgent: http.Agent
  readonly httpsAgent: https.Agent
  close(): void
}

/** Connection pools of one worker, with its TLS policy and the proxies the environment names. */
export function createAgents(policy: TlsPolicy): Agents {
  const proxyEnv = {
    ...process.env,
    NO_PROXY: [process.env.NO_PROXY ?? process.env.no_proxy, NEVER_PROXIED].filter(Boolean).join(','),
  }
  const options = { keepAlive: true, maxSockets: 8, maxFreeSockets: 2, proxyEnv }
  const httpAgent = limitIdle(new http.Agent(options))
  const httpsAgent = limitIdle(
    policy.kind === 'pinned'
      ? new PinningAgent({ ...options, rejectUnauthorized: false }, policy.fingerprint)
      : new https.Agent({ ...options, rejectUnauthorized: policy.kind === 'verify' }),
  )
  return {
    httpAgent,
    httpsAgent,
    close() {
      httpAgent.destroy()
      httpsAgent.destroy()
    },
  }
}

function limitIdle<A extends http.Agent>(agent: A): A {
  agent.on('free', (socket: Socket) => {
    const giveUp = () => socket.destroy()
    socket.setTimeout(IDLE_SOCKET_MS, giveUp)
    // Node puts the socket back to work without a word to us but this.
    const reuse = agent as unknown as { reuseSocket(socket: Socket, request: http.ClientRequest): void }
    reuse.reuseSocket = (again, request) => {
      again.setTimeout(0)
      again.removeAllListeners('timeout')
      http.Agent.prototype.reuseSocket.call(agent, again, request)
    }
  })
  return agent
}

/** Hands a socket out only after the handshake showed exactly the pinned certificate: nothing is sent to another one. */
class PinningAgent extends https.Agent {
  readonly #fingerprint: string

  constructor(options: https.AgentOptions, fingerprint: string) {
    super(options)
    this.#fingerprint = fingerprint
  }

  override createConnection(
    options: https.RequestOptions,
    callback?: (error: Error | null, stream: tls.TLSSocket) => void,
  ): undefined {
    const host = options.hostname ?? options.host ?? 'localhost'
    const socket = tls.connect({
      host,
      port: Number(options.port ?? 443),
      rejectUnauthorized: false,
      ...(/^[\d.:[\]]+$/.test(host) ? {} : { servername: host }),
    })
    const finish = (error: Error | null) => {
      socket.off('error', finish)
      if (error !== null) socket.destroy()
      callback?.(error, socket)
    }
    socket.once('error', finish)
    socket.once('secureConnect', () => {
      const seen = socket.getPeerCertificate().fingerprint256
      finish(
        seen === this.#fingerprint
          ? null
          : new WorkerFailure(
              'tls-changed',
              `The certificate of ${host} is not the one that was trusted.`,
              `Expected ${this.#fingerprint}, got ${seen}. If it was renewed, trust the new one in its settings; if not, somebody may be in between.`,
            ),
      )
    })
    return undefined
  }
}

/** The certificate a server shows, whoever signed it. Null: no TLS there. */
export function peekCertificate(
  host: string,
  port: number,
  timeoutMs: number,
): Promise<{ fingerprint: string; subject: string; issuer: string; validTo: string } | null> {
  return new Promise((resolve) => {
    const bare = host.replace(/^\[|\]$/g, '')
    const socket = tls.connect({
      host: bare,
      port,
      rejectUnauthorized: false,
      ...(/^[\d.:]+$/.test(bare) ? {} : { servername: bare }),
    })
    const done = (value: Parameters<typeof resolve>[0]) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(value)
    }
    const timer = setTimeout(() => done(null), timeoutMs)
    socket.once('error', () => done(null))
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerCertificate()
      const name = (part: tls.PeerCertificate['subject'] | undefined) =>
        String(part?.CN ?? part?.O ?? 'unknown')
      done({
        fingerprint: certificate.fingerprint256,
        subject: name(certificate.subject),
        issuer: name(certificate.issuer),
        validTo: certificate.valid_to,
      })
    })
  })
}
