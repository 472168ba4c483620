import { speedRangeWords } from '../../../shared/words/format-speed.ts'
import { say } from '../../../shared/words/say.ts'
import type { WorkerView } from '../../../shared/worker.ts'
import type { CommandContext } from '../command-context.ts'
import { columns } from '../console/columns.ts'
import { EXIT } from '../console/exit-codes.ts'
import { workerStateWords } from '../console/worker-state-words.ts'
import { reasonJson } from '../job/reason-json.ts'
import type { FleetOptions } from '../options/fleet-options.ts'
import { openCliApp } from '../session/open-app.ts'

/** Measures all machines, and says how fast each is. */
export async function benchmark(options: FleetOptions, context: CommandContext): Promise<void> {
  await using session = await openCliApp(options, context)
  await session.measure(session.app.fleet.views().map((view) => view.config.id))
  const workers = session.app.fleet.views().map(measured)
  for (const worker of workers) {
    const { ipm, minIpm, maxIpm } = worker
    const speed =
      ipm === null
        ? say('cli.not-measured-because', { reason: worker.reason ?? workerStateWords(worker.state) })
        : speedRangeWords({ ipm, minIpm: minIpm ?? ipm, maxIpm: maxIpm ?? ipm })
    context.io.say(columns([worker.name, 16], [speed]))
  }
  const totalIpm = workers.reduce((sum, worker) => sum + (worker.ipm ?? 0), 0)
  if (options.json) context.io.result(JSON.stringify({ workers, totalIpm }))
  const complete = workers.length > 0 && workers.every((worker) => worker.ipm !== null)
  context.exitWith(context.signal.aborted ? EXIT.interrupted : complete ? EXIT.done : EXIT.incomplete)
}

function measured({ config, benchmark, state, problem }: WorkerView) {
  return {
    name: config.name,
    url: config.url,
    ipm: benchmark?.ipm ?? null,
    minIpm: benchmark?.minIpm ?? null,
    maxIpm: benchmark?.maxIpm ?? null,
    batchIpm: benchmark?.batchIpm ?? {},
    checkpoint: benchmark?.checkpoint ?? null,
    version: benchmark?.version ?? null,
    state,
    ...(problem === null ? {} : reasonJson(problem.message)),
  }
}
