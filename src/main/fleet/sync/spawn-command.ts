import { type ChildProcess, spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { homedir } from 'node:os'
import { reason } from '../../../shared/words/catalogue.ts'
import { problemOf, TributaryError } from '../../core/failure.ts'
import { type Invocation, programNotFound, windowsInvocation } from './find-program.ts'
import type { Stream } from './output-lines.ts'

/** How a process ended: its exit code, or the signal that ended it. */
export interface ProcessEnd {
  readonly code: number | null
  readonly signal: string | null
}

export interface SpawnedCommand {
  /** Rejects with a TributaryError when it could not be started. */
  readonly ended: Promise<ProcessEnd>
  /** Ends it and what it started: a word first ('ask'), then for good ('force'). */
  end(how: 'ask' | 'force'): void
}

export type SpawnCommand = (
  args: readonly string[],
  onOutput: (stream: Stream, chunk: Uint8Array) => void,
) => SpawnedCommand

/** What a process left running may hold its outputs open; they are waited for this long, real ms. */
const LAST_WORDS_MS = 1_000

/** Starts a command in the home folder without a shell and without input, as a process group of its own. */
export const spawnCommand: SpawnCommand = (args, onOutput) => {
  let child: ChildProcess
  const windows = process.platform === 'win32'
  try {
    const { file, args: rest, verbatim } = windows ? windowsInvocation(args, system) : plain(args)
    child = spawn(file, rest, {
      cwd: homedir(),
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: false,
      detached: !windows,
      windowsHide: true,
      windowsVerbatimArguments: verbatim,
    })
  } catch (error) {
    // Some refusals come at once, others as an event: to the caller they are the same.
    return { ended: Promise.reject(startError(error, args[0] ?? '')), end: () => undefined }
  }
  child.stdout?.on('data', (chunk: Buffer) => onOutput('stdout', chunk))
  child.stderr?.on('data', (chunk: Buffer) => onOutput('stderr', chunk))
  const ended = new Promise<ProcessEnd>((resolve, reject) => {
    child.once('error', (error) => reject(startError(error, args[0] ?? '')))
    child.once('exit', (code, signal) => {
      const settle = () => {
        clearTimeout(timer)
        child.stdout?.destroy()
        child.stderr?.destroy()
        resolve({ code, signal })
      }
      const timer = setTimeout(settle, LAST_WORDS_MS)
      child.once('close', settle)
    })
  })
  return { ended, end: (how) => endTree(child, how, windows) }
}

const plain = ([file = '', ...args]: readonly string[]): Invocation => ({ file, args, verbatim: false })

const system = {
  env: process.env,
  isFile: (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true,
}

function endTree(child: ChildProcess, how: 'ask' | 'force', windows: boolean): void {
  if (child.pid === undefined) return
  if (windows) {
    // Windows has no signals: the tree is ended at once, by its own tool.
    spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true, stdio: 'ignore' }).on(
      'error',
      () => void child.kill(),
    )
    return
  }
  const signal = how === 'ask' ? 'SIGTERM' : 'SIGKILL'
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // ESRCH: the whole group ended by itself meanwhile, which is what was wanted.
    if (code === 'ESRCH') return
    // EPERM: macOS says so of a group of which one process has ended and is not collected yet, or runs as somebody else.
    if (code === 'EPERM') child.kill(signal)
    else throw error
  }
}

function startError(error: unknown, name: string): TributaryError {
  if (error instanceof TributaryError) return error
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT') return programNotFound(name)
  if (code === 'EACCES' || code === 'EPERM')
    return new TributaryError(
      'storage-denied',
      reason('fleet.sync-denied', { program: name }),
      reason('fleet.sync-denied.remedy'),
      { cause: error },
    )
  return new TributaryError(
    'internal',
    reason('fleet.sync-not-started', { program: name, error: problemOf(error).message }),
    null,
    {
      cause: error,
    },
  )
}
