import { beforeEach, describe, expect, it } from 'vitest'
import type { Notice } from '../../shared/contract.ts'
import { JobId, WorkerId } from '../../shared/ids.ts'
import { plainText, reason } from '../../shared/words/catalogue.ts'
import { createNotices, type NoticeText } from './notices.ts'

const [argon, neon] = [WorkerId.parse('argon'), WorkerId.parse('neon')]
const [job, other] = [JobId.parse('job-1'), JobId.parse('job-2')]
const back = (first: number, last: number, more: Partial<NoticeText> = {}): NoticeText => ({
  level: 'warning',
  title: reason('dispatch.came-back', { name: 'argon', count: last - first + 1, first, last }),
  text: plainText('Connection refused.'),
  workerId: argon,
  jobId: job,
  ...more,
})

let now: number
let raised: Notice[]
let notices: ReturnType<typeof createNotices>
beforeEach(() => {
  now = 0
  raised = []
  let ids = 0
  notices = createNotices(
    () => `n${++ids}`,
    () => now,
    (notice) => raised.push(notice),
  )
})

describe('a failure that ends several requests of a machine', () => {
  it('is one notice, which counts all images that came back', () => {
    notices.raise(back(1, 4))
    notices.raise(back(9, 10))
    notices.raise(back(12, 12))
    expect(raised.map(({ id }) => id)).toEqual(['n1', 'n1', 'n1'])
    expect(notices.newest()).toEqual([
      expect.objectContaining({
        id: 'n1',
        title: reason('dispatch.came-back-together', { name: 'argon', count: 7 }),
      }),
    ])
  })

  it('counts an image once that came back several times', () => {
    for (let times = 0; times < 3; times++) notices.raise(back(1, 4))
    expect(notices.newest().map(({ title }) => title)).toEqual([back(1, 4).title])
    notices.raise(back(3, 5))
    notices.raise(back(1, 4))
    expect(notices.newest().map(({ title }) => title)).toEqual([
      reason('dispatch.came-back-together', { name: 'argon', count: 5 }),
    ])
  })

  it('has the newer title where that tells of something else', () => {
    const title = plainText('argon could not be measured')
    notices.raise(back(1, 4))
    notices.raise(back(1, 4, { title }))
    expect(notices.newest().map((notice) => notice.title)).toEqual([title])
  })
})

it.each<[string, Partial<NoticeText>]>([
  ['another machine', { workerId: neon }],
  ['another job', { jobId: other }],
  ['it in another way', { text: plainText('Out of memory.') }],
])('what befalls %s is a notice of its own', (_whom, more) => {
  notices.raise(back(1, 4))
  notices.raise(back(5, 8, more))
  expect(notices.newest()).toHaveLength(2)
})

it('what befalls no machine is never put together', () => {
  notices.raise(back(1, 4, { workerId: null }))
  notices.raise(back(5, 8, { workerId: null }))
  expect(notices.newest()).toHaveLength(2)
})

it('the same failure later is another one', () => {
  notices.raise(back(1, 4))
  now = 10_000
  notices.raise(back(5, 8))
  expect(notices.newest()).toHaveLength(2)
})
