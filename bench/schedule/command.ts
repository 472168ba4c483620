import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { wholeNumber, writeFigures } from '../options.ts'
import { measureAll } from './measure-all.ts'
import { measurePlanning } from './planning-speed.ts'
import { reportOf } from './report.ts'
import { readScenarios } from './scenario.ts'
import { tableOf } from './table.ts'

const MOST_SEEDS = 10_000

interface Options {
  readonly json: string
  readonly scenarios: string
  readonly seeds: number
  readonly threads?: number
}

/** `bench schedule`: how close to the least possible time the scheduler comes, fleet by fleet. */
export function registerSchedule(program: Command): void {
  program
    .command('schedule', { isDefault: true })
    .description('makespan over the least possible one, for Tributary and for static rules')
    .option('--json <file>', 'where the figures go as JSON', join('artifacts', 'bench-schedule.json'))
    .option(
      '--scenarios <dir>',
      'folder of fleet files (docs/benchmarks.md)',
      join(import.meta.dirname, '..', 'scenarios'),
    )
    .option('--seeds <k>', 'random worlds per scenario', wholeNumber(MOST_SEEDS), 50)
    .option('--threads <n>', 'worlds measured at a time (default: one per core)', wholeNumber(64))
    .allowExcessArguments(false)
    .action(async (options: Options) => {
      const scenarios = readScenarios(resolve(options.scenarios), (text) => console.error(`warning: ${text}`))
      const began = performance.now()
      // Before the threads start: they would be measured along.
      const speeds = measurePlanning()
      const measured = await measureAll(scenarios, options.seeds, options.threads)
      const report = reportOf(scenarios, measured, speeds)
      console.log(tableOf(report, measured, options.seeds, scenarios))
      const seconds = (performance.now() - began) / 1000
      const images = options.seeds * report.scenarios.reduce((sum, each) => sum + each.images, 0)
      console.log(
        `${seconds.toFixed(0)} s for ${options.seeds} seeds each, ${(images / seconds).toFixed(0)} images a second simulated.`,
      )
      writeFigures(options.json, report)
    })
}
