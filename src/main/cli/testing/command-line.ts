import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { SimulatedWorkerOptions } from '../../simulator/options.ts'
import { type SimulatedWorker, startSimulatedWorker } from '../../simulator/simulated-worker.ts'
import {
  type CommandRun,
  type GenerateOptions,
  type GenerateRun,
  runCommand,
  runGenerate,
} from './run-generate.ts'

/** Fleet seconds per real second, for servers and commands alike. */
const TIME_SCALE = 60
/** Real ms: long enough for any process on a busy machine. */
export const LONGEST_MS = 90_000

/** How a process ended. */
interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** it had told of pictures before */
  readonly told: boolean
  /** its stderr */
  readonly said: string
}

/** The command line in a folder that each test of the file gets anew: settings in `config`, pictures in `out`. */
export interface CommandLine {
  readonly folder: string
  /** Starts a server at the commands' time scale, of 600 images per minute unless told otherwise. */
  readonly serve: (name: string, options?: SimulatedWorkerOptions) => Promise<SimulatedWorker>
  /** `generate …` in this process, of small pictures unless told otherwise. */
  readonly generate: (args: readonly string[], options?: Partial<GenerateOptions>) => Promise<GenerateRun>
  /** any command in this process */
  readonly run: (args: readonly string[]) => Promise<CommandRun>
  /** `generate` of many pictures as a process of its own; `onPictures` is called once when it has told of some. */
  readonly generateProcess: (
    server: SimulatedWorker,
    options: { readonly images: number; readonly args?: readonly string[]; readonly out?: string },
    onPictures: (child: ChildProcess) => void,
  ) => Promise<Ended>
}

/** Call it once, at the top of a test file. */
export function commandLine(): CommandLine {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tributary-cli-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))
  return {
    get folder() {
      return folder
    },
    serve: (name, options) => startSimulatedWorker({ name, timeScale: TIME_SCALE, ipm: 600, ...options }),
    generate: (args, options) =>
      runGenerate(['--size', '64x64', ...args], { folder, timeScale: TIME_SCALE, ...options }),
    run: (args) => runCommand(args, { folder, timeScale: TIME_SCALE }),
    generateProcess: (server, { images, args = [], out = 'out' }, onPictures) => {
      const child = spawn(
        process.execPath,
        [
          ...['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../main.ts'), 'generate'],
          ...['--prompt', 'a valley', '--images', String(images), ...args],
          ...['--worker', `${server.name}=${server.url}`, '--time-scale', String(TIME_SCALE)],
          ...['--config', join(folder, 'config'), '--out', join(folder, out)],
        ],
        { stdio: ['ignore', 'ignore', 'pipe'], timeout: LONGEST_MS, killSignal: 'SIGKILL' },
      )
      const toldOfPictures = new RegExp(`^ +${server.name} +[1-9]\\d*/${images}$`, 'm')
      let [said, told] = ['', false]
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
        said += chunk
        if (told || !toldOfPictures.test(said)) return
        told = true
        onPictures(child)
      })
      return new Promise((resolve, reject) => {
        child.on('error', reject)
        child.on('close', (code, signal) => resolve({ code, signal, told, said }))
      })
    },
  }
}
