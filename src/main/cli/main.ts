import { CommanderError } from 'commander'
import { languageOf, setLanguage } from '../../shared/words/language.ts'
import { inWords } from '../../shared/words/say.ts'
import { problemOf } from '../core/failure.ts'
import type { CommandContext } from './command-context.ts'
import { closingSignal } from './console/closing-signals.ts'
import { EXIT, type ExitCode } from './console/exit-codes.ts'
import { oldNodeWords } from './console/old-node.ts'
import { processIo } from './console/process-io.ts'
import { createProgram } from './program.ts'

setLanguage(languageOf(process.env.TRIBUTARY_LANGUAGE))
let code: ExitCode = EXIT.done
const context: CommandContext = {
  io: processIo,
  signal: closingSignal(process),
  exitWith(value) {
    code = value
  },
}

const program = createProgram(context)
try {
  await program.parseAsync(process.argv)
} catch (error) {
  if (error instanceof CommanderError) {
    code = error.exitCode === 0 ? EXIT.done : EXIT.badArguments
  } else {
    const problem = problemOf(error)
    const oldNode = oldNodeWords(error, process.version)
    processIo.complain(oldNode ?? inWords(problem.message))
    if (problem.remedy) processIo.complain(inWords(problem.remedy))
    if (oldNode === null && problem.kind === 'internal' && error instanceof Error && error.stack)
      processIo.complain(error.stack)
    code = problem.kind === 'bad-request' ? EXIT.badArguments : EXIT.incomplete
  }
}
process.exitCode = code
