import { join } from 'node:path'
import type { Command } from 'commander'
import { wholeNumber, writeFigures } from '../options.ts'
import { CASES } from './cases.ts'
import { measureCase } from './measure.ts'
import { type HostileRow, rowOf, tableOf } from './report.ts'
import type { Found } from './task.ts'

const MOST_ROUNDS = 20

interface Options {
  readonly json: string
  readonly rounds: number
  readonly only?: string
}

/** `bench hostile`: what hostile servers and files cost the main thread and memory, and what becomes of the job beside them. */
export function registerHostile(program: Command): void {
  program
    .command('hostile')
    .description(
      'hostile servers, files and calls: longest block of the main thread, memory, what came of it',
    )
    .option('--json <file>', 'where the figures go as JSON', join('artifacts', 'bench-hostile.json'))
    .option(
      '--rounds <n>',
      'rounds of each case; the least disturbed one counts',
      wholeNumber(MOST_ROUNDS),
      1,
    )
    .option('--only <text>', `cases whose name holds it: ${CASES.map(({ name }) => name).join(', ')}`)
    .action(async (options: Options) => {
      const rows: HostileRow[] = []
      for (const each of CASES.filter(({ name }) => name.includes(options.only ?? ''))) {
        const found: Found[] = []
        for (let round = 0; round < options.rounds; round++) found.push(await measureCase(each))
        const row = rowOf(each, found)
        rows.push(row)
        console.error(`  ${row.name}: ${row.missed.length === 0 ? 'met' : row.missed.join('; ')}`)
      }
      console.log(tableOf(rows))
      writeFigures(options.json, { cases: rows })
    })
}
