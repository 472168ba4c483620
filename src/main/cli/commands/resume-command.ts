import type { Command } from 'commander'
import { say } from '../../../shared/words/say.ts'
import type { CommandContext } from '../command-context.ts'
import { wholeNumber } from '../options/arguments.ts'
import { addFleetOptions } from '../options/fleet-options.ts'
import { addStoringOptions } from '../options/storing-options.ts'
import type { ResumeOptions } from './resume.ts'

/** `resume`: lists the jobs that were left unfinished. `resume JOB`: makes what one of them misses, with the same seeds. */
export function registerResume(program: Command, context: CommandContext): void {
  const command = program
    .command('resume')
    .argument('[job]', say('cli.argument.job'), wholeNumber(1, Number.MAX_SAFE_INTEGER))
    .description(say('cli.resume'))
  addFleetOptions(addStoringOptions(command, say('cli.option.out-of-job'))).action(
    async (job: number | undefined, options: ResumeOptions) => {
      const { listUnfinished, resume } = await import('./resume.ts')
      await (job === undefined ? listUnfinished(options, context) : resume(job, options, context))
    },
  )
}
