import type { Command } from 'commander'
import { PRIORITIES } from '../../../shared/priority.ts'
import { say } from '../../../shared/words/say.ts'
import type { CommandContext } from '../command-context.ts'
import { oneOf } from '../options/arguments.ts'
import { addFleetOptions } from '../options/fleet-options.ts'
import { addInputOptions } from '../options/input-options.ts'
import { addRequestOptions, givenOptions } from '../options/request-options.ts'
import { addStoringOptions } from '../options/storing-options.ts'
import type { GenerateOptions } from './generate.ts'

/** `generate`: the main job. */
export function registerGenerate(program: Command, context: CommandContext): void {
  const command = program
    .command('generate')
    .description(say('cli.generate'))
    .option('--prompt <text>', say('cli.option.prompt-or'))
    .option('--priority <which>', say('cli.option.priority'), oneOf(...PRIORITIES), 'normal')
  addInputOptions(
    addRequestOptions(addFleetOptions(addStoringOptions(command, say('cli.option.out')))),
  ).action(async (options: GenerateOptions, self: Command) => {
    const { generate } = await import('./generate.ts')
    await generate(givenOptions(options, self), context)
  })
}
