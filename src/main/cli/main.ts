import { Command, CommanderError } from 'commander'
import { languageOf, setLanguage } from '../../shared/words/language.ts'
import { inWords } from '../../shared/words/say.ts'
import { problemOf } from '../core/failure.ts'
import type { CommandContext } from './command-context.ts'
import { registerBenchmark } from './commands/benchmark-command.ts'
import { registerGenerate } from './commands/generate-command.ts'
import { registerPlan } from './commands/plan-command.ts'
import { registerResume } from './commands/resume-command.ts'
import { registerSimulate } from './commands/simulate-command.ts'
import { registerWorkers } from './commands/workers-command.ts'
import { closingSignal } from './console/closing-signals.ts'
import { processIo } from './console/console-io.ts'
import { EXIT, type ExitCode } from './console/exit-codes.ts'

setLanguage(languageOf(process.env.TRIBUTARY_LANGUAGE))
let code: ExitCode = EXIT.done
const context: CommandContext = {
  io: processIo,
  signal: closingSignal(process),
  exitWith(value) {
    code = value
  },
}

const program = new Command('tributary')
  .description('One image generator out of several stable-diffusion-webui machines.')
  .showHelpAfterError('(add --help for what can be given)')
  .exitOverride()
  .configureOutput({ outputError: (text) => processIo.complain(text.trimEnd()) })

for (const register of [
  registerGenerate,
  registerResume,
  registerPlan,
  registerBenchmark,
  registerWorkers,
  registerSimulate,
])
  register(program, context)

try {
  await program.parseAsync(process.argv)
} catch (error) {
  if (error instanceof CommanderError) {
    code = error.exitCode === 0 ? EXIT.done : EXIT.badArguments
  } else {
    const problem = problemOf(error)
    processIo.complain(inWords(problem.message))
    if (problem.remedy) processIo.complain(inWords(problem.remedy))
    if (problem.kind === 'internal' && error instanceof Error && error.stack) processIo.complain(error.stack)
    code = problem.kind === 'bad-request' ? EXIT.badArguments : EXIT.incomplete
  }
}
process.exitCode = code
