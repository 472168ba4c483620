import { say } from '../../../shared/words/say.ts'
import type { KnownKind } from '../../sdwui/protocol/server-kinds.ts'
import type { Fault } from '../../simulator/faults/fault.ts'
import type { TLS_KINDS } from '../../simulator/server/tls-kinds.ts'
import { startSimulatedWorker } from '../../simulator/simulated-worker.ts'
import type { CommandContext } from '../command-context.ts'

export interface SimulateOptions {
  host: string
  port: number
  name?: string
  ipm: number
  timeScale: number
  overhead: number
  loadSeconds: number
  vram: number
  kind: KnownKind
  checkpoint?: string[]
  fault?: Fault[]
  tls?: true | (typeof TLS_KINDS)[number]
  auth?: { user: string; password: string }
  api: boolean
  listen?: boolean
  savedConfig?: boolean
  json?: boolean
}

const GIB = 2 ** 30

/** Serves one simulated sdwui until it is told to stop. */
export async function simulate(options: SimulateOptions, context: CommandContext): Promise<void> {
  const { checkpoint, fault, name, auth, tls } = options
  await using worker = await startSimulatedWorker({
    ...{ host: options.host, port: options.port, ipm: options.ipm, timeScale: options.timeScale },
    ...{ overheadSeconds: options.overhead, loadSeconds: options.loadSeconds, kind: options.kind },
    ...{ vramBytes: options.vram * GIB, api: options.api, auth: auth ?? null },
    listen: options.listen === true,
    config: options.savedConfig === true ? 'saved' : 'fresh',
    tls: tls === true ? 'self-signed' : (tls ?? false),
    faults: fault ?? [],
    ...(name === undefined ? {} : { name }),
    ...(checkpoint === undefined ? {} : { checkpoints: checkpoint }),
  })
  context.io.say(say('cli.simulating', { kind: options.kind, ipm: worker.ipm, url: worker.url }))
  context.io.result(JSON.stringify({ url: worker.url, pid: process.pid }))
  await aborted(context.signal)
  context.io.say(say('cli.stopped'))
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
