import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type HostileCase, trickOf } from './cases.ts'
import { Found } from './task.ts'

/** A case that takes longer has hung, ms. */
const LONGEST_MS = 240_000
const FLAGS = ['--disable-warning=ExperimentalWarning']

/** Runs one case in fresh processes and a fresh folder. A process that breaks or hangs is a finding as well. */
export async function measureCase(each: HostileCase): Promise<Found> {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-hostile-'))
  const servers = ['', trickOf(each)].map((trick) => start('server.ts', trick))
  try {
    const [good = '', hostile = ''] = await Promise.all(servers.map(firstLine))
    const child = start('app.ts', JSON.stringify({ case: each.name, good, hostile, folder }))
    const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS)
    try {
      return Found.parse(JSON.parse(await firstLine(child)))
    } catch (error) {
      return broken(error instanceof Error ? error.message : String(error))
    } finally {
      clearTimeout(timer)
      child.kill('SIGKILL')
    }
  } finally {
    for (const server of servers) server.kill('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  }
}

const broken = (why: string): Found => ({
  longestBlockMs: null,
  peakRssMiB: 0,
  outcome: `no figures: ${why}`,
  complaints: ['the process broke or hung'],
})

function start(script: string, argument: string): ChildProcess {
  return spawn(process.execPath, [...FLAGS, join(import.meta.dirname, script), argument], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** The first whole line of stdout. */
function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      if (text.includes('\n')) resolve(text.split('\n')[0] ?? '')
    })
    child.once('error', reject)
    child.once('close', (code, signal) => reject(new Error(`the process ended with ${code ?? signal}`)))
  })
}
