import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JobId } from '../../shared/ids.ts'
import {
  batchStored,
  jobEnded,
  NOTHING_TO_TELL,
  type Note,
  type NotificationState,
  takeDue,
} from './notification-policy.ts'

const jobId = JobId.parse('job-a')
const other = JobId.parse('job-b')
const standing = () => ({ jobId, number: 31, title: 'a lighthouse', progress: '14 of 24, 0:38 left' })
const batch = (workerName: string, images = 4) => ({ jobId, workerName, images })
const end = {
  jobId,
  number: 31,
  title: 'a lighthouse',
  how: 'finished' as const,
  stored: 24,
  bonus: 0,
  seconds: 72,
  problem: null,
}
const afterBatches = (...names: string[]): NotificationState =>
  names.reduce((state, name) => batchStored(state, batch(name), 'batch', 0), NOTHING_TO_TELL)
const noteOf = (state: NotificationState): Note | null => takeDue(state, standing, state.dueAt ?? 0).note

describe('notifications', () => {
  it('tell of a batch three seconds later, with the standing of its job', () => {
    const state = afterBatches('argon')
    expect(state.dueAt).toBe(3000)
    expect(takeDue(state, standing, 2999).note).toBeNull()
    expect(noteOf(state)).toEqual({
      jobId,
      title: 'argon finished 4 images',
      body: 'a lighthouse: 14 of 24, 0:38 left',
    })
  })
  it('share one message when several workers finish', () => {
    expect(noteOf(afterBatches('argon', 'master'))?.title).toBe('8 images from argon and master')
    expect(noteOf(afterBatches('argon', 'master', 'laptop', 'argon'))?.title).toBe(
      '16 images from 3 machines',
    )
    expect(noteOf(afterBatches('argon', 'argon'))?.title).toBe('argon finished 8 images')
  })
  it('come ever more seldom while they keep coming, and at once again after a quiet time', () => {
    let { state } = takeDue(afterBatches('argon'), standing, 3000)
    const gaps: number[] = []
    for (let round = 0; round < 7; round++) {
      const shownAt = state.shownAt
      state = batchStored(state, batch('argon'), 'batch', shownAt + 1)
      const dueAt = state.dueAt ?? 0
      gaps.push(dueAt - shownAt)
      state = takeDue(state, standing, dueAt).state
    }
    expect(gaps).toEqual([6000, 12_000, 24_000, 48_000, 60_000, 60_000, 60_000])
    const late = state.shownAt + 600_000
    expect(batchStored(state, batch('argon'), 'batch', late).dueAt).toBe(late + 3000)
  })
  it('never come in a storm: thirty workers for an hour make at most 65', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 50, max: 20_000 }), { minLength: 200, maxLength: 400 }),
        (gaps) => {
          let [state, now, shown]: [NotificationState, number, number] = [NOTHING_TO_TELL, 0, 0]
          for (const gap of gaps) {
            now += gap
            if (state.dueAt !== null && state.dueAt <= now) {
              const due = takeDue(state, standing, state.dueAt)
              state = due.state
              if (due.note) shown++
            }
            state = batchStored(state, batch('argon'), 'batch', now)
          }
          return shown <= 5 + now / 60_000
        },
      ),
      { numRuns: 50 },
    )
  })
  it('end with a summary at once, which replaces what was pending of that job only', () => {
    const pending = batchStored(
      afterBatches('argon'),
      { jobId: other, workerName: 'laptop', images: 2 },
      'batch',
      10,
    )
    const { state, note } = jobEnded(pending, end, 'batch')
    expect(note).toEqual({ jobId, title: 'Job 31 is finished: 24 images in 1:12', body: 'a lighthouse' })
    expect(state.pending).toEqual([{ jobId: other, workerName: 'laptop', images: 2 }])
    expect(state.dueAt).toBe(3000)
    expect(jobEnded(afterBatches('argon'), end, 'batch').state.dueAt).toBeNull()
  })
  it('name the bonus images, and the problem of a job that failed', () => {
    expect(jobEnded(NOTHING_TO_TELL, { ...end, bonus: 11 }, 'job').note?.title).toContain(
      '24 images and 11 bonus in 1:12',
    )
    const failed = {
      ...end,
      how: 'failed' as const,
      stored: 1,
      seconds: null,
      problem: 'Every worker answered 422.',
    }
    expect(jobEnded(NOTHING_TO_TELL, failed, 'job').note).toMatchObject({
      title: 'Job 31 failed after 1 image',
      body: 'Every worker answered 422.',
    })
  })
  it('follow the setting: per job only the summary, off nothing', () => {
    expect(batchStored(NOTHING_TO_TELL, batch('argon'), 'job', 0).dueAt).toBeNull()
    expect(batchStored(NOTHING_TO_TELL, batch('argon'), 'off', 0).dueAt).toBeNull()
    expect(jobEnded(NOTHING_TO_TELL, end, 'off').note).toBeNull()
  })
})
