import { join } from 'node:path'
import type { Command } from 'commander'
import { wholeNumber, writeFigures } from '../options.ts'
import { measureOnce, startServer } from './measure.ts'
import { caseOf, type HttpCase, tableOf } from './report.ts'
import type { Figures } from './task.ts'

/** px of a side, images in a request, images in a round at the default --images */
const CASES = [512, 1024].flatMap((size) => [1, 8, 64].map((batch) => ({ size, batch })))

interface Options {
  readonly json: string
  readonly images: number
  readonly rounds: number
}

/** `bench http`: what the app itself costs per picture, beside the least that can be done with the same bytes. */
export function registerHttp(program: Command): void {
  program
    .command('http')
    .description("the controller's own cost over loopback: CPU, memory, time to stored, beside a bare client")
    .option('--json <file>', 'where the figures go as JSON', join('artifacts', 'bench-http.json'))
    .option(
      '--images <n>',
      'pictures of 512x512 in a round; a quarter of it at 1024x1024',
      wholeNumber(10_000),
      256,
    )
    .option('--rounds <n>', 'rounds of each case, app and floor in turn', wholeNumber(50), 3)
    .action(async ({ json, images, rounds }: Options) => {
      const server = await startServer()
      const cases: HttpCase[] = []
      try {
        for (const { size, batch } of CASES) {
          const count = Math.max(batch, Math.round(size === 512 ? images : images / 4))
          const task = { url: server.url, size, batch, images: count }
          const controller: Figures[] = []
          const floor: Figures[] = []
          // In turn, because what writing a page costs depends on what else the machine does at that moment.
          for (let round = 0; round < rounds; round++) {
            controller.push(await measureOnce('controller', task))
            floor.push(await measureOnce('floor', task))
          }
          cases.push(caseOf(task, controller, floor))
          console.error(`  ${size}x${size}, batches of ${batch}: done`)
        }
      } finally {
        server.stop()
      }
      console.log(tableOf(cases))
      writeFigures(json, { cases })
    })
}
