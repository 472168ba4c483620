import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseProblem } from '../storage-error.ts'
import { closeDatabase, openDatabase } from './database.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-database-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const file = () => join(folder, 'gallery.db')
const now = () => Date.UTC(2026, 10, 28)
const [full, roomy] = [() => true, () => false]
const sqlite = (errcode: number) => Object.assign(new Error('disk I/O error'), { errcode })

describe('opening the index', () => {
  it('sets a broken one aside', () => {
    writeFileSync(file(), 'no database '.repeat(100))
    const { db, setAside } = openDatabase(file(), now, roomy)
    closeDatabase(db)
    expect(setAside).toContain('gallery.broken-2026-11-28')
  })

  it('leaves one that looks broken where it is while the disk is full', () => {
    writeFileSync(file(), 'no database '.repeat(100))
    expect(() => openDatabase(file(), now, full)).toThrow('is full')
    expect(readdirSync(folder)).toEqual(['gallery.db'])
  })

  it.skipIf(process.platform === 'win32')('keeps prompts to their owner, in old files too', () => {
    writeFileSync(file(), '', { mode: 0o644 })
    const { db } = openDatabase(file(), now, roomy)
    db.exec('CREATE TABLE some (text TEXT)')
    const rights = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o077)
    closeDatabase(db)
    expect(rights).toEqual([0, 0, 0])
  })
})

describe('the words for what SQLite says', () => {
  // SQLITE_IOERR_SHMSIZE and SQLITE_IOERR_WRITE: a file beside the database could not grow.
  it.each([4874, 778])('are "disk full" for I/O error %i where there is no room', (code) => {
    expect(databaseProblem(sqlite(code), file(), full)).toMatchObject({ kind: 'storage-full' })
    expect(databaseProblem(sqlite(code), file(), roomy)).toMatchObject({ kind: 'storage-broken' })
  })
  it('are not "disk full" for a broken file, whatever room there is', () => {
    expect(databaseProblem(sqlite(11), file(), full)).toMatchObject({ kind: 'storage-broken' })
  })
})
