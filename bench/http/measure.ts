import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Figures, type Task } from './task.ts'

/** A measured process that takes longer than this has gone wrong, ms. */
const LONGEST_MS = 120_000
const FLAGS = ['--disable-warning=ExperimentalWarning']

/** Starts the instant worker; resolves with its address and what ends it. */
export async function startServer(): Promise<{ url: string; stop(): void }> {
  const child = spawn(process.execPath, [...FLAGS, join(import.meta.dirname, 'server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await firstLine(child)
  return { url, stop: () => child.kill('SIGTERM') }
}

/** Runs `controller` or `floor` once in a fresh process and a fresh folder. */
export async function measureOnce(
  what: 'controller' | 'floor',
  task: Omit<Task, 'folder'>,
): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-bench-'))
  try {
    const child = spawn(
      process.execPath,
      [...FLAGS, join(import.meta.dirname, `${what}.ts`), JSON.stringify({ ...task, folder })],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    return Figures.parse(JSON.parse(await firstLine(child, true)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The first line of stdout; with `toEnd`, once the process has ended well. */
function firstLine(child: ChildProcess, toEnd = false): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS)
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      if (!toEnd && text.includes('\n')) {
        clearTimeout(timer)
        resolve(text.split('\n')[0] ?? '')
      }
    })
    child.once('error', reject)
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      if (code === 0) resolve(text.split('\n')[0] ?? '')
      else reject(new Error(`a measured process ended with ${code ?? signal}`))
    })
  })
}
