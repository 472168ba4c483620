import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { beginSession, endSession, installationOf, type ProcessFacts, sessionLives } from './session.ts'

const OTHER = process.pid + 1
const facts = (more: Partial<ProcessFacts> = {}): ProcessFacts => ({
  runs: () => true,
  birth: () => '0000aaaa',
  bootedAt: () => 1_000_000,
  ...more,
})
const named = (birth: string | null) => `inst.${OTHER}.12345678${birth === null ? '' : `.${birth}`}`
const began = (epochSeconds: number) => `t${epochSeconds.toString(36)}`

describe('a session', () => {
  it('of this process lives until it is ended', () => {
    const session = beginSession('inst')
    expect([installationOf(session), sessionLives(session)]).toEqual(['inst', true])
    endSession(session)
    expect(sessionLives(session)).toBe(false)
  })

  it.each([
    ['whose process is gone', named('0000aaaa'), facts({ runs: () => false }), false],
    ['whose process runs', named('0000aaaa'), facts(), true],
    ['whose id another process has by now', named('0000aaaa'), facts({ birth: () => '0000bbbb' }), false],
    ['whose process hides its start', named('0000aaaa'), facts({ birth: () => null }), true],
    ['of a version that noted the id only', named(null), facts(), true],
    ['begun after the machine was started', named(began(1_000_001)), facts(), true],
    ['begun before the machine was started', named(began(900_000)), facts(), false],
    ['begun just before, by a clock that was set', named(began(999_900)), facts(), true],
    ['that is no session', 'holiday pictures', facts(), false],
  ])('%s', (_which, session, system, lives) => {
    expect(sessionLives(session, system)).toBe(lives)
  })

  it('goes by the clock where the system does not tell a start', () => {
    const session = beginSession('inst', facts({ birth: () => null }))
    endSession(session)
    expect(session).toMatch(/\.t[0-9a-z]+$/)
  })

  it.runIf(process.platform === 'linux')('tells two processes apart that have had one id', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
    await once(child, 'spawn')
    try {
      const own = beginSession('inst')
      endSession(own)
      const birth = own.split('.').at(-1)
      // The child runs under that id, but it is not the process that began the session.
      expect(sessionLives(`inst.${child.pid}.12345678.${birth}`)).toBe(false)
      expect(sessionLives(`inst.${child.pid}.12345678`)).toBe(true)
    } finally {
      child.kill()
      await once(child, 'exit')
    }
  })
})
