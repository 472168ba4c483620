import { describe, expect, it, vi } from 'vitest'
import { applicationMenu } from './menu.ts'

describe('the application menu', () => {
  it('can quit and edit on every system', () => {
    const actions = { goTo: vi.fn(), openOutputFolder: vi.fn(), openLogs: vi.fn() }
    const roles = (mac: boolean) => JSON.stringify(applicationMenu(mac, actions))
    expect(roles(true)).toContain('"appMenu"')
    expect(roles(false)).toContain('"quit"')
    for (const mac of [true, false]) expect(roles(mac)).toContain('"editMenu"')
  })
})
