import { expect, it } from 'vitest'
import { WorkerId } from '../../../../shared/ids.ts'
import type { WorkerTally } from '../../../../shared/job.ts'
import type { Plan } from '../../../../shared/plan.ts'
import { plainText } from '../../../../shared/words/catalogue.ts'
import { leftOutBeside, madeNoneOf } from './left-out.ts'

const [argon, xenon] = [WorkerId.parse('argon'), WorkerId.parse('xenon')]
const tally = (workerId: WorkerId, patch: Partial<WorkerTally> = {}): WorkerTally => ({
  ...{ workerId, name: workerId, images: 0, bonus: 0, busySeconds: 0, predictedSeconds: 0, idleSeconds: 0 },
  ...{ failures: 0, lastProblem: null },
  ...patch,
})
const plan: Plan = {
  ...{ mode: 'exact', requested: 4, bonus: 0, shares: [], notes: [], unmeasured: [] },
  ...{ makespanSeconds: null, spreadSeconds: null, lowerBoundSeconds: null },
  leftOut: [argon, xenon].map((workerId) => ({ workerId, name: workerId, reason: plainText('off') })),
}
const named = (tallies: readonly WorkerTally[]) =>
  leftOutBeside({ plan, tallies: [...tallies] }).map(({ name }) => name)

it('a machine is told to be left out where no row of the table says so', () => {
  expect(named([])).toEqual(['argon', 'xenon'])
  expect(named([tally(argon, { madeNone: plainText('off') })])).toEqual(['xenon'])
  expect(leftOutBeside({ plan: null, tallies: [] })).toEqual([])
})

it('what went wrong on a machine stands in its row instead of why it made none', () => {
  const failed = tally(argon, { madeNone: plainText('off'), failures: 1 })
  expect(madeNoneOf(failed)).toBeNull()
  expect(named([failed])).toEqual(['argon', 'xenon'])
})
