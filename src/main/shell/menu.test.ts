import { describe, expect, it, vi } from 'vitest'
import { applicationMenu } from './menu.ts'

describe('the application menu', () => {
  it('can quit and edit on every system', () => {
    const actions = { goTo: vi.fn(), openOutputFolder: vi.fn(), openLogs: vi.fn() }
    const roles = (mac: boolean) => JSON.stringify(applicationMenu(mac, actions))
    for (const mac of [true, false]) {
      expect(roles(mac)).toContain('"quit"')
      expect(roles(mac)).toContain('"editMenu"')
    }
  })

  it.each([
    { mac: true, settings: { label: 'Settings…', accelerator: 'Cmd+,' } },
    { mac: false, settings: { label: 'Settings', accelerator: 'Ctrl+,' } },
  ])('goes to every screen (macOS: $mac)', ({ mac, settings }) => {
    const actions = { goTo: vi.fn(), openOutputFolder: vi.fn(), openLogs: vi.fn() }
    const entries = applicationMenu(mac, actions).flatMap(({ submenu }) =>
      Array.isArray(submenu) ? submenu : [],
    )
    for (const label of ['Generate', 'Workers', 'Gallery', 'Queue', settings.label]) {
      // What Electron hands to a click is of no interest here.
      entries
        .find((entry) => entry.label === label)
        ?.click?.(undefined as never, undefined, undefined as never)
    }
    expect(actions.goTo.mock.calls.flat()).toEqual(['generate', 'workers', 'gallery', 'queue', 'settings'])
    expect(entries).toContainEqual(expect.objectContaining(settings))
  })
})
