import { describe, expect, it } from 'vitest'
import type { Notice } from '../../shared/contract.ts'
import { NOTICES_KEPT, noNotices, noticeRaised } from './notices.ts'

const notice = (id: string, title = 'Gone'): Notice => ({
  id,
  level: 'warning',
  title,
  text: '',
  workerId: null,
  jobId: null,
})

describe('notices', () => {
  it('are replaced by one with the same id, which counts as the newest', () => {
    const slice = ['a', 'b'].reduce((all, id) => noticeRaised(all, notice(id)), noNotices)
    expect(noticeRaised(slice, notice('a', 'Back')).notices.map(({ id, title }) => [id, title])).toEqual([
      ['b', 'Gone'],
      ['a', 'Back'],
    ])
  })
  it('are forgotten from the oldest on when there are too many', () => {
    let slice = noNotices
    for (let n = 0; n < NOTICES_KEPT + 5; n++) slice = noticeRaised(slice, notice(String(n)))
    expect(slice.notices).toHaveLength(NOTICES_KEPT)
    expect(slice.notices[0]?.id).toBe('5')
  })
})
