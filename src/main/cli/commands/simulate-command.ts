import { type Command, InvalidArgumentError } from 'commander'
import { sentences } from '../../../shared/problem.ts'
import { TributaryError } from '../../core/failure.ts'
import { KNOWN_KINDS, type KnownKind } from '../../sdwui/protocol/server-kinds.ts'
import type { Fault } from '../../simulator/faults/fault.ts'
import { parseFault } from '../../simulator/faults/parse-fault.ts'
import { TLS_KINDS } from '../../simulator/server/certificates.ts'
import { startSimulatedWorker } from '../../simulator/simulated-worker.ts'
import type { CommandContext } from '../command-context.ts'
import { numberWithin, oneOf, wholeNumber } from '../options/arguments.ts'

interface SimulateOptions {
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

/** `simulate`: one simulated sdwui, until it is told to stop. */
export function registerSimulate(program: Command, context: CommandContext): void {
  program
    .command('simulate')
    .description('start one simulated sdwui and serve until stopped')
    .option('--host <address>', 'where to listen', '127.0.0.1')
    .option('--port <number>', 'port; 0: any free one', wholeNumber(0, 65_535), 0)
    .option('--name <name>', 'what it calls itself in messages')
    .option('--ipm <number>', 'images per minute at the benchmark payload', numberWithin(0.01, 100_000), 20)
    .option('--time-scale <factor>', 'run this many times faster', numberWithin(0.1, 10_000), 1)
    .option('--overhead <seconds>', 'time after the compute of each request', numberWithin(0, 3600), 0)
    .option('--load-seconds <seconds>', 'time to load a checkpoint', numberWithin(0, 3600), 8)
    .option('--vram <GB>', 'memory of the GPU', numberWithin(0.1, 1000), 8)
    .option('--kind <kind>', `server to imitate: ${KNOWN_KINDS.join(', ')}`, oneOf(...KNOWN_KINDS), 'a1111')
    .option(
      '--checkpoint <file>',
      'a checkpoint it has; repeatable, the first is loaded',
      collect((text) => text),
    )
    .option('--fault <fault>', 'something that goes wrong, e.g. die-after=8; repeatable', collect(readFault))
    .option('--tls [kind]', `https with a certificate: ${TLS_KINDS.join(', ')}`, oneOf(...TLS_KINDS))
    .option('--auth <user:password>', 'ask for these as --api-auth does', readCredentials)
    .option('--no-api', 'as started without --api')
    .option('--listen', 'say that it was started with --listen')
    .option('--saved-config', 'its config.json holds every option, so that overrides are put back')
    .option('--json', 'print one line of JSON when ready (it always does)')
    .action(async (options: SimulateOptions) => {
      const { checkpoint, fault, name, auth, tls } = options
      await using worker = await startSimulatedWorker({
        ...{ host: options.host, port: options.port, ipm: options.ipm, timeScale: options.timeScale },
        ...{ overheadSeconds: options.overhead, loadSeconds: options.loadSeconds, kind: options.kind },
        ...{
          vramBytes: options.vram * GIB,
          api: options.api,
          auth: auth ?? null,
          listen: options.listen === true,
        },
        config: options.savedConfig === true ? 'saved' : 'fresh',
        tls: tls === true ? 'self-signed' : (tls ?? false),
        faults: fault ?? [],
        ...(name === undefined ? {} : { name }),
        ...(checkpoint === undefined ? {} : { checkpoints: checkpoint }),
      })
      context.io.say(`A simulated ${options.kind} of ${worker.ipm} ipm listens at ${worker.url}`)
      context.io.result(JSON.stringify({ url: worker.url, pid: process.pid }))
      await aborted(context.signal)
      context.io.say('Stopped.')
    })
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

const collect =
  <T>(read: (text: string) => T) =>
  (text: string, before: readonly T[] = []): T[] => [...before, read(text)]

function readFault(text: string): Fault {
  try {
    return parseFault(text)
  } catch (error) {
    if (error instanceof TributaryError) throw new InvalidArgumentError(sentences(error.toProblem()))
    throw error
  }
}

function readCredentials(text: string): { user: string; password: string } {
  const colon = text.indexOf(':')
  if (colon < 1) throw new InvalidArgumentError('Give it as user:password.')
  return { user: text.slice(0, colon), password: text.slice(colon + 1) }
}
