import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { launchApp } from './runtime/launch.ts'
import type { LaunchedApp } from './runtime/launched-app.ts'

const appPath = join(import.meta.dirname, 'runtime', 'fixture')

interface FixtureApi {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>
  on(channel: string, listener: (payload: unknown) => void): () => void
  fails(): void
  sum(a: number, b: number): number
  requiresFs: string
  unknownApi: string
}
// What the page has, for the functions that run in it.
declare const window: { readonly fixture: FixtureApi }
declare const document: { querySelector(selector: string): { readonly naturalWidth: number } | null }

test.describe('the runtime the app runs on', () => {
  let app: LaunchedApp
  test.beforeAll(async () => {
    app = await launchApp({ appPath })
  })
  test.afterAll(async () => {
    expect(await app.close()).toBe(0)
  })
  const invoke = (channel: string, ...args: unknown[]) =>
    app.page.evaluate(([name, given]) => window.fixture.invoke(name, ...given), [channel, args] as const)

  test('shows the page with its preload in a world of its own', async () => {
    await expect(app.page.getByRole('heading', { name: 'Fixture' })).toBeVisible()
    expect(await app.page.getAttribute('body', 'data-exposed-at-first-script')).toBe('object')
    expect(
      await app.page.evaluate(() => 'leaked' in window || 'require' in window || 'process' in window),
    ).toBe(false)
    const { requiresFs } = await app.page.evaluate(() => ({ requiresFs: window.fixture.requiresFs }))
    expect(requiresFs).toContain('module not found: node:fs')
    expect(await app.page.evaluate(() => Object.isFrozen(window.fixture))).toBe(true)
  })

  test('copies values both ways by structured clone and refuses what cannot be cloned', async () => {
    const answer = await app.page.evaluate(async () => {
      const value = (await window.fixture.invoke('echo', {
        list: [1, undefined, Number.NaN],
        date: new Date(5),
        bytes: new Uint8Array([1, 2, 255]),
      })) as { list: unknown[]; date: Date; bytes: Uint8Array }
      const refused = await window.fixture
        .invoke('echo', { fn: () => 1 })
        .catch((error: Error) => error.message)
      return {
        undefinedStays: value.list[1] === undefined,
        nan: Number.isNaN(value.list[2]),
        time: value.date.getTime(),
        bytes: [...value.bytes],
        refused,
      }
    })
    expect(answer).toMatchObject({ undefinedStays: true, nan: true, time: 5, bytes: [1, 2, 255] })
    expect(answer.refused).toContain('could not be cloned')
  })

  test('words errors of the main process as Electron does', async () => {
    await expect(invoke('throws')).rejects.toThrow("Error invoking remote method 'throws': Error: boom")
    await expect(invoke('nobody')).rejects.toThrow("No handler registered for 'nobody'")
    await expect(invoke('unclonable')).rejects.toThrow('could not be cloned')
  })

  test('tells handlers which page asks', async () => {
    expect(await invoke('sender')).toBe('tributary://app/index.html')
  })

  test('delivers events in order, until the subscription ends', async () => {
    const heard = await app.page.evaluate(async () => {
      const all: unknown[] = []
      const off = window.fixture.on('pushed', (payload) => all.push(payload))
      for (let n = 0; n < 50; n++) await window.fixture.invoke('push', { n })
      off()
      await window.fixture.invoke('push', 'late')
      return all
    })
    expect(heard).toEqual(Array.from({ length: 50 }, (_, n) => ({ n })))
  })

  test('serves pictures by the custom scheme', async () => {
    await expect.poll(() => app.page.evaluate(() => document.querySelector('#picture')?.naturalWidth)).toBe(1)
  })

  test('asks the app about navigation and new windows, and stays where it is', async () => {
    const before = app.page.url()
    await app.page.click('#away')
    await app.page.click('#blank')
    await expect
      .poll(() => invoke('refused'))
      .toEqual(['https://example.com/away', 'https://example.com/blank'])
    expect(app.page.url()).toBe(before)
    expect(await app.openedLinks()).toEqual(['https://example.com/blank'])
  })

  test('shows tray, notifications and dialogs to specs', async () => {
    expect((await app.tray())?.items.map(({ label, enabled }) => [label, enabled])).toEqual([
      ['Hide', true],
      ['Not now', false],
      ['Quit', true],
    ])
    await expect(app.clickTrayItem('Not now')).rejects.toThrow('is disabled')
    await app.clickTrayItem('Hide')
    expect((await app.windows())[0]?.visible).toBe(false)

    await invoke('notify')
    expect(await app.notifications()).toEqual([{ title: 'Done', body: '8 of 12' }])
    // Listening first, clicking then: an event is not kept for whoever comes late.
    const clicked = await app.page.evaluateHandle(() => ({
      payload: new Promise((resolve) => window.fixture.on('pushed', (payload) => resolve(payload))),
    }))
    await app.clickNotification(-1)
    expect(await clicked.evaluate(({ payload }) => payload)).toBe('clicked')

    expect(await invoke('folder')).toEqual([])
    await app.answerOpenDialog(['/pictures'])
    expect(await invoke('folder')).toEqual(['/pictures'])
  })

  test('survives a reload of the page', async () => {
    await app.page.reload()
    expect(await invoke('echo', 'again')).toBe('again')
  })

  test('is strict on the stand-in: what it lacks throws by name', async () => {
    test.skip(!app.runtime.startsWith('stand-in'), 'Electron has all of it')
    await expect(invoke('lacking')).rejects.toThrow('The Electron stand-in has no app.dock')
    expect(await app.page.evaluate(() => window.fixture.unknownApi)).toContain('no ipcRenderer.sendSync')
  })
})

test('a second start hands its arguments to the first and ends', async () => {
  const first = await launchApp({ appPath })
  try {
    await expect(launchApp({ appPath, userData: first.userData, args: ['--second'] })).rejects.toThrow(
      // It may be gone before, while or after its browser is looked for.
      /ended with code 0|closed|ECONNREFUSED/,
    )
    await expect.poll(() => first.page.evaluate(() => window.fixture.invoke('seconds'))).toContain('--second')
  } finally {
    await first.close()
  }
})

test('a killed app leaves nothing running', async () => {
  const app = await launchApp({ appPath })
  await app.kill()
  expect(() => process.kill(app.pid, 0)).toThrow()
  await expect.poll(() => app.page.isClosed()).toBe(true)
})
