import type { Command } from 'commander'
import { say } from '../../../shared/words/say.ts'
import type { CommandContext } from '../command-context.ts'
import { addFleetOptions, type FleetOptions } from '../options/fleet-options.ts'

/** `benchmark`: measures every worker side by side and remembers the result. */
export function registerBenchmark(program: Command, context: CommandContext): void {
  addFleetOptions(program.command('benchmark').description(say('cli.benchmark'))).action(
    async (options: FleetOptions) => {
      const { benchmark } = await import('./benchmark.ts')
      await benchmark(options, context)
    },
  )
}
