import { execFile } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { inWords } from '../../shared/words/say.ts'
import { openConfFiles } from './conf-files.ts'
import { openStoreFiles } from './stores.ts'

let folder: string
let reports: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-files-'))
  reports = []
})
afterEach(() => {
  chmodSync(folder, 0o700)
  rmSync(folder, { recursive: true, force: true })
})

const report = (what: Reason) => reports.push(inWords(what))
const open = () => openConfFiles(folder, report).settings
const file = () => join(folder, 'settings.json')

describe('a settings file', () => {
  it.each([
    ['UTF-8 with a byte order mark', Buffer.from('\ufeff{"theme":"dark","note":"café"}')],
    ['UTF-16', Buffer.from('\ufeff{"theme":"dark","note":"café"}', 'utf16le')],
    ['Windows-1252', Buffer.from('{"theme":"dark","note":"café"}', 'latin1')],
  ])('that an editor saved as %s is read, and kept as UTF-8', (_, bytes) => {
    writeFileSync(file(), bytes)
    const settings = open()
    expect([settings.get('theme'), settings.get('note')]).toEqual(['dark', 'café'])
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({ theme: 'dark', note: 'café' })
    expect(readdirSync(folder)).toEqual(['settings.json'])
    expect(reports).toEqual([])
  })

  it('is made with its folder, readable by its owner only', () => {
    const { settings } = openConfFiles(join(folder, 'a', 'b'), report)
    settings.set({ 'a.key.with.dots': 1 })
    expect(settings.get('a.key.with.dots')).toBe(1)
    if (process.platform !== 'win32') expect(statSync(settings.path).mode & 0o777).toBe(0o600)
  })

  it.each([
    ['half written', '{"theme": "da'],
    ['empty', ''],
    ['not JSON', '\u0000\u0001garbage'],
    ['JSON, but no object', '["dark"]'],
    ['null', 'null'],
  ])('that is %s is kept under another name, told, and begun anew', (_, content) => {
    writeFileSync(file(), content)
    const settings = open()
    expect(settings.get('theme')).toBeUndefined()
    const aside = readdirSync(folder).filter((name) => name.startsWith('settings.broken-'))
    expect(aside).toHaveLength(1)
    expect(aside[0]).toMatch(/^settings\.broken-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.json$/)
    expect(readFileSync(join(folder, String(aside[0])), 'utf8')).toBe(content)
    expect(reports).toEqual([expect.stringContaining(String(aside[0]))])
    settings.set({ theme: 'dark' })
    expect(open().get('theme')).toBe('dark')
  })

  it('that is broken twice in a second is kept twice', () => {
    const wall = () => 0
    for (const content of ['one', 'two']) {
      writeFileSync(file(), content)
      openStoreFiles(folder, () => stub(), report, wall)
    }
    expect(readdirSync(folder).filter((name) => name.includes('broken'))).toHaveLength(2)
  })

  it('broken while it is open is kept, and what was known is written again', () => {
    const settings = open()
    settings.set({ theme: 'dark', keepInTray: false })
    writeFileSync(file(), '{')
    settings.set({ graceSeconds: 4 })
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({
      theme: 'dark',
      keepInTray: false,
      graceSeconds: 4,
    })
    expect(reports).toHaveLength(1)
  })

  it('in a folder that cannot be made is an error with a remedy', () => {
    writeFileSync(join(folder, 'in-the-way'), '')
    expect(() => openConfFiles(join(folder, 'in-the-way', 'x'), report)).toThrow(
      expect.objectContaining({ kind: 'settings-broken', remedy: reason('settings.file-unusable.remedy') }),
    )
  })

  it('that is a folder is an error with a remedy', () => {
    mkdirSync(file())
    expect(() => open()).toThrow(expect.objectContaining({ kind: 'settings-broken' }))
  })

  it('is the same file for electron-store and conf', async () => {
    // electron-store asks for Electron's paths only when it is given none.
    await run(`
      import { registerHooks } from 'node:module'
      registerHooks({ resolve: (name, context, next) =>
        name === 'electron' ? { url: 'data:text/javascript,export default {}', shortCircuit: true } : next(name, context) })
      const { default: Store } = await import('electron-store')
      const { openStoreFiles } = await import(${JSON.stringify(join(import.meta.dirname, 'stores.ts'))})
      const app = openStoreFiles(${JSON.stringify(folder)}, (options) => new Store(options), console.error)
      app.settings.set({ theme: 'dark' })
      app.workers.set({ workers: [] })
      app.secrets.set({ 'worker:a.b': 1 })
    `)
    const cli = openConfFiles(folder, report)
    expect(cli.settings.get('theme')).toBe('dark')
    expect(cli.workers.get('workers')).toEqual([])
    expect(cli.secrets.get('worker:a.b')).toBe(1)
    expect(readdirSync(folder).sort()).toEqual(['secrets.json', 'settings.json', 'workers.json'])
  })

  it('is never corrupt while two processes write it', async () => {
    const module = join(import.meta.dirname, 'conf-files.ts')
    const script = `
      const { openConfFiles } = await import(${JSON.stringify(module)})
      const { settings } = openConfFiles(${JSON.stringify(folder)}, (text) => { throw new Error(text) })
      for (let i = 0; i < 60; i++) settings.set({ [process.argv[1]]: 'x'.repeat(i * 50), shared: i })
    `
    await Promise.all([run(script, 'app'), run(script, 'cli')])
    const content = JSON.parse(readFileSync(file(), 'utf8')) as Record<string, unknown>
    expect(content.shared).toBe(59)
    expect(readdirSync(folder)).toEqual(['settings.json'])
  })
})

/** Runs a module's text in a Node of its own. */
function run(script: string, ...names: string[]) {
  const node = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script, ...names]
  return promisify(execFile)(process.execPath, node, { cwd: import.meta.dirname })
}

function stub() {
  return { path: file(), store: {}, set: () => {}, delete: () => {} }
}
