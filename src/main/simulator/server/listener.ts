import http from 'node:http'
import https from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { TributaryError } from '../../core/failure.ts'
import { resetSocket } from '../../sdwui/server/sending.ts'
import type { Certificate } from './certificates.ts'

/** uvicorn closes a connection that idles so long, ms. */
const KEEP_ALIVE_MS = 5_000
const NO_HTTP =
  'HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n\r\nInvalid HTTP request received.'

/** The port of one instance: opened, closed and opened again on the same number, with all its connections in hand. */
export class Listener {
  readonly #host: string
  readonly #handle: http.RequestListener
  readonly #sockets = new Set<Socket>()
  /** connections with a request under way */
  readonly #busy = new Set<Socket>()
  #server: http.Server | https.Server | null = null
  #port: number

  constructor(host: string, port: number, handle: http.RequestListener) {
    this.#host = host
    this.#port = port
    this.#handle = handle
  }

  get port(): number {
    return this.#port
  }

  get isOpen(): boolean {
    return this.#server !== null
  }

  /** Rejects with `bad-request` when the port cannot be had. */
  async open(certificate: Certificate | null): Promise<void> {
    if (this.#server !== null) return
    const handle: http.RequestListener = (request, response) => {
      const { socket } = request
      this.#busy.add(socket)
      response.once('close', () => this.#busy.delete(socket))
      this.#handle(request, response)
    }
    const server =
      certificate === null ? http.createServer(handle) : https.createServer({ ...certificate }, handle)
    this.#server = server
    server.keepAliveTimeout = KEEP_ALIVE_MS
    server.keepAliveTimeoutBuffer = 0
    // uvicorn has neither of these limits; a body may come as slowly as it likes.
    server.requestTimeout = 0
    server.headersTimeout = 0
    server.on(certificate === null ? 'connection' : 'secureConnection', (socket: Socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
    // What is no HTTP gets uvicorn's answer; a client that breaks off is its own affair.
    server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy()
      else socket.end(NO_HTTP)
    })
    server.on('tlsClientError', (_error, socket: Socket) => socket.destroy())
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        this.#server = null
        reject(cannotListen(error, this.#host, this.#port))
      })
      server.listen(this.#port, this.#host, () => resolve())
    })
    this.#port = (server.address() as AddressInfo).port
  }

  /** No new connections; idle ones end. Requests under way run on. */
  close(): void {
    this.#server?.close()
    this.#server?.closeIdleConnections()
    this.#server = null
  }

  /** As when the process dies: requests under way are reset, nothing listens any more. */
  crash(): void {
    this.close()
    for (const socket of this.#sockets) {
      if (this.#busy.has(socket)) resetSocket(socket)
      else socket.destroySoon()
    }
  }
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): TributaryError {
  const refused = (what: Reason, remedy: Reason | null) =>
    new TributaryError('bad-request', what, remedy, { field: 'port', cause: error })
  switch (error.code) {
    case 'EADDRINUSE':
      return refused(reason('server.port-in-use', { port }), reason('server.port-in-use.remedy'))
    case 'EACCES':
      return refused(reason('server.port-forbidden', { port }), reason('server.port-forbidden.remedy'))
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return refused(reason('server.no-such-host', { host }), reason('server.no-such-host.remedy'))
    default:
      return refused(reason('server.cannot-listen', { place: `${host}:${port}`, error: error.message }), null)
  }
}
