import type { Command } from 'commander'
import { speedRangeWords } from '../../../shared/words/format-speed.ts'
import { inWords } from '../../../shared/words/say.ts'
import type { CommandContext } from '../command-context.ts'
import { EXIT } from '../console/exit-codes.ts'
import { addFleetOptions, type FleetOptions } from '../options/fleet-options.ts'
import { openCliApp } from '../session/open-app.ts'

/** `benchmark`: measures every worker side by side and remembers the result. */
export function registerBenchmark(program: Command, context: CommandContext): void {
  addFleetOptions(
    program.command('benchmark').description('measure every machine in images per minute and remember it'),
  ).action(async (options: FleetOptions) => {
    await using session = await openCliApp(options, context)
    await session.measure(session.app.fleet.views().map((view) => view.config.id))
    const workers = session.app.fleet.views().map((view) => ({
      name: view.config.name,
      url: view.config.url,
      ipm: view.benchmark?.ipm ?? null,
      minIpm: view.benchmark?.minIpm ?? null,
      maxIpm: view.benchmark?.maxIpm ?? null,
      checkpoint: view.benchmark?.checkpoint ?? null,
      version: view.benchmark?.version ?? null,
      state: view.state,
      ...(view.problem ? { reason: inWords(view.problem.message) } : {}),
    }))
    for (const worker of workers) {
      context.io.say(
        worker.ipm === null
          ? `  ${worker.name.padEnd(16)} not measured: ${worker.reason ?? worker.state}`
          : `  ${worker.name.padEnd(16)} ${speedRangeWords({ ipm: worker.ipm, minIpm: worker.minIpm ?? worker.ipm, maxIpm: worker.maxIpm ?? worker.ipm })}`,
      )
    }
    const totalIpm = workers.reduce((sum, worker) => sum + (worker.ipm ?? 0), 0)
    if (options.json) context.io.result(JSON.stringify({ workers, totalIpm }))
    const complete = workers.length > 0 && workers.every((worker) => worker.ipm !== null)
    context.exitWith(context.signal.aborted ? EXIT.interrupted : complete ? EXIT.done : EXIT.incomplete)
  })
}
