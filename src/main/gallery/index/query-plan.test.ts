import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pictureRecord } from '../picture-record.ts'
import { metaOf } from '../testing/gallery-fixture.ts'
import { closeDatabase, openDatabase } from './database.ts'
import { ImageTable } from './image-table.ts'

let folder: string
let db: DatabaseSync
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-plans-'))
  db = openDatabase(join(folder, 'gallery.db'), () => 0).db
})
afterEach(() => {
  closeDatabase(db)
  rmSync(folder, { recursive: true, force: true })
})

/** How SQLite runs what `read` asks of `images`, one line per step. */
function plansOf(read: (table: ImageTable) => unknown): string[] {
  const table = new ImageTable(db)
  const prepare = vi.spyOn(db, 'prepare')
  read(table)
  const asked = prepare.mock.calls.map(([sql]) => sql)
  prepare.mockRestore()
  return asked.flatMap((sql) => {
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`)
    return plan.all(...Array<null>(sql.split('?').length - 1).fill(null)).map(({ detail }) => String(detail))
  })
}

/** Most pictures of a gallery are deleted, and SQLite knows how many rows each index has. */
function fill(how: string): void {
  const table = new ImageTable(db)
  table.write(() => {
    for (let index = 0; index < 400; index++) {
      const facts = { format: 'png', bytes: 1, width: 64, height: 64 } as const
      const image = pictureRecord(metaOf(index), { ...facts, file: `${index}.png` }, index)
      const seq = table.insert(image, '/pictures', null)
      if (index < 10) continue
      table.trash.beginTrashing(seq, { trash: `${image.id}/${index}.png`, at: index, mover: 'me' })
      table.trash.setTrashed(seq)
      if (how === 'trashed and purged' && index % 2 === 0) table.trash.setPurged(seq)
    }
  })
  db.exec('ANALYZE')
}

describe.each(['empty', 'trashed', 'trashed and purged'])('in a gallery that is %s', (how) => {
  beforeEach(() => {
    if (how !== 'empty') fill(how)
  })

  it.each<[string, (table: ImageTable) => unknown]>([
    ['what is being moved', (table) => table.trash.moving()],
    ['what is being stored', (table) => table.committing()],
    ['whether a picture is missing', (table) => table.hasMissing()],
    ['the missing picture of a name', (table) => table.missingLike('a.png', 1)],
  ])('finds %s without reading what was deleted', (_what, read) => {
    expect(plansOf(read)[0]).toMatch(/^SEARCH images USING (COVERING )?INDEX images_unsettled \(state=\?/)
  })

  it('reads what lies in the trash of a folder, in pages, in the order of an index', () => {
    const plans = plansOf((table) => [...table.trash.placesIn('/pictures')])
    expect(plans[0]).toBe('SEARCH images USING INDEX images_unsettled (state=? AND seq>?)')
    expect(plans.join()).not.toContain('TEMP B-TREE')
  })

  it('tells the size of the trash from an index alone', () => {
    expect(plansOf((table) => table.trash.size())).toEqual([
      'SCAN images USING COVERING INDEX images_in_trash',
    ])
  })

  it('takes the oldest of the trash in the order of an index', () => {
    const plans = plansOf((table) => table.trash.before(1, 10))
    expect(plans[0]).toBe('SEARCH images USING INDEX images_in_trash (trashed_at<?)')
    expect(plans.join()).not.toContain('TEMP B-TREE')
  })

  it('lists the trash, newest first, in the order of an index', () => {
    const plans = plansOf((table) => table.listed.list({ jobId: null, after: null, limit: 9, trash: true }))
    expect(plans[1]).toMatch(/^SEARCH images USING INDEX images_unsettled \(state=\?/)
    expect(plans.join()).not.toContain('TEMP B-TREE')
  })

  const days = { jobId: null, after: null, limit: 9, since: 100, until: 200 }

  it.each([
    ['both ends', days, '(stored_at>? AND stored_at<?)'],
    ['an open end', { ...days, until: null }, '(stored_at>?)'],
    ['an open beginning', { ...days, since: null }, '(stored_at<?)'],
  ])('counts the pictures of some days with %s from the index of times alone', (_what, query, bounds) => {
    const [count] = plansOf((table) => table.listed.list(query))
    expect(count).toBe(`SEARCH images USING COVERING INDEX images_by_time ${bounds}`)
  })

  it('lists the pictures of some days between the first and the last of them, without sorting', () => {
    const plans = plansOf((table) => table.listed.list(days))
    expect(plans[1]).toMatch(
      /^SEARCH images USING (INTEGER PRIMARY KEY|INDEX images_listed) \((rowid|seq)>\? AND (rowid|seq)<\?\)/,
    )
    expect(plans.join()).not.toContain('TEMP B-TREE')
    expect(plans.filter((step) => step.includes('images_by_time'))).toHaveLength(3)
  })
})
