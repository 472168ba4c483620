import { expect, it } from 'vitest'
import type { Notice } from '../../../../shared/contract.ts'
import { plainText } from '../../../../shared/words/catalogue.ts'
import { jobFixture } from '../../../testing/fixtures.ts'
import { bannerOf, noticesBeside } from './banner.ts'

const notice = (id: string): Notice => ({
  ...{ id, level: 'warning', title: plainText(id), text: plainText(''), workerId: null, jobId: null },
})
const [first, second, third] = [notice('a'), notice('b'), notice('c')]

it('the newest notice stands above the timeline, those before it behind a button', () => {
  expect(bannerOf([first, second, third], null)).toEqual({ shown: third, older: [second, first] })
  expect(bannerOf([], null)).toEqual({ shown: null, older: [] })
})

it('a job that failed says once why', () => {
  const problem = {
    kind: 'server-error',
    message: plainText('Out of memory.'),
    remedy: null,
    field: null,
  } as const
  expect(noticesBeside(jobFixture({ state: 'failed', problem }), [first])).toEqual([])
  expect(noticesBeside(jobFixture({ state: 'failed' }), [first])).toEqual([first])
  expect(noticesBeside(jobFixture({ state: 'storing-paused', problem }), [first])).toEqual([first])
})

it('a notice that was dismissed stays away until it is raised again', () => {
  expect(bannerOf([first, second], second).shown).toBeNull()
  expect(bannerOf([first, { ...second }], second).shown).toEqual(second)
})
