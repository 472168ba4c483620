import type { Command } from 'commander'
import { say } from '../../../shared/words/say.ts'
import type { CommandContext } from '../command-context.ts'
import { addFleetOptions } from '../options/fleet-options.ts'
import { addInputOptions } from '../options/input-options.ts'
import { addRequestOptions, givenOptions } from '../options/request-options.ts'
import type { PlanOptions } from './plan.ts'

/** `plan`: how a request would be dealt out, without sending it. */
export function registerPlan(program: Command, context: CommandContext): void {
  const command = program
    .command('plan')
    .description(say('cli.plan'))
    .option('--prompt <text>', say('cli.option.prompt'), '')
  addInputOptions(addRequestOptions(addFleetOptions(command))).action(
    async (options: PlanOptions, self: Command) => {
      const { plan } = await import('./plan.ts')
      await plan(givenOptions(options, self), context)
    },
  )
}
