import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../shared/settings.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { inWords } from '../../shared/words/say.ts'
import { openConfFiles } from './conf-files.ts'
import { migrateSettings } from './migrations.ts'
import { createSettingsStore } from './settings-store.ts'

let folder: string
let reports: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-settings-'))
  reports = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const report = (what: Reason) => reports.push(inWords(what))
const open = () => createSettingsStore(openConfFiles(folder, report).settings, report)
const onDisk = () =>
  JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')) as Record<string, unknown>
const write = (content: unknown) =>
  writeFileSync(
    join(folder, 'settings.json'),
    typeof content === 'string' ? content : JSON.stringify(content),
  )

describe('settings', () => {
  it('are the defaults at first, and nothing is written for that', () => {
    expect(open().get()).toEqual(DEFAULT_SETTINGS)
    expect(readdirSync(folder)).toEqual([])
  })

  it('keep what was changed, and write only that', () => {
    open().update({ theme: 'dark', graceSeconds: 5 })
    expect(onDisk()).toEqual({ theme: 'dark', graceSeconds: 5, version: 1 })
    expect(open().get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', graceSeconds: 5 })
  })

  it('tell listeners of a change, once, and not of none', () => {
    const settings = open()
    const heard: string[] = []
    const end = settings.onChange((next) => heard.push(next.theme))
    settings.update({ theme: 'dark' })
    settings.update({ theme: 'dark', form: { ...DEFAULT_SETTINGS.form } })
    settings.update({})
    end()
    settings.update({ theme: 'light' })
    expect(heard).toEqual(['dark'])
  })

  it('refuse a patch that is not valid, and name the field', () => {
    const settings = open()
    const patch = { graceSeconds: -1 }
    expect(() => settings.update(patch)).toThrow(
      expect.objectContaining({ kind: 'bad-request', field: 'graceSeconds' }),
    )
    expect(() => settings.update({ form: { ...DEFAULT_SETTINGS.form, width: 513 } })).toThrow(
      expect.objectContaining({ kind: 'bad-request', field: 'form.width' }),
    )
    expect(settings.get()).toEqual(DEFAULT_SETTINGS)
  })

  it.each([
    [{ graceSeconds: 601 }, 'Grace period of + bonus must be at most 600.'],
    [{ fileTemplate: '' }, 'File name must not be empty.'],
    [{ form: { ...DEFAULT_SETTINGS.form, cfgScale: 0 } }, 'CFG must be at least 1.'],
  ])('refuse %j in a sentence that names the field as the panel does', (patch, sentence) => {
    expect(() => open().update(patch)).toThrow(sentence)
  })

  it('lose only the field that is bad on disk, also inside form and benchmark, and say so', () => {
    write({
      theme: 'purple',
      keepInTray: 'yes',
      graceSeconds: 7,
      benchmark: { steps: 999, cfgScale: 9 },
      form: { prompt: 'a cow', width: 'wide', hires: { scale: 99 } },
      unknownOption: 1,
    })
    const settings = open().get()
    expect(settings).toEqual({
      ...DEFAULT_SETTINGS,
      graceSeconds: 7,
      benchmark: { ...DEFAULT_SETTINGS.benchmark, cfgScale: 9 },
      form: { ...DEFAULT_SETTINGS.form, prompt: 'a cow' },
    })
    const named = reports.map((text) => /^The setting (\S+) in/.exec(text)?.[1]).sort()
    expect(named).toEqual(['benchmark.steps', 'form.hires', 'form.width', 'keepInTray', 'theme'])
    const file = join(folder, 'settings.json')
    expect(reports).toContain(
      `The setting benchmark.steps in ${file} is not valid; its default is used. Steps must be at most 150.`,
    )
  })

  it('leave fields of other versions in the file alone', () => {
    write({ theme: 'dark', inventedLater: { a: 1 }, version: 7 })
    open().update({ keepInTray: false })
    expect(onDisk()).toMatchObject({ theme: 'dark', inventedLater: { a: 1 }, keepInTray: false })
  })

  it('keep what another process changed meanwhile in other fields', () => {
    const [app, cli] = [open(), open()]
    app.update({ theme: 'dark' })
    cli.update({ graceSeconds: 9 })
    app.update({ keepInTray: false })
    expect(open().get()).toMatchObject({ theme: 'dark', graceSeconds: 9, keepInTray: false })
  })
})

describe('migrations', () => {
  const steps = [
    (stored: Readonly<Record<string, unknown>>) => ({ ...stored, two: stored.one }),
    (stored: Readonly<Record<string, unknown>>) => ({ ...stored, three: stored.two }),
  ]
  it.each([
    [{ one: 1 }, { one: 1, two: 1, three: 1 }],
    [
      { version: 2, two: 5 },
      { version: 2, two: 5, three: 5 },
    ],
    [{ version: 3 }, { version: 3 }],
    [{ version: 99 }, { version: 99 }],
    [
      { version: 'x', one: 1 },
      { version: 'x', one: 1, two: 1, three: 1 },
    ],
  ])('bring %j to %j', (stored, expected) => {
    expect(migrateSettings(stored, steps)).toEqual(expected)
  })
})
