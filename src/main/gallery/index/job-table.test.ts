import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { JobId } from '../../../shared/ids.ts'
import { Corner, jobRecord } from '../testing/studio-corner.ts'

let corner: Corner
beforeEach(() => {
  corner = new Corner()
})
afterEach(() => corner.clear())

describe('the job journal', () => {
  it('counts job numbers up over restarts and over two open galleries', async () => {
    const first = await corner.open()
    expect([first.journal.nextJobNumber(), first.journal.nextJobNumber()]).toEqual([1, 2])
    const second = await corner.open()
    expect([second.journal.nextJobNumber(), first.journal.nextJobNumber()]).toEqual([3, 4])
  })

  it('keeps the newest state of each job, newest job first', async () => {
    const { journal } = await corner.open()
    const [one, two] = [jobRecord(), jobRecord({ id: JobId.parse('job-2'), number: 2, submittedAt: 2_000 })]
    journal.save(one)
    journal.save(two)
    journal.save({ ...one, state: 'finished', finishedAt: 5_000, makespanSeconds: 3.5 })
    const again = (await corner.open()).journal
    expect(again.records()).toEqual([
      two,
      { ...one, state: 'finished', finishedAt: 5_000, makespanSeconds: 3.5 },
    ])
  })

  it.each([
    ['held', true],
    ['queued', true],
    ['running', true],
    ['waiting', true],
    ['paused', true],
    ['storing-paused', true],
    ['finished', false],
    ['cancelled', false],
    ['failed', false],
  ] as const)('after a crash, a %s job is unfinished: %s', async (state, unfinished) => {
    const { journal } = await corner.open()
    journal.save(jobRecord({ state }))
    corner.crash()
    expect((await corner.open()).journal.unfinished()).toHaveLength(unfinished ? 1 : 0)
  })

  it('does not count a job as unfinished that another running process works on, until it takes it over', async () => {
    const first = await corner.open()
    first.journal.save(jobRecord())
    const second = await corner.open()
    expect(second.journal.unfinished()).toEqual([])
    await first.stop()
    expect(second.journal.unfinished()).toEqual([jobRecord()])
  })

  it('forgets a job without forgetting its number', async () => {
    const { journal } = await corner.open()
    const number = journal.nextJobNumber()
    journal.save(jobRecord({ number }))
    journal.remove(JobId.parse('job-1'))
    expect(journal.records()).toEqual([])
    expect(journal.nextJobNumber()).toBe(number + 1)
  })

  it('leaves out a record that cannot be read, and says so', async () => {
    const gallery = await corner.open()
    gallery.journal.save(jobRecord())
    const db = new DatabaseSync(corner.databaseFile)
    db.exec(
      `INSERT INTO jobs (id, number, state, submitted_at, owner, record) VALUES ('x', 2, 'running', 9, 'x', '{"id":')`,
    )
    db.close()
    expect(gallery.journal.records()).toEqual([jobRecord()])
    expect(corner.reports[0]).toContain('could not be read')
  })

  it('goes on when a state cannot be written, and writes it with the next change', async () => {
    const { journal } = await corner.open()
    journal.save(jobRecord())
    const other = new DatabaseSync(corner.databaseFile)
    other.exec('ALTER TABLE jobs RENAME TO hidden')
    expect(() => journal.save(jobRecord({ id: JobId.parse('job-2') }))).toThrow('cannot be used')
    other.exec('ALTER TABLE hidden RENAME TO jobs')
    other.exec(
      "CREATE TRIGGER full BEFORE UPDATE ON jobs BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
    )
    journal.save(jobRecord({ state: 'paused' }))
    expect(corner.reports[0]).toContain('could not be written')
    other.exec('DROP TRIGGER full')
    journal.save(jobRecord({ id: JobId.parse('job-3'), number: 3 }))
    journal.save(jobRecord({ id: JobId.parse('job-3'), number: 3, state: 'paused' }))
    other.close()
    expect(journal.records().map((record) => record.state)).toEqual(['paused', 'paused'])
  })
})
