import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { JobId } from '../../../shared/ids.ts'
import { GalleryFixture, jobRecord, REQUEST } from '../testing/gallery-fixture.ts'

let fixture: GalleryFixture
beforeEach(() => {
  fixture = new GalleryFixture()
})
afterEach(() => fixture.clear())

describe('the job journal', () => {
  it('counts job numbers up over restarts and over two open galleries', async () => {
    const first = await fixture.open()
    expect([first.journal.nextJobNumber(), first.journal.nextJobNumber()]).toEqual([1, 2])
    const second = await fixture.open()
    expect([second.journal.nextJobNumber(), first.journal.nextJobNumber()]).toEqual([3, 4])
  })

  it('keeps the newest state of each job, newest job first', async () => {
    const { journal } = await fixture.open()
    const [one, two] = [jobRecord(), jobRecord({ id: JobId.parse('job-2'), number: 2, submittedAt: 2_000 })]
    journal.save(one)
    journal.save(two)
    journal.save({ ...one, state: 'finished', finishedAt: 5_000, makespanSeconds: 3.5 })
    const again = (await fixture.open()).journal
    expect(again.records()).toEqual([
      two,
      { ...one, state: 'finished', finishedAt: 5_000, makespanSeconds: 3.5 },
    ])
  })

  it('notes where the pictures of a job went when it was taken in, also when it goes on elsewhere', async () => {
    const { folder: _, ...record } = jobRecord()
    const { journal } = await fixture.open()
    journal.save(record)
    const begun = fixture.folder
    expect(journal.records()).toEqual([{ ...record, folder: begun }])
    fixture.crash()
    fixture.folder = join(begun, 'elsewhere')
    const again = (await fixture.open()).journal
    again.save({ ...record, state: 'paused' })
    expect(again.records()).toEqual([{ ...record, state: 'paused', folder: begun }])
  })

  it('keeps what the prompts of a job are drawn from, under any name', async () => {
    const record = jobRecord({
      wildcards: {
        lists: new Map([
          ['weather', ['rain', 'snow']],
          ['__proto__', ['x']],
        ]),
        loras: ['ink'],
      },
    })
    const { journal } = await fixture.open()
    journal.save(record)
    fixture.crash()
    expect((await fixture.open()).journal.unfinished()).toEqual([record])
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
    const { journal } = await fixture.open()
    journal.save(jobRecord({ state }))
    fixture.crash()
    expect((await fixture.open()).journal.unfinished()).toHaveLength(unfinished ? 1 : 0)
  })

  it('offers unfinished jobs in the order they were put in; those that came later stand behind', async () => {
    const { journal } = await fixture.open()
    const ids = ['a', 'b', 'c', 'd'].map((id) => JobId.parse(id))
    const [a, b, c, d] = ids as [JobId, JobId, JobId, JobId]
    for (const [at, id] of [a, b, c].entries())
      journal.save(jobRecord({ id, number: at + 1, submittedAt: at + 1 }))
    journal.arrange([c, a, JobId.parse('gone'), b])
    journal.save(jobRecord({ id: d, number: 4, submittedAt: 0 }))
    journal.save(jobRecord({ id: a, number: 1, submittedAt: 1, state: 'paused' }))
    fixture.crash()
    expect((await fixture.open()).journal.unfinished().map(({ id }) => id)).toEqual([c, a, b, d])
  })

  it('knows after a crash whether the queue was paused', async () => {
    const { journal } = await fixture.open()
    expect(journal.pauseKept()).toBe(false)
    journal.keepPause(true)
    fixture.crash()
    const { journal: again } = await fixture.open()
    expect(again.pauseKept()).toBe(true)
    again.keepPause(false)
    expect(again.pauseKept()).toBe(false)
  })

  it('goes on when the order cannot be written, and says so', async () => {
    const { journal } = await fixture.open()
    journal.save(jobRecord())
    const other = new DatabaseSync(fixture.databaseFile)
    other.exec(
      "CREATE TRIGGER full BEFORE UPDATE ON jobs BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
    )
    journal.arrange([JobId.parse('job-1')])
    expect(fixture.reports[0]).toContain('order of the queue')
    other.exec('DROP TRIGGER full')
    other.close()
    journal.save(jobRecord({ state: 'paused' }))
    expect(journal.records()[0]?.state).toBe('paused')
  })

  it('does not count a job as unfinished that another running process works on, until it takes it over', async () => {
    const first = await fixture.open()
    first.journal.save(jobRecord())
    const second = await fixture.open()
    expect(second.journal.unfinished()).toEqual([])
    await first.stop()
    expect(second.journal.unfinished()).toEqual([jobRecord()])
  })

  it('forgets a job without forgetting its number', async () => {
    const { journal } = await fixture.open()
    const number = journal.nextJobNumber()
    journal.save(jobRecord({ number }))
    journal.remove(JobId.parse('job-1'))
    expect(journal.records()).toEqual([])
    expect(journal.nextJobNumber()).toBe(number + 1)
  })

  it('leaves out a record that cannot be read, and says so', async () => {
    const gallery = await fixture.open()
    gallery.journal.save(jobRecord())
    const db = new DatabaseSync(fixture.databaseFile)
    db.exec(
      `INSERT INTO jobs (id, number, state, submitted_at, owner, record) VALUES ('x', 2, 'running', 9, 'x', '{"id":')`,
    )
    db.close()
    expect(gallery.journal.records()).toEqual([jobRecord()])
    expect(gallery.journal.unfinished()).toEqual([jobRecord()])
    expect(fixture.reports).toEqual(['Job 2 in the journal could not be read and is left out.'])
  })

  it('reads records of older versions: options that came later take their defaults', async () => {
    const gallery = await fixture.open()
    const { clipSkip: _, ...request } = REQUEST
    const old = jobRecord({ request: request as typeof REQUEST })
    gallery.journal.save(old)
    expect(gallery.journal.records()).toEqual([{ ...old, request: { ...request, clipSkip: 1 } }])
  })

  it('keeps who asked for a job; of one that was written without, nobody knows', async () => {
    const gallery = await fixture.open()
    const asked = jobRecord({ origin: { kind: 'client', name: 'Krita' } })
    gallery.journal.save(asked)
    expect(gallery.journal.records()).toEqual([asked])
    const { origin: _, ...old } = asked
    gallery.journal.save(old as typeof asked)
    expect(gallery.journal.records()).toEqual([{ ...old, origin: { kind: 'unknown' } }])
  })

  it('goes on when a state cannot be written, and writes it with the next change', async () => {
    const { journal } = await fixture.open()
    journal.save(jobRecord())
    const other = new DatabaseSync(fixture.databaseFile)
    other.exec('ALTER TABLE jobs RENAME TO hidden')
    expect(() => journal.save(jobRecord({ id: JobId.parse('job-2') }))).toThrow('cannot be used')
    other.exec('ALTER TABLE hidden RENAME TO jobs')
    other.exec(
      "CREATE TRIGGER full BEFORE UPDATE ON jobs BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
    )
    journal.save(jobRecord({ state: 'paused' }))
    expect(fixture.reports[0]).toContain('could not be written')
    other.exec('DROP TRIGGER full')
    journal.save(jobRecord({ id: JobId.parse('job-3'), number: 3 }))
    journal.save(jobRecord({ id: JobId.parse('job-3'), number: 3, state: 'paused' }))
    other.close()
    expect(journal.records().map((record) => record.state)).toEqual(['paused', 'paused'])
  })
})
