import { describe, expect, it } from 'vitest'
import type { Notice } from '../../shared/contract.ts'
import { JobId, WorkerId } from '../../shared/ids.ts'
import { plainText } from '../../shared/words/catalogue.ts'
import {
  failureOf,
  isOnScreen,
  isTold,
  NOTICES_KEPT,
  noNotices,
  noticeRaised,
  noticesOfJob,
} from './notices.ts'

const notice = (id: string, title = 'Gone'): Notice => ({
  id,
  level: 'warning',
  title: plainText(title),
  text: plainText(''),
  workerId: null,
  jobId: null,
})

describe('notices', () => {
  it('are replaced by one with the same id, which counts as the newest', () => {
    const slice = ['a', 'b'].reduce((all, id) => noticeRaised(all, notice(id)), noNotices)
    expect(noticeRaised(slice, notice('a', 'Back')).notices.map(({ id, title }) => [id, title])).toEqual([
      ['b', plainText('Gone')],
      ['a', plainText('Back')],
    ])
  })
  it('are forgotten from the oldest on when there are too many', () => {
    let slice = noNotices
    for (let n = 0; n < NOTICES_KEPT + 5; n++) slice = noticeRaised(slice, notice(String(n)))
    expect(slice.notices).toHaveLength(NOTICES_KEPT)
    expect(slice.notices[0]?.id).toBe('5')
  })
})

describe('one failure of a machine', () => {
  const [job, other] = [JobId.parse('job-31'), JobId.parse('job-32')]
  const lost = (id: string, more: Partial<Notice> = {}): Notice => ({
    ...notice(id),
    ...{ text: plainText('Connection refused.'), workerId: WorkerId.parse('argon'), jobId: job },
    ...more,
  })

  it('is told once, whatever its notices are called', () => {
    expect(failureOf(lost('a'))).toBe(failureOf(lost('b', { title: plainText('Not measured'), jobId: null })))
    expect(failureOf(lost('a'))).not.toBe(failureOf(lost('b', { text: plainText('Out of memory.') })))
    expect(failureOf(notice('a'))).not.toBe(failureOf(notice('b')))
  })

  it('needs no toast where the shown job tells of it', () => {
    const slice = { notices: [lost('a')] }
    expect(isTold(slice, lost('b', { jobId: other }), job)).toBe(true)
    expect(isTold(slice, lost('b', { jobId: other }), other)).toBe(true)
    expect(isTold(slice, lost('b', { jobId: other }), null)).toBe(false)
    expect(isTold(slice, lost('b', { jobId: other, text: plainText('Out of memory.') }), job)).toBe(false)
  })
})

describe('the notices of a job', () => {
  const [job, other] = [JobId.parse('job-31'), JobId.parse('job-32')]
  const gone = { ...notice('a'), jobId: job }
  const done = { ...notice('b'), jobId: job, level: 'success' as const }

  it('are its troubles, not what went well', () => {
    const slice = { notices: [gone, done, { ...gone, id: 'c', jobId: other }, notice('d')] }
    expect(noticesOfJob(slice, job)).toEqual([gone])
  })

  it('need no toast while the job is in sight, all others do', () => {
    expect(isOnScreen(gone, job)).toBe(true)
    expect(isOnScreen(gone, other)).toBe(false)
    expect(isOnScreen(gone, null)).toBe(false)
    expect(isOnScreen(done, job)).toBe(false)
    expect(isOnScreen(notice('d'), null)).toBe(false)
  })
})
