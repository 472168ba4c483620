import type { IncomingMessage, ServerResponse } from 'node:http'
import { SERVER_FACTS } from '../sdwui/protocol/server-kinds.ts'
import { Responder } from '../sdwui/server/responder.ts'
import type { Route } from '../sdwui/server/route.ts'
import { readBody, routeOf, type Site } from '../sdwui/server/router.ts'
import { routesOf } from '../sdwui/server/routes.ts'
import { resetConnection } from '../sdwui/server/sending.ts'
import { CheckpointFiles } from './engine/checkpoint-files.ts'
import { Sdwui } from './engine/sdwui.ts'
import { SavedConfig } from './engine/server-settings.ts'
import { SimTime } from './engine/sim-time.ts'
import { SimulatedEngine } from './engine/simulated-engine.ts'
import type { Fault } from './faults/fault.ts'
import { FaultScript } from './faults/fault-script.ts'
import { parseFault } from './faults/parse-fault.ts'
import { resolveOptions, type SimulatedWorkerOptions } from './options.ts'
import { type Certificate, certificateFor, type TlsChoice } from './server/certificates.ts'
import { Front } from './server/front.ts'
import { Listener } from './server/listener.ts'
import { SpoiltAnswers } from './server/spoilt-answers.ts'
import { ThreadPool } from './server/thread-pool.ts'

/** A call the instance received. */
interface ReceivedCall {
  readonly method: string
  readonly path: string
  /** as it was answered; null: not yet, or never */
  readonly status: number | null
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** as it came, with the option keepBodies; null: not kept, or the client broke off */
  readonly body: Buffer | null
}

