import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../../shared/problem.ts'
import { plainText, reason } from '../../../../shared/words/catalogue.ts'
import type { Reason } from '../../../../shared/words/reason.ts'
import { inWords } from '../../../../shared/words/say.ts'
import type { Capabilities } from '../../../../shared/worker.ts'
import { candidateFor } from '../testing/candidates.ts'
import { jobFor } from '../testing/flight.ts'
import type { Job } from './job.ts'
import { type Candidate, starvedBecause } from './starving.ts'

const AWAY = plainText('It is away.')
const away = (name: string, why = AWAY) => candidateFor(name, { available: false }, { ineligible: why })
/** Cannot ever make images with "Euler a", the sampler of the job. */
function withoutSampler(name: string, why: Reason = plainText('It has no Euler a.')): Candidate {
  const { worker, view } = away(name, why)
  const capabilities: Capabilities | null = worker.capabilities && {
    ...worker.capabilities,
    samplers: ['DDIM'],
  }
  return { worker: { ...worker, capabilities }, view }
}
const LACKS = reason('planning.sampler-missing', { name: 'Euler a' })
const said = (text: string, more: Partial<Problem> = {}): Problem => ({
  ...{ kind: 'server-error', message: plainText(text), remedy: null, field: null, ...more },
})
const machines = (job: Job, ...candidates: Candidate[]) =>
  starvedBecause(job, candidates)?.problem.message.params.machines

