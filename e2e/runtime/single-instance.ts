import {
  existsSync,
  type FSWatcher,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

export interface SingleInstanceLock {
  readonly held: boolean
  release(): void
}

/**
 * Electron's single-instance lock, per userData folder. The holder's pid is in a file; one who comes
 * second leaves its command line beside it and is told no. A dead holder's lock is taken over.
 */
export function lockSingleInstance(
  userData: string,
  onSecond: (argv: string[], workingDirectory: string) => void,
): SingleInstanceLock {
  const folder = join(userData, 'stand-in-instance')
  const lock = join(folder, 'pid')
  mkdirSync(folder, { recursive: true })
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return hold(folder, lock, onSecond)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    if (isAlive(Number(readFileSync(lock, 'utf8')))) {
      const draft = join(folder, `draft-${process.pid}`)
      writeFileSync(draft, JSON.stringify({ argv: process.argv, cwd: process.cwd() }))
      renameSync(draft, join(folder, `second-${process.pid}.json`))
      return { held: false, release: () => {} }
    }
    rmSync(lock, { force: true })
  }
  throw new Error(`The single-instance lock in ${folder} can be neither taken nor asked.`)
}

function hold(
  folder: string,
  lock: string,
  onSecond: (argv: string[], cwd: string) => void,
): SingleInstanceLock {
  const readAll = () => {
    if (!existsSync(folder)) return
    for (const name of readdirSync(folder)) {
      if (!name.startsWith('second-')) continue
      const { argv, cwd } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
        argv: string[]
        cwd: string
      }
      rmSync(join(folder, name))
      onSecond(argv, cwd)
    }
  }
  for (const name of readdirSync(folder)) if (name !== 'pid') rmSync(join(folder, name), { force: true })
  const watcher: FSWatcher = watch(folder, readAll)
  watcher.unref()
  return {
    held: true,
    release() {
      watcher.close()
      rmSync(lock, { force: true })
    },
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
