import { join } from 'node:path'
import type { Command } from 'commander'
import { writeFigures } from '../options.ts'
import { measureRuns, type RunsMeasurement } from './measure.ts'
import { RUNS_SCENARIOS } from './scenarios.ts'

/** `bench runs`: grids over fleets that have to load checkpoints. */
export function registerRuns(program: Command): void {
  program
    .command('runs')
    .description(
      'makespan of grids over the least possible without loads; loads; on small fleets over the best there is',
    )
    .option('--json <file>', 'where the figures go as JSON', join('artifacts', 'bench-runs.json'))
    .allowExcessArguments(false)
    .action(run)
}

async function run({ json }: { readonly json: string }): Promise<void> {
  const measured: RunsMeasurement[] = []
  for (const scenario of RUNS_SCENARIOS) measured.push(await measureRuns(scenario))
  console.log(runsTableOf(measured))
  writeFigures(json, { scenarios: measured })
}

/** The measurements as a table in Markdown, misses marked. */
function runsTableOf(measured: readonly RunsMeasurement[]): string {
  const rows = measured.map((each) =>
    [
      each.name,
      each.images,
      seconds(each.makespanSeconds),
      seconds(each.boundSeconds),
      each.ratio.toFixed(3),
      `${each.goal.toFixed(2)}${each.ratio > each.goal ? ' missed' : ''}`,
      each.overLeast === null ? '' : each.overLeast.toFixed(3),
      each.loads,
      each.loadedAgain,
      each.plannedSeconds === null ? '' : (each.makespanSeconds / each.plannedSeconds).toFixed(3),
    ].join(' | '),
  )
  const head = [
    'scenario',
    'images',
    'makespan, s',
    'bound, s',
    'ratio',
    'goal',
    'over the best',
    'loads',
    'again',
    'over plan',
  ]
  return [head.join(' | '), head.map(() => '---').join(' | '), ...rows].map((row) => `| ${row} |`).join('\n')
}

const seconds = (value: number) => value.toFixed(1)
