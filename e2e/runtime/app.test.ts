import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { App } from './app.ts'
import type { PreventableEvent } from './emitter.ts'
import { lockSingleInstance } from './single-instance.ts'

let folder = ''
let app: App
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stand-in-app-'))
  writeFileSync(join(folder, 'package.json'), '{"name":"x","productName":"Example","version":"1.2.3"}')
  app = new App(folder)
  app.setPath('userData', join(folder, 'data'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('app', () => {
  it('knows itself from its manifest', () => {
    expect([app.getName(), app.getVersion(), app.getAppPath()]).toEqual(['Example', '1.2.3', folder])
  })
  it('refuses a path it does not know and one that is not absolute', () => {
    expect(() => app.getPath('crashDumps')).toThrow("Failed to get 'crashDumps' path")
    expect(() => app.setPath('userData', 'relative')).toThrow('Path must be absolute')
  })
  it('quits in order: before-quit, will-quit, quit, end', async () => {
    const order: string[] = []
    for (const event of ['before-quit', 'will-quit', 'quit']) app.on(event, () => order.push(event))
    app._end = async (code) => void order.push(`end ${code}`)
    app.quit()
    expect(order).toEqual(['before-quit', 'will-quit', 'quit', 'end 0'])
  })
  it('can be held by will-quit and quit again later', () => {
    const end = vi.fn(async () => {})
    app._end = end
    app.once('will-quit', (event: PreventableEvent) => event.preventDefault())
    app.quit()
    expect(end).not.toHaveBeenCalled()
    app.quit()
    expect(end).toHaveBeenCalledOnce()
  })
})

describe('the single-instance lock', () => {
  it('is held by one, and free again after it is released', () => {
    expect(app.requestSingleInstanceLock()).toBe(true)
    expect(app.requestSingleInstanceLock()).toBe(true)
    app.releaseSingleInstanceLock()
    expect(app.requestSingleInstanceLock()).toBe(true)
    app.releaseSingleInstanceLock()
  })
  it('is taken over from a process that died with it', async () => {
    const userData = join(folder, 'data')
    const child = spawn(process.execPath, ['-e', ''])
    const pid = child.pid
    await new Promise((resolve) => child.once('exit', resolve))
    lockSingleInstance(userData, () => {}).release()
    writeFileSync(join(userData, 'stand-in-instance', 'pid'), String(pid))
    const lock = lockSingleInstance(userData, () => {})
    expect(lock.held).toBe(true)
    lock.release()
  })
  it('tells the holder the command line of the one who comes second', async () => {
    const userData = join(folder, 'data')
    const told = Promise.withResolvers<string[]>()
    const lock = lockSingleInstance(userData, told.resolve)
    expect(lock.held).toBe(true)
    const script = `import { lockSingleInstance } from ${JSON.stringify(join(import.meta.dirname, 'single-instance.ts'))}
process.exit(lockSingleInstance(${JSON.stringify(userData)}, () => {}).held ? 1 : 0)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, '--', '--from-second'])
    const code = await new Promise((resolve) => child.once('exit', resolve))
    expect(code).toBe(0)
    expect(await told.promise).toContain('--from-second')
    lock.release()
  })
})
