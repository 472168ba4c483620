import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../../../shared/ids.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { plainText } from '../../../../shared/words/catalogue.ts'
import { Tallies } from './tallies.ts'

const argon = { id: WorkerId.parse('argon'), name: 'Argon' }
const laptop = { id: WorkerId.parse('laptop'), name: 'Laptop' }
const problem = (words: string): Problem => ({
  ...{ kind: 'server-error', message: plainText(words), remedy: null, field: null },
})

describe('what each worker did for a job', () => {
  it('is nothing before it did anything', () => {
    const tallies = new Tallies()
    expect([tallies.size, tallies.all(), tallies.get(argon.id), tallies.sentTo(argon.id)]).toEqual([
      ...[0, [], undefined, 0],
    ])
  })
  it('is counted apart for images of the job and beyond it, and for each worker', () => {
    const tallies = new Tallies()
    for (const kind of ['image', 'image', 'bonus'] as const) tallies.made(argon, kind)
    tallies.made(laptop, 'bonus')
    expect(tallies.all()).toMatchObject([
      { workerId: 'argon', name: 'Argon', images: 2, bonus: 1, failures: 0, lastProblem: null },
      { workerId: 'laptop', name: 'Laptop', images: 0, bonus: 1 },
    ])
    expect([tallies.size, tallies.get(argon.id)?.images]).toEqual([2, 2])
  })
  it('takes the seconds of all its answers; the rest of the job it was idle', () => {
    const tallies = new Tallies()
    tallies.worked(argon, { busy: 12, predicted: 10 })
    tallies.worked(argon, { busy: 8, predicted: 11 })
    tallies.worked(laptop, { busy: 40, predicted: 40 })
    tallies.close(36)
    expect(tallies.all()).toMatchObject([
      { busySeconds: 20, predictedSeconds: 21, idleSeconds: 16 },
      { busySeconds: 40, predictedSeconds: 40, idleSeconds: 0 },
    ])
  })
  it('counts failures, and keeps what was said last, also where that was no failure', () => {
    const tallies = new Tallies()
    tallies.failed(argon, problem('first'))
    tallies.failed(argon, problem('second'))
    tallies.said(argon, problem('third'))
    expect(tallies.get(argon.id)).toMatchObject({ failures: 2, lastProblem: problem('third') })
  })
  it('knows how many were sent to whom, also of who has none yet, and why one made none', () => {
    const tallies = new Tallies()
    tallies.sent(argon.id, 4)
    tallies.sent(argon.id, 3)
    expect([tallies.sentTo(argon.id), tallies.sentTo(laptop.id), tallies.size]).toEqual([7, 0, 0])
    tallies.madeNone(argon, plainText('it came too late'))
    expect(tallies.get(argon.id)?.madeNone).toEqual(plainText('it came too late'))
  })
})
