import { describe, expect, it } from 'vitest'
import { lineOf } from '../../shared/history.ts'
import { jobFixture, REQUEST } from '../testing/fixtures.ts'
import { holdWords, jobCounts, jobOutcome, lacksImages, ofWords, shownSpread } from './job-words.ts'

describe('the count of a job', () => {
  it('adds up asked-for and bonus pictures', () => {
    expect(jobCounts(jobFixture({ stored: 8, bonusStored: 6, bonusPlanned: 11 }))).toEqual({
      done: 14,
      of: '12 + 11',
    })
    expect(jobCounts(jobFixture({ stored: 3 }))).toEqual({ done: 3, of: '12' })
    expect(jobCounts(jobFixture({ requested: 10_000 })).of).toBe('10,000')
  })
})

describe('the outcome of a job', () => {
  const finished = jobFixture({ state: 'finished', stored: 12, bonusStored: 11, predictedSeconds: 36 })
  it.each([
    [36.3, '23 images in 0:36, as planned'],
    [38.2, '23 images in 0:38, 0:02 over plan'],
    [34.6, '23 images in 0:35, 0:01 under plan'],
    [null, '23 images'],
  ])('of one that took %s s is: %s', (makespanSeconds, expected) => {
    expect(jobOutcome({ ...finished, makespanSeconds })).toBe(expected)
  })
  it('of one that had a time is what it has', () => {
    const deadline = new Date(2025, 5, 14, 18, 0).getTime()
    const request = {
      ...REQUEST,
      mode: 'until',
      until: { by: 'clock', minutes: 1080, at: deadline },
    } as const
    const job = { request, requested: 34, stored: 34, makespanSeconds: 1800, predictedSeconds: 1700 }
    expect(jobOutcome(jobFixture({ ...job, state: 'finished' }))).toBe('34 images by 18:00')
    expect(jobOutcome(jobFixture({ ...job, state: 'cancelled' }))).toBe('Cancelled, 34 images kept')
    expect(jobOutcome(jobFixture({ ...job, requested: 0, stored: 0, state: 'failed' }))).toBe(
      'Failed, 0 images',
    )
    expect(jobOutcome(lineOf(jobFixture({ ...job, state: 'finished' })))).toBe('34 images by 18:00')
    const running = jobFixture({ ...job, stored: 12 })
    expect(ofWords(running, deadline - 3_600_000)).toBe('of about 34 images by 18:00')
    expect(ofWords(running, deadline - 86_400_000)).toBe('of about 34 images by 18:00 tomorrow')
    expect(ofWords(running, deadline - 3 * 86_400_000)).toBe('of about 34 images by Jun 14, 18:00')
    expect(ofWords(jobFixture({ stored: 1 }), deadline)).toBe('of 12 images')
  })
  it('says what is left of one that was cancelled or failed', () => {
    expect(jobOutcome(jobFixture({ state: 'cancelled', stored: 5 }))).toBe('Cancelled, 5 of 12 images kept')
    expect(jobOutcome(jobFixture({ state: 'failed', stored: 5 }))).toBe('Failed, 5 of 12 images')
    expect(jobOutcome(jobFixture({ stored: 5 }))).toBe('5 of 12 images')
  })
})

describe('the words about time and standstill', () => {
  it('give the spread only where it shows', () => {
    expect([shownSpread(4), shownSpread(0.2), shownSpread(null)]).toEqual(['0:04', null, null])
  })
  it('say what an open job waits for', () => {
    expect(holdWords({ state: 'running' })).toBeNull()
    expect(holdWords({ state: 'held' })).toBe('Machines are being measured first')
  })
})

it('a failed job is offered again only where images are missing, or time is left', () => {
  const now = new Date(2025, 5, 14, 17, 0).getTime()
  expect(lacksImages(jobFixture({ requested: 12, stored: 11 }), now)).toBe(true)
  expect(lacksImages(jobFixture({ requested: 12, stored: 12 }), now)).toBe(false)
  const until = (at: number) => ({
    ...REQUEST,
    mode: 'until' as const,
    until: { by: 'clock' as const, minutes: 1080, at },
  })
  const failed = { requested: 3, stored: 3, state: 'failed' } as const
  expect(lacksImages(jobFixture({ ...failed, request: until(now + 60_000) }), now)).toBe(true)
  expect(lacksImages(jobFixture({ ...failed, request: until(now - 1) }), now)).toBe(false)
})
