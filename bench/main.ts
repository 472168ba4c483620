import { Command, CommanderError } from 'commander'
import { registerHostile } from './hostile/command.ts'
import { registerHttp } from './http/command.ts'
import { registerRandom } from './random/command.ts'
import { registerRuns } from './runs/command.ts'
import { registerSchedule } from './schedule/command.ts'
import { ScenarioError } from './schedule/scenario.ts'

const EXIT = { done: 0, failed: 1, badArguments: 2 } as const

const program = new Command('bench')
  .usage('[schedule|random|runs|http|hostile] [options]')
  .description('Measures what Tributary promises (docs/benchmarks.md). Without a command: schedule.')
  .showHelpAfterError('(add --help for what can be given)')
  .exitOverride()

/** One line per benchmark; each lives in a folder of its own. */
for (const register of [registerSchedule, registerRandom, registerRuns, registerHttp, registerHostile])
  register(program)

try {
  await program.parseAsync(process.argv)
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.badArguments
  } else {
    console.error(`error: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = error instanceof ScenarioError ? EXIT.badArguments : EXIT.failed
  }
}
