import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HISTORY_LIMITS, lineOf, type PastJob } from '../../../shared/history.ts'
import { BatchId, ImageIndex, JobId, WorkerId } from '../../../shared/ids.ts'
import type { JobView } from '../../../shared/job.ts'
import { PANEL } from '../../../shared/origin.ts'
import { plainText } from '../../../shared/words/catalogue.ts'
import { GalleryFixture, REQUEST } from '../testing/gallery-fixture.ts'

let fixture: GalleryFixture
beforeEach(() => {
  fixture = new GalleryFixture()
})
afterEach(() => fixture.clear())

function past(number: number, changes: Partial<JobView> = {}): PastJob {
  const id = JobId.parse(`job-${number}`)
  const worker = WorkerId.parse('argon')
  return {
    job: {
      id,
      number,
      title: 'A herd of cows',
      origin: PANEL,
      priority: 'normal',
      request: REQUEST,
      seed: 1000,
      subseed: 7,
      state: 'finished',
      requested: 4,
      stored: 4,
      bonusPlanned: 0,
      bonusStored: 0,
      failed: 0,
      problem: null,
      submittedAt: number,
      startedAt: number,
      finishedAt: 1000 + number,
      etaSeconds: null,
      etaSpreadSeconds: null,
      predictedSeconds: 11,
      lowerBoundSeconds: 10,
      makespanSeconds: 12,
      plan: null,
      tallies: [
        {
          workerId: worker,
          name: 'argon',
          images: 4,
          bonus: 0,
          busySeconds: 12,
          predictedSeconds: 11,
          idleSeconds: 0,
          failures: 1,
          lastProblem: { kind: 'connection-reset', message: plainText('Reset.'), remedy: null, field: null },
        },
      ],
      ...changes,
    },
    batches: [
      {
        id: BatchId.parse(`batch-${number}`),
        jobId: id,
        workerId: worker,
        firstIndex: ImageIndex.parse(0),
        count: 4,
        bonus: false,
        copy: false,
        state: 'stored',
        fraction: 1,
        hasPreview: false,
        predictedStartAt: 0,
        predictedEndAt: 11_000,
        startedAt: 0,
        endedAt: 12_000,
        returnedBecause: null,
      },
    ],
    batchesLeftOut: 0,
  }
}

/** Writes into the history behind the app's back. */
function meddle(sql: string, ...values: (string | number)[]): void {
  const db = new DatabaseSync(fixture.databaseFile)
  db.prepare(sql).run(...values)
  db.close()
}

const numbers = (lines: readonly { number: number }[]) => lines.map(({ number }) => number)

it('lists the prompts of jobs, each once, newest first, without those that were cleared', async () => {
  const { history } = await fixture.open()
  const prompts = ['a cow', ' ', 'a hill', 'a cow']
  for (const [at, prompt] of prompts.entries())
    history.save(past(at + 1, { request: { ...REQUEST, prompt } }))
  expect(history.prompts()).toEqual(['a cow', 'a hill'])
  history.clear([JobId.parse('job-4'), JobId.parse('job-1')])
  expect(history.prompts()).toEqual(['a hill'])
})

it('tells negative prompts, each once, newest first, but for those of very large jobs', async () => {
  const { history } = await fixture.open()
  const large = { ...REQUEST, prompt: 'x'.repeat(40_000), negativePrompt: 'of a large one' }
  const negatives = ['blurry', '', 'text, frame', 'blurry']
  for (const [at, negativePrompt] of negatives.entries())
    history.save(past(at + 1, { request: { ...REQUEST, negativePrompt } }))
  history.save(past(9, { request: large }))
  expect(history.negativePrompts()).toEqual(['blurry', 'text, frame'])
  history.clear([JobId.parse('job-4'), JobId.parse('job-1')])
  expect(history.negativePrompts()).toEqual(['text, frame'])
})

