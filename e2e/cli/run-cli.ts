import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
/** The pinned Node. */
export const NODE = join(root, 'node_modules', '.bin', 'node')
/** The command line as it is shipped. */
export const BUILT_CLI = join(root, 'out', 'cli', 'tributary.js')

export interface CliResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** the last line of stdout, parsed */
  json(): unknown
}

export interface RunningCli {
  readonly process: ChildProcess
  readonly done: Promise<CliResult>
  /** Resolves with the first line of stdout. */
  firstLine(): Promise<string>
  /** Resolves when stderr has matched. */
  said(pattern: RegExp): Promise<void>
}

/** Starts the built command line as a person would, with the pinned Node. Ends it after `timeoutMs`. */
export function startCli(args: readonly string[], timeoutMs = 60_000): RunningCli {
  const child = spawn(NODE, ['--disable-warning=ExperimentalWarning', BUILT_CLI, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const text = { out: '', err: '' }
  const watchers = new Set<() => void>()
  child.stdout.on('data', (chunk) => {
    text.out += chunk
    for (const watch of watchers) watch()
  })
  child.stderr.on('data', (chunk) => {
    text.err += chunk
    for (const watch of watchers) watch()
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
  const done = new Promise<CliResult>((settle, fail) => {
    child.on('error', fail)
    child.on('close', (code) => {
      clearTimeout(timer)
      settle({
        code,
        stdout: text.out,
        stderr: text.err,
        json: () => JSON.parse(text.out.trimEnd().split('\n').at(-1) ?? ''),
      })
    })
  })
  const until = <T>(look: () => T | null) =>
    new Promise<T>((settle, fail) => {
      const watch = () => {
        const found = look()
        if (found === null) return
        watchers.delete(watch)
        settle(found)
      }
      watchers.add(watch)
      done.then(() => fail(new Error(`ended before that: ${text.err}`)), fail)
      watch()
    })
  return {
    process: child,
    done,
    firstLine: () => until(() => (text.out.includes('\n') ? (text.out.split('\n')[0] ?? '') : null)),
    said: async (pattern) => {
      await until(() => (pattern.test(text.err) ? true : null))
    },
  }
}

export const runCli = (args: readonly string[], timeoutMs?: number): Promise<CliResult> =>
  startCli(args, timeoutMs).done

/** A folder of its own for one test. */
export async function temporaryFolder(): Promise<{ path: string; [Symbol.asyncDispose](): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'tributary-cli-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** Starts a simulated sdwui in a process of its own; the result ends it. */
export async function startSimulated(
  args: readonly string[],
): Promise<{ url: string; pid: number; running: RunningCli; [Symbol.asyncDispose](): Promise<void> }> {
  const running = startCli(['simulate', '--port', '0', '--json', ...args], 120_000)
  const { url, pid } = JSON.parse(await running.firstLine()) as { url: string; pid: number }
  return {
    url,
    pid,
    running,
    async [Symbol.asyncDispose]() {
      running.process.kill('SIGTERM')
      await running.done
    },
  }
}
