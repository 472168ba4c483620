import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { wholeNumber, writeFigures } from '../options.ts'
import { measureTasks } from '../schedule/measure-all.ts'
import { drawFleet, type FleetFile, KINDS, type Kind, scenarioOf } from './draw-fleet.ts'
import { fleetLinesOf, type MeasuredFleet, randomReportOf, randomTableOf, worstOf } from './report.ts'

const MOST_FLEETS = 100_000
const MOST_SEED = 1_000_000

interface Options {
  readonly json: string
  readonly fleets: number
  readonly seed: number
  readonly kind: Kind
  readonly show: number
  readonly only?: number
  readonly threads?: number
}

/** `bench random`: the schedule benchmark on fleets that nobody has seen before. */
export function registerRandom(program: Command): void {
  program
    .command('random')
    .description('makespan over the least possible one on random fleets; forecasts; first pictures')
    .option('--json <file>', 'where the figures go as JSON', join('artifacts', 'bench-random.json'))
    .option('--fleets <n>', 'how many are drawn', wholeNumber(MOST_FLEETS), 200)
    .option('--seed <s>', 'another list of fleets', wholeNumber(MOST_SEED), 1)
    .addOption(
      new Option('--kind <kind>', 'dynamic: the world changes or lies').choices(KINDS).default('dynamic'),
    )
    .option('--show <k>', 'print the k worst, with what replays them', wholeNumber(MOST_FLEETS, 0), 0)
    .option('--only <index>', 'one fleet, printed as a scenario file', wholeNumber(MOST_FLEETS, 0))
    .option('--threads <n>', 'fleets measured at a time (default: one per core)', wholeNumber(64))
    .allowExcessArguments(false)
    .action(run)
}

/** Rejects where a fleet could not be measured, once all others are and the report is written. */
async function run(options: Options): Promise<void> {
  const { kind, seed, only } = options
  const indexes = only === undefined ? Array.from({ length: options.fleets }, (_, at) => at) : [only]
  const fleets = indexes.map((index) => ({ index, fleet: drawFleet(kind, seed, index) }))
  const began = performance.now()
  const { measured, failures } = await measureFleets(fleets, options.threads)
  const seconds = (performance.now() - began) / 1000
  if (only !== undefined) console.log(JSON.stringify(fleets[0]?.fleet, null, 2))
  const report = randomReportOf(measured)
  console.log(randomTableOf(kind, report))
  const shown = only === undefined ? worstOf(measured, options.show) : measured
  if (shown.length > 0) console.log(['Worst first:', ...fleetLinesOf(shown, { kind, seed })].join('\n'))
  const images = measured.reduce((sum, each) => sum + each.images, 0)
  console.log(
    `${seconds.toFixed(0)} s, ${(images / seconds).toFixed(0)} images a second simulated. Seed ${seed}.`,
  )
  writeFigures(options.json, report)
  if (failures.length > 0)
    throw new Error(`${failures.length} fleets could not be measured:\n${failures.join('\n')}`)
}

async function measureFleets(
  fleets: readonly { readonly index: number; readonly fleet: FleetFile }[],
  threads: number | undefined,
): Promise<{ measured: MeasuredFleet[]; failures: string[] }> {
  const failures: string[] = []
  const tasks = fleets.map(({ index, fleet }) => ({
    scenario: scenarioOf(fleet),
    seed: index + 1,
    forecasts: true,
  }))
  const measured = await measureTasks(tasks, threads, ({ scenario, seed }, answer): MeasuredFleet[] => {
    if (!answer.ok) {
      failures.push(`${scenario.name}: ${answer.message}`)
      return []
    }
    const images = scenario.jobs.reduce((sum, count) => sum + count, 0)
    return [{ index: seed - 1, images, measurement: answer.measurement }]
  })
  return { measured: measured.flat(), failures }
}
