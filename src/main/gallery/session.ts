import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'

const living = new Set<string>()
/** The fourth part came later: names without it go by the process id alone. */
const SHAPE = /^([0-9a-z-]{1,36})\.(\d{1,10})\.([0-9a-f]{8})(?:\.([0-9a-f]{8}|t[0-9a-z]{1,9}))?$/
/** s that the clock may have been set back since a session began */
const CLOCK_SLACK_S = 300

/** What the system says about a process, as far as it says it; replaced in tests. */
export interface ProcessFacts {
  /** EPERM counts: it runs, for another user */
  runs(pid: number): boolean
  /** the same for as long as this process runs, and for no other that has its id later; null: the system does not tell */
  birth(pid: number): string | null
  /** epoch s at which the machine was started */
  bootedAt(): number
}

/**
 * One open gallery: `<installation>.<process id>.<random>.<birth>`. Its name tells whether what it left behind is still in use, also after a
 * restart of the machine or of a container, when another process has its id. `birth` is a hash of boot and start of the process where the
 * system tells them (Linux), else `t` and the epoch seconds in base 36.
 */
export function beginSession(installation: string, facts: ProcessFacts = systemFacts): string {
  const birth = facts.birth(process.pid) ?? `t${Math.floor(Date.now() / 1000).toString(36)}`
  const id = `${installation}.${process.pid}.${randomUUID().slice(0, 8)}.${birth}`
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
export function sessionLives(session: string, facts: ProcessFacts = systemFacts): boolean {
  const [, , id, , birth] = SHAPE.exec(session) ?? []
  const pid = Number(id)
  if (!Number.isInteger(pid) || pid <= 0) return false
  if (pid === process.pid) return living.has(session)
  if (!facts.runs(pid)) return false
  if (birth === undefined) return true
  if (birth.startsWith('t')) return Number.parseInt(birth.slice(1), 36) + CLOCK_SLACK_S >= facts.bootedAt()
  return (facts.birth(pid) ?? birth) === birth
}

const systemFacts: ProcessFacts = {
  runs(pid) {
    try {
      process.kill(pid, 0)
      return true
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'EPERM'
    }
  },
  birth(pid) {
    if (process.platform !== 'linux') return null
    try {
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
      // proc(5): the name, in brackets, may hold anything; the start time is field 22, the 20th behind it.
      const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
      if (started === undefined) return null
      return createHash('sha256').update(`${boot} ${started}`).digest('hex').slice(0, 8)
    } catch {
      // Hidden from us, or gone in this moment: then the id alone has to do.
      return null
    }
  },
  bootedAt: () => Date.now() / 1000 - uptime(),
}
