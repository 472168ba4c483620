import { describe, expect, it } from 'vitest'
import type { WorkerId } from '../../../../shared/ids.ts'
import { jobFor } from '../testing/flight.ts'
import { leftToOthers } from './refusals.ts'

const [argon, laptop] = ['argon', 'laptop'] as WorkerId[] as [WorkerId, WorkerId]

describe('what a worker leaves to others', () => {
  it('is nothing in a job that nobody refused, and nobody is asked who is able', () => {
    expect(
      leftToOthers(jobFor(), argon, () => {
        throw new Error('not asked')
      }),
    ).toBeUndefined()
  })

  it('is what it refused, as long as somebody else is able', () => {
    const job = jobFor()
    job.refusals.refused({ first: 2, count: 2 }, argon)
    const stays = leftToOthers(job, argon, () => [argon, laptop])
    expect([1, 2, 3, 4].map((index) => stays?.(index))).toEqual([false, true, true, false])
    expect(leftToOthers(job, laptop, () => [argon, laptop])?.(2)).toBe(false)
  })

  it('is nothing when it is the only one, or when the others refused as well', () => {
    const job = jobFor()
    job.refusals.refused({ first: 2, count: 2 }, argon)
    expect(leftToOthers(job, argon, () => [argon])?.(2)).toBe(false)
    job.refusals.refused({ first: 2, count: 1 }, laptop)
    const stays = leftToOthers(job, argon, () => [argon, laptop])
    expect([stays?.(2), stays?.(3)]).toEqual([false, true])
  })
})
