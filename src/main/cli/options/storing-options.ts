import type { Command } from 'commander'
import { numberWithin } from './arguments.ts'

/** Options of the commands that make pictures. */
export interface StoringOptions {
  out?: string
  /** s */
  patience: number
}

/** `usual`: where the pictures go without `--out`, in words. */
export function addStoringOptions(command: Command, usual = "the panel's own output folder"): Command {
  return command
    .option('--out <DIR>', `folder for the pictures; without it ${usual}`)
    .option(
      '--patience <seconds>',
      'give up when no machine has been able to work, or no picture could be stored, for so long',
      numberWithin(1, 86_400),
      120,
    )
}
