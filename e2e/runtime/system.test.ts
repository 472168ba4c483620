import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { App } from './app.ts'
import { IpcMain } from './ipc-main.ts'
import { state } from './runtime-state.ts'
import { createSafeStorage, nativeTheme, powerMonitor, powerSaveBlocker } from './system.ts'
import { Menu, nativeImage, Tray } from './tray-menu.ts'

const icon = join(import.meta.dirname, '..', '..', 'resources', 'tray', 'idle@2x.png')
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stand-in-system-'))
  writeFileSync(join(folder, 'package.json'), '{"name":"x","version":"1.0.0"}')
  state.ready = true
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('safeStorage', () => {
  it('gives back what it was given, also after a restart, and not from tampered bytes', () => {
    const app = new App(folder)
    app.setPath('userData', join(folder, 'data'))
    const bytes = createSafeStorage(app).encryptString('pässword')
    expect(bytes.includes('pässword')).toBe(false)
    expect(createSafeStorage(app).decryptString(bytes)).toBe('pässword')
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    expect(() => createSafeStorage(app).decryptString(bytes)).toThrow('Error while decrypting')
  })
})

describe('menus and tray', () => {
  it('know their items; a disabled one does nothing', () => {
    const click = vi.fn()
    const menu = Menu.buildFromTemplate([
      { label: 'On', click },
      { label: 'Off', enabled: false, click },
      { type: 'separator' },
      { role: 'editMenu' },
    ])
    for (const item of menu.items) item.click()
    expect(click).toHaveBeenCalledOnce()
  })
  it('refuse what Electron refuses', () => {
    expect(() => Menu.buildFromTemplate([{ click: () => {} }])).toThrow(
      'must have either label, role or type',
    )
    expect(() => Menu.buildFromTemplate([{ role: 'sing' }])).toThrow('Unknown menu role')
    expect(() => new Tray(nativeImage.createFromPath('/missing.png'))).toThrow('Failed to load tray image')
    const tray = new Tray(nativeImage.createFromPath(icon))
    tray.destroy()
    expect(() => tray.setToolTip('x')).toThrow('Tray is destroyed')
  })
  it('read the size of an icon', () => {
    expect(nativeImage.createFromPath(icon).getSize()).toEqual({ width: 32, height: 32 })
  })
})

describe('ipcMain', () => {
  const event = { sender: null, senderFrame: null }
  it('has one handler per channel and words its errors as Electron does', async () => {
    const ipc = new IpcMain()
    ipc.handle('a', () => {
      throw new TypeError('no')
    })
    expect(() => ipc.handle('a', () => 1)).toThrow("second handler for 'a'")
    await expect(ipc._invoke('a', event, [])).rejects.toThrow(
      "Error invoking remote method 'a': TypeError: no",
    )
    await expect(ipc._invoke('b', event, [])).rejects.toThrow("No handler registered for 'b'")
  })
})

it('nativeTheme follows its source and says when it changed', () => {
  const updated = vi.fn()
  nativeTheme.on('updated', updated)
  nativeTheme.themeSource = 'dark'
  nativeTheme.themeSource = 'dark'
  expect([nativeTheme.shouldUseDarkColors, updated.mock.calls.length]).toEqual([true, 1])
  nativeTheme.themeSource = 'system'
})

it('powerSaveBlocker counts its blockers', () => {
  const id = powerSaveBlocker.start('prevent-app-suspension')
  expect(powerSaveBlocker.isStarted(id)).toBe(true)
  powerSaveBlocker.stop(id)
  expect(powerSaveBlocker.isStarted(id)).toBe(false)
})

it('powerMonitor tells of sleep, and takes no listener for what it never tells', () => {
  const told = vi.fn()
  powerMonitor.on('resume', told)
  powerMonitor.emit('resume')
  powerMonitor.off('resume', told)
  powerMonitor.emit('resume')
  expect(told).toHaveBeenCalledOnce()
  expect(() => powerMonitor.on('speed-limit-change', told)).toThrow(
    'event "speed-limit-change" of powerMonitor',
  )
})
