import { expect, it } from 'vitest'
import { DEFAULT_REQUEST, type GenerationRequest } from '../../../shared/generation.ts'
import { plainText } from '../../../shared/words/catalogue.ts'
import type { JobRecord } from '../../core/ports.ts'
import { unfinishedWords } from './unfinished-jobs.ts'

const NOW = Date.parse('2026-01-01T12:00:00Z')
const left = (request: Partial<GenerationRequest>, missing: number) => ({
  record: { number: 7, request: { ...DEFAULT_REQUEST, ...request } } as JobRecord,
  storedIndexes: [0],
  missing,
})
const nothing = () => Promise.resolve(null)
const lack = () => Promise.resolve(plainText('A picture is gone. Give it again.'))
const until = { mode: 'until', until: { ...DEFAULT_REQUEST.until, at: NOW + 3_600_000 } } as const

it('mentions a job that was left, with all of its images', async () => {
  expect(await unfinishedWords([], nothing, NOW)).toBeNull()
  expect(await unfinishedWords([left({ images: 2, prompts: ['a', 'b', 'c'] }, 5)], nothing, NOW)).toBe(
    'Job 7 was left unfinished, 5 of 6 images are missing: "resume 7" makes them.',
  )
  expect(await unfinishedWords([left({}, 1), left({}, 1)], lack, NOW)).toBe(
    '2 jobs were left unfinished: "resume" lists them.',
  )
})

it('says what one lacks that cannot be resumed', async () => {
  expect(await unfinishedWords([left({ images: 3 }, 2)], lack, NOW)).toBe(
    'Job 7 was left unfinished, 2 of 3 images are missing. A picture is gone. Give it again.',
  )
  expect(await unfinishedWords([left(until, 2)], lack, NOW)).toBe(
    'Job 7 was left unfinished with 1 image. A picture is gone. Give it again.',
  )
})