describe('a job that nobody can work on', () => {
  it('is none as long as one machine can, fast or slow', () => {
    expect(starvedBecause(jobFor(), [away('argon'), candidateFor('laptop')])).toBeNull()
  })

  it('waits where there are no machines at all', () => {
    expect(starvedBecause(jobFor(), [])).toEqual({
      prospect: 'waits',
      problem: {
        ...{ kind: 'not-now', message: reason('dispatch.no-machine'), remedy: reason('dispatch.goes-on') },
        field: null,
      },
    })
  })

  it('waits for those that may come back, and names what is in their way, the same together', () => {
    const none = candidateFor('argon', {}, { maxBatch: 0 })
    const starved = starvedBecause(jobFor(), [none, away('laptop'), away('xenon')])
    expect(starved?.prospect).toBe('waits')
    expect(starved?.problem).toMatchObject({ kind: 'not-now', remedy: reason('dispatch.goes-on') })
    expect(starved?.problem.message).toEqual(
      reason('dispatch.nobody-now', {
        machines: [
          reason('dispatch.machines', { names: ['argon'], reason: reason('planning.no-room') }),
          reason('dispatch.machines', { names: ['laptop', 'xenon'], reason: AWAY }),
        ],
      }),
    )
  })

  it('waits for one that is switched off, until a machine has refused it', () => {
    const off = candidateFor('argon', { lane: 'off' }, { ineligible: AWAY })
    const job = jobFor()
    expect(starvedBecause(job, [off])?.prospect).toBe('waits')
    job.refusals.refused({ first: 0, count: 1 }, off.worker.id)
    expect(starvedBecause(job, [off])?.prospect).toBe('never')
    expect(starvedBecause(job, [off, away('laptop')])?.prospect).toBe('waits')
  })

  it('fails where none will ever do: too little memory, left out for good, or something is missing', () => {
    const small = candidateFor('argon', {}, { maxBatch: 0 })
    const oneByOne = candidateFor('argon', { available: false }, { maxBatch: 1, ineligible: AWAY })
    expect(starvedBecause(jobFor(), [oneByOne])?.prospect).toBe('waits')
    expect(starvedBecause(jobFor(), [small])?.prospect).toBe('never')
    const job = jobFor()
    const laptop = away('laptop')
    job.exclude(laptop.worker.id, plainText('It refused.'), 'for-good', 0)
    expect(starvedBecause(job, [laptop])?.prospect).toBe('never')
    expect(starvedBecause(jobFor(), [withoutSampler('xenon')])?.prospect).toBe('never')
    expect(starvedBecause(jobFor(), [withoutSampler('xenon'), laptop])?.prospect).toBe('waits')
  })

  it('fails with what lasts of each machine before what is so now', () => {
    const job = jobFor()
    const laptop = away('laptop')
    job.exclude(laptop.worker.id, plainText('It refused.'), 'for-good', 0)
    const small = candidateFor('argon', {}, { maxBatch: 0, ineligible: AWAY })
    expect(machines(job, laptop, withoutSampler('xenon'), small)).toEqual([
      reason('dispatch.machines', { names: ['laptop'], reason: plainText('It refused.') }),
      reason('dispatch.machines', { names: ['xenon'], reason: LACKS }),
      reason('dispatch.machines', { names: ['argon'], reason: AWAY }),
    ])
    expect(starvedBecause(job, [small])?.problem).toMatchObject({
      ...{ kind: 'not-now', remedy: reason('dispatch.nobody-ever.remedy'), field: null },
    })
  })

  it('fails in the words of the one that was asked last, told beside the reason but not twice', () => {
    const job = jobFor()
    const [argon, xenon] = [withoutSampler('argon'), withoutSampler('xenon')]
    job.tallies.failed(argon.worker, said('KeyError: Euler a', { remedy: plainText('Update it.') }))
    job.tallies.failed(xenon.worker, said('No such sampler.', { kind: 'validation' }))
    expect(starvedBecause(job, [argon, xenon])?.problem).toMatchObject({
      ...{ kind: 'validation', remedy: reason('dispatch.nobody-ever.remedy') },
    })
    expect(starvedBecause(job, [xenon, argon])?.problem).toMatchObject({
      ...{ kind: 'server-error', remedy: plainText('Update it.') },
    })
    const alone = starvedBecause(job, [argon])?.problem
    expect([alone?.kind, alone?.message.kind]).toEqual(['server-error', 'dispatch.nobody-ever'])
    const told = (name: string, text: string) =>
      reason('dispatch.machines-said', { names: [name], reason: LACKS, said: plainText(text) })
    expect(machines(job, argon, xenon)).toEqual([
      told('argon', 'KeyError: Euler a'),
      told('xenon', 'No such sampler.'),
    ])
    job.exclude(argon.worker.id, reason('dispatch.refused', { message: 'KeyError: Euler a' }), 'for-good', 0)
    expect(machines(job, argon)).toEqual([
      reason('dispatch.machines', {
        names: ['argon'],
        reason: reason('dispatch.refused', { message: 'KeyError: Euler a' }),
      }),
    ])
  })

  it('says once that a machine made something else than was asked', () => {
    const job = jobFor()
    const argon = withoutSampler('argon')
    const seeds = { made: 7, asked: 100 }
    const answered = inWords(reason('dispatch.answered-seeds', seeds))
    job.tallies.failed(argon.worker, said(answered, { kind: 'substituted' }))
    job.exclude(argon.worker.id, reason('dispatch.made-seeds', seeds), 'for-good', 0)
    expect(machines(job, argon)).toEqual([
      reason('dispatch.machines', { names: ['argon'], reason: reason('dispatch.made-seeds', seeds) }),
    ])
  })

  it('names those together that are hindered by the same and said the same', () => {
    const job = jobFor()
    const [argon, xenon, laptop] = ['argon', 'xenon', 'laptop'].map((name) => withoutSampler(name))
    if (!argon || !xenon || !laptop) throw new Error('three machines are needed')
    for (const { worker } of [argon, xenon]) job.tallies.failed(worker, said('KeyError'))
    expect(machines(job, argon, laptop, xenon)).toEqual([
      reason('dispatch.machines-said', {
        names: ['argon', 'xenon'],
        reason: LACKS,
        said: plainText('KeyError'),
      }),
      reason('dispatch.machines', { names: ['laptop'], reason: LACKS }),
    ])
  })
})
