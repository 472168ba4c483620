import { join } from 'node:path'
import { Command } from 'commander'
import type { GalleryFiles } from '../../gallery/gallery-files.ts'
import type { CommandContext } from '../command-context.ts'
import { registerGenerate } from '../commands/generate-command.ts'
import { registerPlan } from '../commands/plan-command.ts'
import { registerResume } from '../commands/resume-command.ts'
import { registerUpscale } from '../commands/upscale-command.ts'
import type { ExitCode } from '../console/exit-codes.ts'
import type { GenerateReport } from '../job/generate-report.ts'

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
  /** aborted: Ctrl+C was pressed */
  readonly pressed?: AbortSignal
  /** the file system of the pictures */
  readonly files?: GalleryFiles
}

/** Runs `generate …` in this process. */
export async function runGenerate(args: readonly string[], options: GenerateOptions): Promise<GenerateRun> {
  const { code, result, said } = await runCommand(
    ['generate', '--prompt', 'a valley', ...args, '--out', join(options.folder, 'out')],
    options,
  )
  return { code, report: result as GenerateReport, said }
}

export interface CommandRun extends Pick<GenerateRun, 'code' | 'said'> {
  /** the last line of stdout */
  readonly result: unknown
}

/** Runs `generate …` or `resume …` in this process, with --json. Rejects as the command does. */
export async function runCommand(args: readonly string[], options: GenerateOptions): Promise<CommandRun> {
  const [results, said]: [string[], string[]] = [[], []]
  const stop = new AbortController()
  let code: ExitCode | null = null
  const hear = (line: string) => {
    said.push(line)
    options.heard?.(line, () => stop.abort())
  }
  const context: CommandContext = {
    io: { result: (line) => results.push(line), say: hear, complain: hear, terminal: false },
    signal: options.pressed === undefined ? stop.signal : AbortSignal.any([stop.signal, options.pressed]),
    exitWith: (value) => {
      code = value
    },
    ...(options.files && { files: options.files }),
  }
  const program = new Command('tributary').exitOverride().configureOutput({ writeErr: () => undefined })
  registerGenerate(program, context)
  registerResume(program, context)
  registerPlan(program, context)
  registerUpscale(program, context)
  await program.parseAsync([
    ...['node', 'tributary', ...args],
    ...['--time-scale', String(options.timeScale), '--json', '--config', join(options.folder, 'config')],
  ])
  return { code, result: JSON.parse(results.at(-1) ?? 'null'), said: said.join('\n') }
}
