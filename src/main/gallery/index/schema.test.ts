import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { JobId } from '../../../shared/ids.ts'
import { closeDatabase, openDatabase } from './database.ts'
import { ImageTable } from './image-table.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-schema-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const job = JobId.parse('job-1')

/** An index as the version before the trash wrote it: three pictures, a favourite, one of another checkpoint, one that is missing. */
function openLayout4() {
  const file = join(folder, 'gallery.db')
  copyFileSync(join(import.meta.dirname, 'testing', 'layout-4.db'), file)
  return openDatabase(file, () => 0)
}

describe('an index of layout 4', () => {
  it('keeps its pictures, marks, searches and states', () => {
    const { db, setAside } = openLayout4()
    const table = new ImageTable(db)
    expect(setAside).toBeNull()
    expect(table.listed.ofJob(job)).toMatchObject([
      { index: 0, seed: 1000, favourite: true, file: '2026-11-24/1-0000-1000.png' },
      { index: 1, seed: 1001, favourite: false, flags: ['other-checkpoint'] },
    ])
    expect(table.listed.list({ jobId: null, after: null, limit: 9, text: 'cows' }).total).toBe(2)
    expect(table.listed.list({ jobId: null, after: null, limit: 9, favourite: true }).total).toBe(1)
    expect(table.listed.storedIndexes(job)).toEqual([0])
    expect(table.hasMissing()).toBe(true)
    expect(table.trash.size()).toEqual({ count: 0, bytes: 0 })
    closeDatabase(db)
  })

  it('counts its rows on from where it was, and takes pictures into the trash', () => {
    const { db } = openLayout4()
    const table = new ImageTable(db)
    const [first] = table.listed.ofJob(job)
    if (first === undefined) throw new Error('The kept index has no pictures.')
    const seq = table.insert({ ...first, id: 'new' as typeof first.id }, '/pictures', null)
    expect(seq).toBe(4)
    table.trash.beginTrashing(seq, { trash: 'new/a.png', at: 5, mover: 'me' })
    table.trash.setTrashed(seq)
    expect(table.trash.size().count).toBe(1)
    closeDatabase(db)
  })
})
