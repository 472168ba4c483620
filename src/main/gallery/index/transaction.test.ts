import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { inTransaction } from './transaction.ts'

const withRoomFor = (pages: number) => {
  const db = new DatabaseSync(':memory:')
  db.exec(`CREATE TABLE texts (text TEXT); PRAGMA max_page_count = ${pages}`)
  return db
}
const count = (db: DatabaseSync) => Number(db.prepare('SELECT count(*) AS n FROM texts').get()?.n)

describe('a transaction', () => {
  it('is kept whole, and answers what its work did', () => {
    const db = withRoomFor(100)
    expect(inTransaction(db, () => db.prepare('INSERT INTO texts VALUES (?)').run('a').changes)).toBe(1)
    expect(count(db)).toBe(1)
  })

  it('is undone when its work throws', () => {
    const db = withRoomFor(100)
    const broken = () => {
      db.prepare('INSERT INTO texts VALUES (?)').run('a')
      throw new Error('no')
    }
    expect(() => inTransaction(db, broken)).toThrow('no')
    expect([count(db), db.isTransaction]).toEqual([0, false])
  })

  it('says what went wrong when SQLite has undone it already, as on a full disk', () => {
    const db = withRoomFor(4)
    const full = () => {
      const insert = db.prepare('INSERT INTO texts VALUES (?)')
      for (let row = 0; row < 100; row++) insert.run('x'.repeat(2000))
    }
    expect(() => inTransaction(db, full)).toThrow('database or disk is full')
    expect([count(db), db.isTransaction]).toEqual([0, false])
  })

  it('says the same when its work had given up the transaction itself', () => {
    const db = withRoomFor(100)
    const gone = () => {
      db.exec('ROLLBACK')
      throw new Error('database or disk is full')
    }
    expect(() => inTransaction(db, gone)).toThrow('database or disk is full')
  })
})
