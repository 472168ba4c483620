import { appendFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from '../system/make-folder.ts'
import { OWNER_ONLY } from '../system/owner-only.ts'

const MAX_LOG_BYTES = 1_000_000
const KEPT_LOGS = 3
const MAX_ENTRY_CHARACTERS = 8_000

export interface Log {
  readonly file: string
  info(text: string): void
  error(what: string, error: unknown): void
}

/**
 * A log that survives a crash: each entry is written before the call returns. Kept small by rotation
 * (three files of 1 MB). A disk that refuses the log does not stop the app: the entry goes to stderr only.
 */
export function createLog(folder: string, wall: () => number = Date.now): Log {
  const file = join(folder, 'tributary.log')
  makeFolder(folder)
  const write = (level: string, text: string) => {
    const entry = `${new Date(wall()).toISOString()} ${level} ${text.slice(0, MAX_ENTRY_CHARACTERS)}\n`
    if (level === 'error') process.stderr.write(entry)
    try {
      if (sizeOf(file) + entry.length > MAX_LOG_BYTES) rotate(file)
      appendFileSync(file, entry, { mode: OWNER_ONLY })
    } catch (error) {
      process.stderr.write(`the log cannot be written: ${String(error)}\n`)
    }
  }
  return {
    file,
    info: (text) => write('info', text),
    error: (what, error) =>
      write('error', `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

/** tributary.log -> .1 -> .2 -> gone */
function rotate(file: string): void {
  for (let age = KEPT_LOGS - 1; age >= 1; age--) {
    const from = age === 1 ? file : `${file}.${age - 1}`
    if (statSync(from, { throwIfNoEntry: false })) renameSync(from, `${file}.${age}`)
  }
}
