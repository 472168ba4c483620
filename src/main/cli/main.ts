import { Command, CommanderError } from 'commander'
import { languageOf, setLanguage } from '../../shared/words/language.ts'
import { inWords } from '../../shared/words/say.ts'
import { problemOf } from '../core/failure.ts'
import type { GalleryFiles } from '../gallery/gallery-files.ts'
import { registerBenchmark } from './benchmark-command.ts'
import { closingSignal } from './closing-signals.ts'
import { processIo } from './console-io.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { registerGenerate } from './generate-command.ts'
import { registerPlan } from './plan-command.ts'
import { registerResume } from './resume-command.ts'
import { registerSimulate } from './simulate-command.ts'
import { registerWorkers } from './workers-command.ts'

/** What a command needs of the process around it. */
export interface CommandContext {
  readonly io: typeof processIo
  /** aborted when the command is to end: by the first Ctrl+C, or because nobody reads its output any more */
  readonly signal: AbortSignal
  /** what the process exits with when the command is done */
  exitWith(code: ExitCode): void
  /** the file system of the pictures, for tests of a full disk */
  readonly files?: GalleryFiles
}

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
