import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inWords } from '../../shared/words/say.ts'
import { installSamples, openWildcardFolder } from './wildcard-folder.ts'

let home: string
let folder: string
const reports: string[] = []

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'wildcards-'))
  folder = join(home, 'wildcards')
  mkdirSync(join(folder, 'animals'), { recursive: true })
  reports.length = 0
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const open = () => openWildcardFolder(folder, (what) => reports.push(inWords(what)))
const write = (name: string, text: string | Uint8Array) => writeFileSync(join(folder, name), text)

describe('the wildcard folder', () => {
  it('reads a list without comments, empty lines and control characters, whatever ends its lines', () => {
    write('weather.txt', '\ufeff# a comment\r\nrain\r\n\r\n  snow \rfo\tg\n')
    expect(open().lines('weather')).toEqual(['rain', 'snow', 'fo g'])
  })

  it('lists all with their lines and their first one, folders by their path', () => {
    write('weather.txt', 'rain\nsnow')
    write('animals/birds.txt', 'heron')
    write('notes.md', 'not a list')
    write('no__name.txt', 'cannot be referred to')
    expect(open().lists()).toEqual([
      { name: 'animals/birds', lines: 1, sample: 'heron' },
      { name: 'weather', lines: 2, sample: 'rain' },
    ])
    expect(open().lines('animals/birds')).toEqual(['heron'])
  })

  it('follows a link to another list, but not out of its folder', () => {
    write('weather.txt', 'rain')
    writeFileSync(join(home, 'secret.txt'), 'the key')
    symlinkSync(join(folder, 'weather.txt'), join(folder, 'alias.txt'))
    symlinkSync(join(home, 'secret.txt'), join(folder, 'leak.txt'))
    symlinkSync(home, join(folder, 'way-out'))
    const lists = open()
    expect(lists.lines('alias')).toEqual(['rain'])
    expect([lists.lines('leak'), lists.lines('way-out/secret')]).toEqual([null, null])
  })

  it('reads a file again when it has changed', () => {
    write('weather.txt', 'rain')
    const lists = open()
    expect(lists.lines('weather')).toEqual(['rain'])
    write('weather.txt', 'hail')
    utimesSync(join(folder, 'weather.txt'), 1, 1)
    expect(lists.lines('weather')).toEqual(['hail'])
    rmSync(join(folder, 'weather.txt'))
    expect(lists.lines('weather')).toBeNull()
  })

  it('never leaves its folder', () => {
    writeFileSync(join(home, 'secret.txt'), 'secret')
    for (const name of [
      '../secret',
      'animals/../../secret',
      '/etc/passwd',
      '..',
      '',
      'a//b',
      'a/./b',
      'a\0',
      'a\\b',
      'c:a',
      ' a',
      'a.',
    ])
      expect(open().lines(name)).toBeNull()
  })

  it('reads a huge file up to its bound, and drops lines that are no phrases', () => {
    write('huge.txt', `${'x'.repeat(3000)}\n${'rain\n'.repeat(400_000)}`)
    const lines = open().lines('huge') ?? []
    expect(new Set(lines)).toEqual(new Set(['rain']))
    expect(lines.length).toBeLessThan(210_000)
  })

  it('reads what Windows editors write: UTF-16 and Windows-1252', () => {
    write('notepad.txt', Buffer.from('\ufeffcafé\r\n谷の霧\r\n', 'utf16le'))
    write('powershell.txt', Buffer.from('café\r\nsnow\r\n', 'utf16le'))
    write('old.txt', Buffer.from([...'caf'].map((char) => char.charCodeAt(0)).concat(0xe9, 0x0a, 0x93, 0x94)))
    const lists = open()
    expect(lists.lines('notepad')).toEqual(['café', '谷の霧'])
    expect(lists.lines('powershell')).toEqual(['café', 'snow'])
    expect(lists.lines('old')).toEqual(['café', '“”'])
  })

  it('knows lists with blanks, signs and letters of any script in their names', () => {
    for (const name of ['soft light', 'c+grade', '天気', 'été (old)', "owner's-list"]) {
      write(`${name}.txt`, name)
      expect(open().lines(name)).toEqual([name])
    }
  })

  it('draws from every list that a name with a star means', () => {
    write('animals/birds.txt', 'heron\nwren')
    write('animals/fish.txt', 'carp')
    write('weather.txt', 'rain')
    const lists = open()
    expect(lists.lines('animals/*')).toEqual(['heron', 'wren', 'carp'])
    expect(lists.lines('*')).toEqual(['rain'])
    expect(lists.lines('**')).toEqual(['heron', 'wren', 'carp', 'rain'])
    expect(lists.lines('anim*/b*')).toEqual(['heron', 'wren'])
    expect(lists.lines('plants/*')).toBeNull()
    expect(lists.lines('../*')).toBeNull()
  })

  it('takes bytes that are no text as they come, and a folder called like a list for none', () => {
    write('binary.txt', new Uint8Array([0x80, 0x0a, 0x41]))
    mkdirSync(join(folder, 'folder.txt'))
    expect(open().lines('binary')).toEqual(['€', 'A'])
    expect(open().lines('folder')).toBeNull()
  })

  it('says once which file cannot be read', () => {
    symlinkSync(join(folder, 'loop.txt'), join(folder, 'loop.txt'))
    const lists = open()
    expect(lists.lines('loop')).toBeNull()
    expect(lists.lines('loop')).toBeNull()
    expect(reports).toHaveLength(1)
    expect(reports[0]).toContain('loop.txt cannot be read')
  })

  it('has no list where there is no folder', () => {
    rmSync(folder, { recursive: true })
    expect(open().lists()).toEqual([])
    expect(open().lines('weather')).toBeNull()
  })
})

describe('the lists that come with the app', () => {
  it('are put there once and not again', () => {
    const samples = join(home, 'samples')
    mkdirSync(samples)
    writeFileSync(join(samples, 'light.txt'), 'dawn')
    rmSync(folder, { recursive: true })
    installSamples(samples, folder)
    expect(open().lines('light')).toEqual(['dawn'])
    rmSync(join(folder, 'light.txt'))
    installSamples(samples, folder)
    expect(open().lines('light')).toBeNull()
  })
})
