import { type Command, InvalidArgumentError } from 'commander'
import { inWords, say } from '../../../shared/words/say.ts'
import { TributaryError } from '../../core/failure.ts'
import { KNOWN_KINDS } from '../../sdwui/protocol/server-kinds.ts'
import type { Fault } from '../../simulator/faults/fault.ts'
import { parseFault } from '../../simulator/faults/parse-fault.ts'
import { TLS_KINDS } from '../../simulator/server/tls-kinds.ts'
import type { CommandContext } from '../command-context.ts'
import { numberWithin, oneOf, wholeNumber } from '../options/arguments.ts'
import type { SimulateOptions } from './simulate.ts'

/** `simulate`: one simulated sdwui, until it is told to stop. */
export function registerSimulate(program: Command, context: CommandContext): void {
  program
    .command('simulate')
    .description(say('cli.simulate'))
    .option('--host <address>', say('cli.simulate-option.host'), '127.0.0.1')
    .option('--port <number>', say('cli.simulate-option.port'), wholeNumber(0, 65_535), 0)
    .option('--name <name>', say('cli.simulate-option.name'))
    .option('--ipm <number>', say('cli.simulate-option.ipm'), numberWithin(0.01, 100_000), 20)
    .option('--time-scale <factor>', say('cli.simulate-option.time-scale'), numberWithin(0.1, 10_000), 1)
    .option('--overhead <seconds>', say('cli.simulate-option.overhead'), numberWithin(0, 3600), 0)
    .option('--load-seconds <seconds>', say('cli.simulate-option.load-seconds'), numberWithin(0, 3600), 8)
    .option('--vram <GB>', say('cli.simulate-option.vram'), numberWithin(0.1, 1000), 8)
    .option(
      '--kind <kind>',
      say('cli.simulate-option.kind', { kinds: KNOWN_KINDS.join(', ') }),
      oneOf(...KNOWN_KINDS),
      'a1111',
    )
    .option(
      '--checkpoint <file>',
      say('cli.simulate-option.checkpoint'),
      collect((text) => text),
    )
    .option('--fault <fault>', say('cli.simulate-option.fault'), collect(readFault))
    .option(
      '--tls [kind]',
      say('cli.simulate-option.tls', { kinds: TLS_KINDS.join(', ') }),
      oneOf(...TLS_KINDS),
    )
    .option('--auth <user:password>', say('cli.simulate-option.auth'), readCredentials)
    .option('--no-api', say('cli.simulate-option.no-api'))
    .option('--listen', say('cli.simulate-option.listen'))
    .option('--saved-config', say('cli.simulate-option.saved-config'))
    .option('--json', say('cli.simulate-option.json'))
    .action(async (options: SimulateOptions) => {
      const { simulate } = await import('./simulate.ts')
      await simulate(options, context)
    })
}

const collect =
  <T>(read: (text: string) => T) =>
  (text: string, before: readonly T[] = []): T[] => [...before, read(text)]

function readFault(text: string): Fault {
  try {
    return parseFault(text)
  } catch (error) {
    if (error instanceof TributaryError)
      throw new InvalidArgumentError(
        [error.what, error.remedy].flatMap((words) => (words === null ? [] : [inWords(words)])).join(' '),
      )
    throw error
  }
}

function readCredentials(text: string): { user: string; password: string } {
  const colon = text.indexOf(':')
  if (colon < 1) throw new InvalidArgumentError(say('cli.credentials-form'))
  return { user: text.slice(0, colon), password: text.slice(colon + 1) }
}