describe('the history of jobs', () => {
  it('outlives a restart with every number and every request', async () => {
    const first = await fixture.open()
    first.history.save(past(1))
    first.history.save(past(2, { state: 'cancelled', stored: 1 }))
    await first.stop()
    const { history } = await fixture.open()
    expect(history.list(null)).toEqual([
      lineOf(past(2, { state: 'cancelled', stored: 1 }).job),
      lineOf(past(1).job),
    ])
    expect(history.list(null)[1]).toMatchObject({ workers: 1, failures: 1, makespanSeconds: 12 })
    expect(history.get(JobId.parse('job-1'))).toEqual(past(1))
  })

  it('takes the newer numbers of a job that it has', async () => {
    const { history } = await fixture.open()
    history.save(past(1, { stored: 3 }))
    history.save(past(1))
    expect(history.list(null)).toEqual([lineOf(past(1).job)])
    expect(history.get(JobId.parse('job-1'))).toEqual(past(1))
  })

  it('finds jobs by the words of their prompt', async () => {
    const { history } = await fixture.open()
    const saved = (number: number, prompt: string) =>
      history.save(past(number, { request: { ...REQUEST, prompt } }))
    saved(1, 'Alpine valley, mist')
    saved(2, 'a lighthouse, 100% storm')
    saved(3, 'valley of kings')
    expect(numbers(history.list('valley'))).toEqual([3, 1])
    expect(numbers(history.list(' MIST  valley '))).toEqual([1])
    expect(numbers(history.list('100%'))).toEqual([2])
    expect(history.list('zebra')).toEqual([])
    expect(numbers(history.list('  '))).toEqual([3, 2, 1])
  })

  it('forgets the oldest beyond its bound', async () => {
    const { history } = await fixture.open()
    for (let number = 1; number <= HISTORY_LIMITS.jobs + 3; number++) history.save(past(number))
    const kept = numbers(history.list(null))
    expect(kept).toHaveLength(HISTORY_LIMITS.jobs)
    expect(kept.at(-1)).toBe(4)
    expect(() => history.get(JobId.parse('job-3'))).toThrow('This job is no longer in the history.')
  })

  it('is cleared as a whole or in part, and put back by the token of each', async () => {
    const { history } = await fixture.open()
    for (const number of [1, 2, 3]) history.save(past(number))
    const one = history.clear([JobId.parse('job-2'), JobId.parse('gone')])
    expect(one.count).toBe(1)
    expect(numbers(history.list(null))).toEqual([3, 1])
    expect(() => history.get(JobId.parse('job-2'))).toThrow('This job is no longer in the history.')
    const all = history.clear(null)
    expect(all.count).toBe(2)
    expect(history.list(null)).toEqual([])
    // A request that comes back late does not bring its job back.
    history.save(past(3))
    expect(history.list(null)).toEqual([])
    expect(history.restore(all.token)).toBe(2)
    expect(history.restore(all.token)).toBe(0)
    expect(numbers(history.list(null))).toEqual([3, 1])
    expect(history.restore(one.token)).toBe(1)
    expect(numbers(history.list(null))).toEqual([3, 2, 1])
  })

  it('really lets go a day after it was cleared', async () => {
    const { history } = await fixture.open()
    history.save(past(1))
    const { token } = history.clear(null)
    fixture.now += 25 * 3600_000
    history.save(past(2))
    expect(history.restore(token)).toBe(0)
    expect(numbers(history.list(null))).toEqual([2])
  })
})

describe('a damaged history', () => {
  it.each([
    ['no JSON', '{"id":'],
    ['another shape', '{"id": 7}'],
    ['a list', '[]'],
    ['nothing', 'null'],
    ['a prototype', '{"__proto__": {"id": "job-1"}}'],
    [
      'a number beyond all bounds',
      JSON.stringify(lineOf(past(1).job)).replace('"stored":4', '"stored":1e999'),
    ],
  ])('leaves out a line that is %s, says so once, and shows the others', async (_what, line) => {
    const { history } = await fixture.open()
    history.save(past(1))
    history.save(past(2))
    meddle('UPDATE past_jobs SET line = ? WHERE number = 1', line)
    expect(numbers(history.list(null))).toEqual([2])
    expect(numbers(history.list(null))).toEqual([2])
    expect(fixture.reports).toEqual(['Job 1 in the history could not be read and is left out.'])
  })

  it('says that a job cannot be read, and where its pictures are', async () => {
    const { history } = await fixture.open()
    history.save(past(1))
    for (const whole of ['', '{}', '{"job": null}', JSON.stringify({ ...past(1), batches: 'none' })]) {
      meddle('UPDATE past_jobs SET whole = ? WHERE number = 1', whole)
      expect(() => history.get(JobId.parse('job-1'))).toThrow('cannot be read')
    }
  })

  it('does not read what is longer than any job', async () => {
    const { history } = await fixture.open()
    history.save(past(1))
    history.save(past(2))
    meddle(
      'UPDATE past_jobs SET line = ?, whole = ? WHERE number = 1',
      'x'.repeat(30_000),
      'x'.repeat(8_000_001),
    )
    expect(numbers(history.list(null))).toEqual([2])
    expect(() => history.get(JobId.parse('job-1'))).toThrow('This job is no longer in the history.')
  })

  it('reads jobs of older versions: options that came later take their defaults', async () => {
    const { history } = await fixture.open()
    const { clipSkip: _, ...request } = REQUEST
    const newer = past(1, { request: request as typeof REQUEST })
    const { origin: __, ...job } = newer.job
    history.save({ ...newer, job: job as typeof newer.job })
    expect(history.get(JobId.parse('job-1')).job).toMatchObject({
      request: { clipSkip: 1 },
      origin: { kind: 'unknown' },
    })
    expect(history.list(null)).toMatchObject([{ origin: { kind: 'unknown' } }])
  })

  it('does not keep a job from ending when nothing can be written', async () => {
    const { history } = await fixture.open()
    meddle(
      "CREATE TRIGGER full BEFORE INSERT ON past_jobs BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
    )
    history.save(past(1))
    expect(fixture.reports[0]).toContain('figures of job 1 could not be saved')
    expect(history.list(null)).toEqual([])
  })
})
