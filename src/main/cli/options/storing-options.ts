import type { Command } from 'commander'
import { say } from '../../../shared/words/say.ts'
import { numberWithin } from './arguments.ts'

/** Options of the commands that make pictures. */
export interface StoringOptions {
  out?: string
  /** s */
  patience: number
}

/** `out`: what the help says of `--out`. */
export function addStoringOptions(command: Command, out: string): Command {
  return command
    .option('--out <DIR>', out)
    .option('--patience <seconds>', say('cli.option.patience'), numberWithin(1, 86_400), 120)
}
