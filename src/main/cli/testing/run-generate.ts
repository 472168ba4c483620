import { join } from 'node:path'
import { Command } from 'commander'
import type { GalleryFiles } from '../../gallery/gallery-files.ts'
import type { ExitCode } from '../exit-codes.ts'
import { registerGenerate } from '../generate-command.ts'
import type { GenerateReport } from '../generate-report.ts'

export interface GenerateRun {
  readonly code: ExitCode | null
  readonly report: GenerateReport
  /** all that was said on the way, a line each */
  readonly said: string
}

export interface GenerateOptions {
  /** settings and pictures go into folders of it */
  readonly folder: string
  readonly timeScale: number
  /** told each line as it is said; may press Ctrl+C */
  readonly heard?: (line: string, pressCtrlC: () => void) => void
  /** the file system of the pictures */
  readonly files?: GalleryFiles
}

/** Runs `generate …` in this process. */
export async function runGenerate(args: readonly string[], options: GenerateOptions): Promise<GenerateRun> {
  const [results, said]: [string[], string[]] = [[], []]
  const stop = new AbortController()
  let code: ExitCode | null = null
  const hear = (line: string) => {
    said.push(line)
    options.heard?.(line, () => stop.abort())
  }
  const program = new Command('tributary').exitOverride().configureOutput({ writeErr: () => undefined })
  registerGenerate(program, {
    io: { result: (line) => results.push(line), say: hear, complain: hear, terminal: false },
    signal: stop.signal,
    exitWith: (value) => {
      code = value
    },
    ...(options.files && { files: options.files }),
  })
  await program.parseAsync([
    ...['node', 'tributary', 'generate', '--prompt', 'a valley', ...args],
    ...['--time-scale', String(options.timeScale), '--json'],
    ...['--config', join(options.folder, 'config'), '--out', join(options.folder, 'out')],
  ])
  return { code, report: JSON.parse(results.at(-1) ?? 'null') as GenerateReport, said: said.join('\n') }
}
