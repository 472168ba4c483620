import type { Capabilities, MemoryInfo, ProbeReport, WorkerConfig } from '../../../shared/worker.ts'
import type { RequestLogEntry } from '../../../shared/worker-activity.ts'
import { SimulatedServer } from '../../core/dispatch/testing/simulated-server.ts'
import type { TrueWorker } from '../../core/dispatch/testing/true-worker.ts'
import { WorkerFailure } from '../../core/failure.ts'
import type { BatchAnswer, BatchRequest, RawImage, TaskProgress } from '../../core/generation.ts'
import type { Clock } from '../../core/ports.ts'
import type { ServerActivity, WorkerConnection } from '../worker-connection.ts'

/** One machine of a test: a simulated server that can be told to be away, locked or busy. */
export class TestMachine {
  readonly server: SimulatedServer
  readonly clock: Clock
  /** rejects every call; null: all is well */
  failure: WorkerFailure | null = null
  /** the connection hangs: calls never settle until their signal is aborted */
  silent = false
  /** the same for some calls only */
  silentCalls: ReadonlySet<string> = new Set()
  capabilities: Capabilities
  memory: MemoryInfo | null = { usedBytes: 2 * 2 ** 30, totalBytes: 8 * 2 ** 30 }
  activity: ServerActivity | null = { busy: false, fromPage: false, fraction: null, etaSeconds: null }
  report: Partial<ProbeReport> = {}
  restartFailure: WorkerFailure | null = null
  loadFailure: WorkerFailure | null = null
  refreshFailure: WorkerFailure | null = null
  loadSeconds = 5
  /** adds the server's own seconds to its answers: the run's time less this */
  tellsOverhead: number | null = null
  /** the calls that came, `name` or `name argument` */
  readonly calls: string[] = []
  readonly callTimes: { call: string; at: number }[] = []
  open = 0

  constructor(
    clock: Clock,
    truth: TrueWorker,
    capabilities: Partial<Capabilities> = {},
    faults?: ConstructorParameters<typeof SimulatedServer>[0]['faults'],
  ) {
    this.clock = clock
    this.capabilities = capabilitiesOf(capabilities)
    this.server = new SimulatedServer({
      clock,
      truth,
      capabilities: this.capabilities,
      ...(faults === undefined ? {} : { faults }),
    })
  }

  count(call: string): number {
    return this.calls.filter((each) => each === call || each.startsWith(`${call} `)).length
  }

  connect(_config: WorkerConfig, _password: string | null): WorkerConnection {
    this.open++
    let closed = false
    const answer = async <T>(call: string, signal: AbortSignal, value: () => T | Promise<T>): Promise<T> => {
      this.calls.push(call)
      this.callTimes.push({ call, at: this.clock.now() })
      if (this.silent || this.silentCalls.has(call))
        await new Promise<void>((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new WorkerFailure('aborted', 'Given up.')))
        })
      if (this.failure !== null) throw this.failure
      return value()
    }
    return {
      generate: (request: BatchRequest, onImage: (image: RawImage) => Promise<void>, signal: AbortSignal) =>
        answer('generate', signal, () => this.#generate(request, onImage, signal)),
      progress: (taskId, _wanted, signal): Promise<TaskProgress> =>
        answer('progress', signal, () => this.server.progress(taskId)),
      interrupt: (signal) => answer('interrupt', signal, () => this.server.interrupt()),
      ping: (signal) => answer('ping', signal, () => undefined),
      capabilities: (signal) => answer('capabilities', signal, () => structuredClone(this.capabilities)),
      memory: (signal) => answer('memory', signal, () => this.memory),
      activity: (signal) => answer('activity', signal, () => this.activity),
      loadCheckpoint: (title, signal) => answer(`load ${title}`, signal, () => this.#load(title)),
      refreshLists: (signal) =>
        answer('refreshLists', signal, () => {
          if (this.refreshFailure !== null) throw this.refreshFailure
        }),
      unloadCheckpoint: (signal) => answer('unload', signal, () => undefined),
      restart: (signal) =>
        answer('restart', signal, () => {
          if (this.restartFailure !== null) throw this.restartFailure
        }),
      probe: (signal) =>
        answer('probe', signal, () => ({
          ok: true,
          url: '',
          roundTripMs: 1,
          kind: this.capabilities.kind,
          version: this.capabilities.version,
          checkpoint: this.capabilities.loadedCheckpoint,
          proxy: null,
          needsPassword: false,
          certificate: null,
          problem: null,
          ...this.report,
        })),
      requests: (): readonly RequestLogEntry[] => [],
      close: () => {
        if (!closed) this.open--
        closed = true
      },
    }
  }

  async #generate(
    request: BatchRequest,
    onImage: (image: RawImage) => Promise<void>,
    signal: AbortSignal,
  ): Promise<BatchAnswer> {
    const began = this.clock.now()
    const answer = await this.server.generate(request, onImage, signal)
    const seconds = (this.clock.now() - began) / 1000
    return {
      ...answer,
      info: answer.info && { ...answer.info, checkpointName: this.capabilities.loadedCheckpoint },
      serverSeconds: this.tellsOverhead === null ? null : seconds - this.tellsOverhead,
    }
  }

  async #load(title: string): Promise<void> {
    await new Promise<void>((resolve) => this.clock.after(this.loadSeconds * 1000, resolve))
    if (this.loadFailure !== null) throw this.loadFailure
    const found = this.capabilities.checkpoints?.find((entry) => entry.title === title)
    this.capabilities = { ...this.capabilities, loadedCheckpoint: found?.name ?? title }
  }
}

export function capabilitiesOf(known: Partial<Capabilities>): Capabilities {
  return {
    kind: 'a1111',
    version: 'v1.10.1',
    checkpoints: ['common', 'other'].map((name) => ({
      title: `models/${name}.safetensors`,
      name,
      hash: null,
      sha256: null,
    })),
    samplers: ['Euler a'],
    schedulers: null,
    upscalers: null,
    vaes: null,
    loras: null,
    loadedCheckpoint: 'common',
    queuesInOrder: true,
    taskIds: true,
    batches: true,
    openToAll: false,
    ...known,
  }
}
