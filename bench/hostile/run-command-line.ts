import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Found, Task } from './task.ts'
import { PROMPT } from './tricks.ts'
import { isNasty } from './watch-events.ts'

const ROOT = join(import.meta.dirname, '../..')
const LONGEST_MS = 60_000
/** So many that the hostile server is measured and has its share while the good one is still at work. */
const IMAGES = 60
/** Measuring both machines included; the good one alone needs 6 s for the job. */
const LATE_SECONDS = 30
/** Done is done: the process ends so soon after its last word. */
const LINGERS_MS = 1_500

/** `generate` as a process of its own. Its main thread is not measured: it is that of the job beside the same server. */
export async function runCommandLine(task: Task): Promise<Found> {
  const peakFile = join(task.folder, 'peak')
  const began = performance.now()
  const child = spawn(
    process.execPath,
    [
      ...[
        '--disable-warning=ExperimentalWarning',
        '--import',
        join(import.meta.dirname, 'peak-of-process.ts'),
      ],
      ...[join(ROOT, 'src/main/cli/main.ts'), 'generate', '--prompt', PROMPT],
      ...['--images', String(IMAGES), '--size', '64x64', '--seed', '1000'],
      ...['--worker', `good=${task.good}`, '--worker', `hostile=${task.hostile}`],
      ...['--config', join(task.folder, 'config'), '--out', join(task.folder, 'out')],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, BENCH_PEAK_FILE: peakFile } },
  )
  let said = ''
  let saidAt = began
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
      saidAt = performance.now()
    })
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearTimeout(timer)
  const ended = performance.now()
  const seconds = (ended - began) / 1000
  const lingered = ended - saidAt
  const stored = Number(/(\d+) of \d+ images stored/.exec(said)?.[1] ?? 0)
  return {
    longestBlockMs: null,
    peakRssMiB: Number(await readFile(peakFile, 'utf8').catch(() => '0')),
    outcome: `exit ${code ?? 'never'}, ${stored} of ${IMAGES} stored, ended after ${seconds.toFixed(1)} s, ${(lingered / 1000).toFixed(1)} s after its last word`,
    complaints: [
      ...(code === 0 && stored === IMAGES ? [] : ['the job did not end as it should']),
      ...(seconds > LATE_SECONDS ? [`it took ${seconds.toFixed(0)} s`] : []),
      ...(lingered > LINGERS_MS ? ['the process stays when all is said'] : []),
      ...(isNasty(said) ? ['control characters are on the terminal'] : []),
    ],
  }
}
