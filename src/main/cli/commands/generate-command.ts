import type { Command } from 'commander'
import { PRIORITIES } from '../../../shared/priority.ts'
import { say } from '../../../shared/words/say.ts'
import type { CommandContext } from '../command-context.ts'
import { oneOf } from '../options/arguments.ts'
import { addFleetOptions } from '../options/fleet-options.ts'
import { addRequestOptions } from '../options/request-options.ts'
import { addStoringOptions } from '../options/storing-options.ts'
import type { GenerateOptions } from './generate.ts'

/** `generate`: the main job. */
export function registerGenerate(program: Command, context: CommandContext): void {
  const command = program
    .command('generate')
    .description(say('cli.generate'))
    .requiredOption('--prompt <text>', say('cli.option.prompt'))
    .option('--priority <which>', say('cli.option.priority'), oneOf(...PRIORITIES), 'normal')
  addRequestOptions(addFleetOptions(addStoringOptions(command, say('cli.option.out')))).action(
    async (options: GenerateOptions) => {
      const { generate } = await import('./generate.ts')
      await generate(options, context)
    },
  )
}
