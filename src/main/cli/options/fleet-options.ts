import type { Command } from 'commander'
import { say } from '../../../shared/words/say.ts'
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
    .option('--demo', say('cli.option.demo'))
    .option('--time-scale <factor>', say('cli.option.time-scale'), numberWithin(0.1, 10_000), 1)
    .option('--worker <URL>', say('cli.option.worker'), collectWorker)
    .option('--insecure', say('cli.option.insecure'))
    .option('--speeds <how>', say('cli.option.speeds'), oneOf('measured', 'as-named'), 'measured')
    .option('--config <DIR>', say('cli.option.config'))
    .option('--json', say('cli.option.json'))
}
