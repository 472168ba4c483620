import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../../../shared/ids.ts'
import { flightFor } from '../testing/flight.ts'
import { createWorld, steady } from '../testing/world.ts'
import { FailureCounts } from './failure-counts.ts'
import { WorkerLedgers } from './worker-ledgers.ts'

const argon = WorkerId.parse('argon')

function counted() {
  const { clock, fleet } = createWorld([{ truth: steady('argon', 5) }])
  const ledgers = new WorkerLedgers()
  ledgers.of(argon).lose(flightFor())
  const facts = () => fleet.facts.filter(({ fact }) => fact.type === 'failed-too-often')
  const lost = () => [...ledgers.of(argon).lost.values()]
  return { clock, failures: new FailureCounts(clock, fleet, ledgers), facts, lost }
}

// "Three failures in five minutes: worker is paused" (docs/scheduling.md, failure rules).
describe('failures that count', () => {
  it('pause a worker with the third, and have it asked again about what was lost there', () => {
    const { failures, facts, lost } = counted()
    failures.count(argon)
    failures.count(argon)
    expect([facts(), lost()]).toMatchObject([[], [{ pausedSince: false }]])
    failures.count(argon)
    expect([facts(), lost()]).toMatchObject([
      [{ id: argon, fact: { type: 'failed-too-often' } }],
      [{ pausedSince: true }],
    ])
  })
  it('that count in a row are forgotten with a whole answer', async () => {
    const { clock, failures, facts } = counted()
    const inARow = async () => {
      failures.inARow(flightFor({ now: clock.now() }))
      await clock.advance(1000)
    }
    await inARow()
    await inARow()
    failures.answered(argon)
    await inARow()
    await inARow()
    expect(facts()).toEqual([])
    await inARow()
    expect(facts()).toHaveLength(1)
  })
  it('are forgotten after five minutes of fleet time', async () => {
    const { clock, failures, facts } = counted()
    failures.count(argon)
    failures.count(argon)
    await clock.advance(5 * 60_000)
    failures.count(argon)
    expect(facts()).toEqual([])
  })
})
