import type { Command } from 'commander'
import { collectWorker, numberWithin, oneOf, type WorkerArgument } from './arguments.ts'

/** Options of every command that needs workers. */
export interface FleetOptions {
  demo?: boolean
  timeScale: number
  worker?: WorkerArgument[]
  insecure?: boolean
  speeds: 'measured' | 'as-named'
  config?: string
  json?: boolean
}

/** Adds the options by which a command learns its workers. */
export function addFleetOptions(command: Command): Command {
  return command
    .option('--demo', 'use the simulated fleet: argon 5.0, master 14.9, laptop 20.0 ipm')
    .option(
      '--time-scale <factor>',
      'let the demo fleet run this many times faster',
      numberWithin(0.1, 10_000),
      1,
    )
    .option(
      '--worker <URL>',
      'a machine to use instead of the stored ones; repeatable; name=URL, name:address:port and user:password@ allowed',
      collectWorker,
    )
    .option('--insecure', 'do not check the certificates of --worker machines')
    .option(
      '--speeds <how>',
      'measured, or as-named: trust the speeds the demo fleet is named with',
      oneOf('measured', 'as-named'),
      'measured',
    )
    .option('--config <DIR>', 'where settings, workers and measurements live')
    .option('--json', 'end with one line of JSON on stdout')
}
