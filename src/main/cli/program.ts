import { Command, type Option } from 'commander'
import type { MessageKey } from '../../shared/words/catalogue.ts'
import { say } from '../../shared/words/say.ts'
import type { CommandContext } from './command-context.ts'
import { registerBenchmark } from './commands/benchmark-command.ts'
import { registerGenerate } from './commands/generate-command.ts'
import { registerPlan } from './commands/plan-command.ts'
import { registerResume } from './commands/resume-command.ts'
import { registerSimulate } from './commands/simulate-command.ts'
import { registerUpscale } from './commands/upscale-command.ts'
import { registerWorkers } from './commands/workers-command.ts'

/** Headings of commander's help. */
const TITLES: Readonly<Record<string, MessageKey>> = {
  'Usage:': 'cli.usage',
  'Arguments:': 'cli.arguments',
  'Options:': 'cli.options',
  'Commands:': 'cli.commands',
}

/**
 * The command line with all its commands. It knows names, options and help of each; what a command does is loaded when it is run, so that
 * the help is there at once. Throws CommanderErrors.
 */
export function createProgram(context: CommandContext): Command {
  const program = new Command('tributary')
    .description(say('cli.program'))
    .helpOption('-h, --help', say('cli.help'))
    .helpCommand('help [command]', say('cli.help'))
    .showHelpAfterError(say('cli.see-help'))
    .configureHelp({
      styleTitle: (title) => {
        const key = TITLES[title]
        return key === undefined ? title : say(key)
      },
      optionDescription,
    })
    .exitOverride()
    .configureOutput({ outputError: (text) => context.io.complain(text.trimEnd()) })
  for (const register of [
    registerGenerate,
    registerUpscale,
    registerResume,
    registerPlan,
    registerBenchmark,
    registerWorkers,
    registerSimulate,
  ])
    register(program, context)
  return program
}

function optionDescription(option: Option): string {
  const { description, defaultValue, defaultValueDescription, required, optional } = option
  if (defaultValue === undefined || (!required && !optional)) return description
  const value = defaultValueDescription ?? JSON.stringify(defaultValue)
  return say('cli.with-default', { description, value })
}
