import { randomUUID } from 'node:crypto'

const living = new Set<string>()
const SHAPE = /^([0-9a-z-]{1,36})\.(\d{1,10})\.([0-9a-f]{8})$/

/** One open gallery: `<installation>.<process id>.<random>`. Its name tells whether what it left behind is still in use. */
export function beginSession(installation: string): string {
  const id = `${installation}.${process.pid}.${randomUUID().slice(0, 8)}`
  living.add(id)
  return id
}

export function endSession(id: string): void {
  living.delete(id)
}

/** Which gallery's index it writes to; null for a name that is no session's. */
export function installationOf(session: string): string | null {
  return SHAPE.exec(session)?.[1] ?? null
}

/** Whether the gallery of that session is open in this process, or its process still runs on this machine. */
export function sessionLives(session: string): boolean {
  const pid = Number(SHAPE.exec(session)?.[2])
  if (!Number.isInteger(pid) || pid <= 0) return false
  if (pid === process.pid) return living.has(session)
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, for another user. ESRCH: it is gone.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