/** One running simulated sdwui. */
export interface SimulatedWorker {
  readonly name: string
  readonly ipm: number
  /** base URL, no trailing slash, no credentials */
  readonly url: string
  readonly port: number
  /** PEM of the certificate it shows; null: plain http */
  readonly certificate: string | null
  /** images made since it was started */
  readonly images: number
  /** requests that compute or wait */
  readonly queueLength: number
  /** name of the checkpoint in memory */
  readonly loadedCheckpoint: string | null
  /** the newest calls, oldest first, at most 1000 */
  calls(): readonly ReceivedCall[]
  /** Replaces the script of faults; texts in the grammar of faults/parse-fault.ts. */
  setFaults(faults: readonly (string | Fault)[]): void
  /** Somebody else's work of so many seconds of fleet time; resolves when it is done. */
  busyFor(seconds: number): Promise<void>
  /** Dies as a process does: connections are reset, the port is closed. */
  crash(): void
  /** Listens again on the same port, as a fresh process; with another certificate where one is given. */
  comeBack(tls?: TlsChoice): Promise<void>
  stop(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

const MOST_CALLS = 1000

/** Starts one simulated sdwui and resolves when it listens. Rejects with a TributaryError `bad-request`. */
export async function startSimulatedWorker(given: SimulatedWorkerOptions = {}): Promise<SimulatedWorker> {
  const instance = new Instance(given)
  await instance.start()
  return instance
}

class Instance implements SimulatedWorker {
  readonly #options
  readonly #time: SimTime
  readonly #faults: FaultScript
  readonly #files: CheckpointFiles
  readonly #config = new SavedConfig()
  readonly #listener: Listener
  readonly #responder: Responder
  readonly #front: Front
  readonly #script: readonly (string | Fault)[]
  readonly #calls: ReceivedCall[] = []
  #threads = new ThreadPool()
  #sdwui: Sdwui
  #routes: readonly Route[]
  #certificate: Certificate | null = null
  #stopped = false

  constructor(given: SimulatedWorkerOptions) {
    const options = resolveOptions(given)
    this.#options = options
    this.#script = (given.faults ?? []).map(faultOf)
    this.#time = new SimTime(options.timeScale)
    this.#faults = new FaultScript(this.#time, {
      die: (backAfter) => this.#die(backAfter),
      refuse: (seconds) => this.#refuse(seconds),
      speedChanged: () => this.#sdwui?.speedChanged(),
    })
    this.#files = new CheckpointFiles(options.checkpoints)
    this.#listener = new Listener(options.host, options.port, (request, response) => {
      void this.#handle(request, response)
    })
    this.#responder = new Responder(SERVER_FACTS[options.kind], new SpoiltAnswers(this.#faults))
    this.#front = new Front(this.#time, this.#faults)
    this.#sdwui = this.#newProcess()
    this.#routes = this.#newRoutes()
  }

  async start(): Promise<void> {
    this.#certificate = await certificateFor(this.#options.tls)
    // Opened even when it is to refuse, so that the instance has a port that is its own.
    await this.#listener.open(this.#certificate)
    this.#faults.set(this.#script.map(faultOf))
  }

  get name() {
    return this.#options.name
  }
  get ipm() {
    return this.#options.ipm
  }
  get port() {
    return this.#listener.port
  }
  get url() {
    const { host, subPath } = this.#options
    const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
    return `${this.#certificate === null ? 'http' : 'https'}://${shown}:${this.port}${subPath}`
  }
  get certificate() {
    return this.#certificate?.cert ?? null
  }
  get images() {
    return this.#faults.images
  }
  get queueLength() {
    return this.#sdwui.queueLength
  }
  get loadedCheckpoint() {
    return this.#sdwui.loaded?.name ?? null
  }

  calls() {
    return this.#calls
  }

  setFaults(faults: readonly (string | Fault)[]): void {
    this.#faults.set(faults.map(faultOf))
  }

  busyFor(seconds: number): Promise<void> {
    return this.#sdwui.busyFor(seconds)
  }

  crash(): void {
    this.#sdwui.abandon()
    this.#listener.crash()
  }

  async comeBack(tls?: TlsChoice): Promise<void> {
    if (this.#stopped) return
    this.crash()
    this.#sdwui = this.#newProcess()
    this.#routes = this.#newRoutes()
    this.#threads = new ThreadPool()
    if (tls !== undefined) this.#certificate = await certificateFor(tls)
    await this.#listener.open(this.#certificate)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.crash()
    this.#time.stop()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop()
  }

  #newProcess(): Sdwui {
    return new Sdwui(this.#options, this.#files, this.#time, this.#faults, this.#config)
  }

  #newRoutes(): Route[] {
    const engine = new SimulatedEngine(this.#sdwui, this.#time, {
      restart: () => this.#die(this.#options.restartSeconds),
      kill: () => this.crash(),
    })
    return routesOf(engine, this.#options)
  }

  #die(backAfterSeconds: number): void {
    this.crash()
    this.#back(backAfterSeconds)
  }

  #refuse(seconds: number): void {
    this.#listener.close()
    if (seconds === Number.POSITIVE_INFINITY) return
    this.#time.at(this.#time.now() + seconds, () => this.#reopen(this.#listener.open(this.#certificate)))
  }

  #back(seconds: number): void {
    if (seconds === Number.POSITIVE_INFINITY) return
    this.#time.at(this.#time.now() + seconds, () => this.#reopen(this.comeBack()))
  }

  #reopen(opening: Promise<void>): void {
    opening.catch((error: unknown) => {
      // Somebody took the port meanwhile: to clients it is a machine that stays away.
      process.emitWarning(`${this.name} cannot come back: ${error instanceof Error ? error.message : error}`)
    })
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const exchange = { request, response, began: performance.now() }
    const receivedAt = this.#time.now()
    const sdwui = this.#sdwui
    if (this.#front.closes(request.socket)) return resetConnection(response)
    const call = this.#note(request, response)
    // Nobody listens to the error of a client that is gone.
    response.on('error', () => undefined)
    const body = await readBody(request)
    if (body === null) return resetConnection(response)
    if (this.#options.keepBodies) call.body = body.bytes
    await this.#faults.awake()
    try {
      const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
      const instead = this.#front.before(path)
      if (instead !== null) return await this.#responder.send(exchange, instead)
      const routed = routeOf(request, this.#site(sdwui), this.#routes)
      if (routed.to === 'redirect') return this.#responder.redirect(exchange, routed.location)
      if (routed.to === 'reply') return await this.#responder.send(exchange, routed.reply)
      const { route, query } = routed
      const work = async () => route.handle({ body, query, receivedAt })
      // The Lora extension's handlers are async and need no thread.
      const reply = await this.#front.through(path, receivedAt, () =>
        route.gate === 'extension' ? work() : this.#threads.run(work),
      )
      await this.#faults.awake()
      await this.#responder.send(exchange, reply)
    } catch (error) {
      if (response.headersSent) return resetConnection(response)
      await this.#responder.sendError(exchange, error)
    }
  }

  /** The port is open before its routes are there. */
  #site({ startedAt, facts }: Sdwui): Site {
    const { subPath, auth, api } = this.#options
    const ready = this.#time.now() >= startedAt + this.#faults.notReadySeconds()
    return { facts, subPath, auth, open: ready ? (api ? 'all' : 'extensions') : 'none' }
  }

  #note(request: IncomingMessage, response: ServerResponse): { body: Buffer | null } {
    const call = {
      method: request.method ?? '',
      path: request.url ?? '',
      status: null as number | null,
      headers: { ...request.headers },
      body: null as Buffer | null,
    }
    response.once('finish', () => {
      call.status = response.statusCode
    })
    this.#calls.push(call)
    if (this.#calls.length > MOST_CALLS) this.#calls.shift()
    return call
  }
}

const faultOf = (fault: string | Fault): Fault => (typeof fault === 'string' ? parseFault(fault) : fault)
