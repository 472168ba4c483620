import { describe, expect, it } from 'vitest'
import type { Plan } from '../../../../shared/plan.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { plainText, reason } from '../../../../shared/words/catalogue.ts'
import type { Reason } from '../../../../shared/words/reason.ts'
import { candidateFor } from '../testing/candidates.ts'
import { jobFor } from '../testing/flight.ts'
import type { Job } from './job.ts'
import { noteWhoMadeNone, type OnItsWay } from './made-none.ts'
import type { Candidate } from './starving.ts'

const NOW = 100_000
const problem = (text: string): Problem => ({
  ...{ kind: 'timeout', message: plainText(text), remedy: null, field: null },
})
/** Why it made none; undefined: nothing is said of it. */
function why(job: Job, candidate: Candidate, flights: readonly OnItsWay[] = []): Reason | null | undefined {
  noteWhoMadeNone(job, [candidate], flights, NOW)
  return job.tallies.get(candidate.worker.id)?.madeNone
}
const planWithout = ({ worker: { id, name } }: Candidate): Plan =>
  ({
    ...{ makespanSeconds: 1, lowerBoundSeconds: 1, shares: [] },
    leftOut: [{ workerId: id, name, reason: plainText('It did not fit.') }],
  }) as unknown as Plan
const sentTo = (argon: Candidate, images: number, job = jobFor(4)) => {
  job.tallies.sent(argon.worker.id, images)
  return job
}
const silentFor = (argon: Candidate, ...seconds: number[]): OnItsWay[] =>
  seconds.map((each) => ({ workerId: argon.worker.id, progress: { pulseAt: NOW - each * 1000 } }))
function whole(job: Job): Job {
  for (const index of [0, 1, 2, 3]) job.take(index)
  expect(job.whole).toBe(true)
  return job
}

describe('why a machine made none', () => {
  const argon = candidateFor('argon')

  it('is not asked of one that made some, of either kind, or that is switched off', () => {
    for (const kind of ['image', 'bonus'] as const) {
      const job = jobFor(4)
      job.tallies.made(argon.worker, kind)
      expect(why(job, argon)).toBeUndefined()
    }
    const off = candidateFor('argon', { lane: 'off' })
    expect(why(jobFor(4), off)).toBeUndefined()
  })

  it('is what it said last', () => {
    const job = sentTo(argon, 2)
    job.tallies.failed(argon.worker, problem('first'))
    job.tallies.failed(argon.worker, problem('It ran out of memory.'))
    expect(why(job, argon, silentFor(argon, 60))).toEqual(plainText('It ran out of memory.'))
  })

  it('is that the others were faster, where it was at work', () => {
    expect(why(whole(sentTo(argon, 3)), argon, silentFor(argon, 2))).toEqual(
      reason('dispatch.others-first', { count: 3 }),
    )
    expect(why(sentTo(argon, 3), argon, silentFor(argon, 2))).toEqual(
      reason('dispatch.ended-unanswered', { count: 3 }),
    )
  })

  it('is its silence too, from ten seconds on, the longest of its own requests', () => {
    expect(why(whole(sentTo(argon, 3)), argon, silentFor(argon, 9.9))).toEqual(
      reason('dispatch.others-first', { count: 3 }),
    )
    expect(why(whole(sentTo(argon, 3)), argon, silentFor(argon, 1, 10))).toEqual(
      reason('dispatch.others-first-silent', { count: 3, seconds: 10 }),
    )
    expect(why(sentTo(argon, 3), argon, silentFor(argon, 10))).toEqual(
      reason('dispatch.ended-unanswered-silent', { count: 3, seconds: 10 }),
    )
    const laptops = silentFor(candidateFor('laptop'), 60)
    expect(why(sentTo(argon, 3), argon, laptops)).toEqual(reason('dispatch.ended-unanswered', { count: 3 }))
  })

  it('is that the time was up, and not that others made all, in a job that ends by a time', () => {
    const job = sentTo(argon, 3)
    job.endTime()
    expect(why(job, argon)).toEqual(reason('dispatch.ended-unanswered', { count: 3 }))
  })

  it('is what kept it out: of the job first, then now, then in the plan', () => {
    const seen = { ineligible: plainText('It is away.') }
    const job = jobFor(4)
    job.begin(planWithout(argon))
    expect(why(job, argon)).toEqual(plainText('It did not fit.'))
    expect(why(job, candidateFor('argon', {}, seen))).toEqual(plainText('It is away.'))
    job.exclude(argon.worker.id, plainText('It refused.'), 'for-good', 0)
    expect(why(job, candidateFor('argon', {}, seen))).toEqual(plainText('It refused.'))
  })

  it('is not what kept another machine out of the plan', () => {
    const job = jobFor(4)
    job.begin(planWithout(candidateFor('laptop')))
    expect(why(job, argon)).toEqual(reason('dispatch.not-its-turn'))
  })

  it('is that the others made all, or that it was not its turn', () => {
    expect(why(whole(jobFor(4)), argon)).toEqual(reason('dispatch.others-made-all'))
    expect(why(jobFor(4), argon)).toEqual(reason('dispatch.not-its-turn'))
  })
})
