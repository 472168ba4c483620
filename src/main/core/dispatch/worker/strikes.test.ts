import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../../../shared/ids.ts'
import { flightFor } from '../testing/flight.ts'
import { createWorld, steady } from '../testing/world.ts'
import { Strikes } from './strikes.ts'
import { WorkerLedgers } from './worker-ledgers.ts'

const argon = WorkerId.parse('argon')

function struck() {
  const { clock, fleet } = createWorld([{ truth: steady('argon', 5) }])
  const ledgers = new WorkerLedgers()
  ledgers.of(argon).lose(flightFor())
  const facts = () => fleet.facts.filter(({ fact }) => fact.type === 'struck-out')
  const lost = () => [...ledgers.of(argon).lost.values()]
  return { clock, strikes: new Strikes(clock, fleet, ledgers), facts, lost }
}

// "Three strikes in five minutes: worker is paused" (docs/scheduling.md, failure rules).
describe('strikes', () => {
  it('pause a worker with the third, and have it asked again about what was lost there', () => {
    const { strikes, facts, lost } = struck()
    strikes.strike(argon)
    strikes.strike(argon)
    expect([facts(), lost()]).toMatchObject([[], [{ pausedSince: false }]])
    strikes.strike(argon)
    expect([facts(), lost()]).toMatchObject([
      [{ id: argon, fact: { type: 'struck-out' } }],
      [{ pausedSince: true }],
    ])
  })
  it('that count in a row are forgotten with a whole answer', async () => {
    const { clock, strikes, facts } = struck()
    const inARow = async () => {
      strikes.inARow(flightFor({ now: clock.now() }))
      await clock.advance(1000)
    }
    await inARow()
    await inARow()
    strikes.answered(argon)
    await inARow()
    await inARow()
    expect(facts()).toEqual([])
    await inARow()
    expect(facts()).toHaveLength(1)
  })
  it('are forgotten after five minutes of fleet time', async () => {
    const { clock, strikes, facts } = struck()
    strikes.strike(argon)
    strikes.strike(argon)
    await clock.advance(5 * 60_000)
    strikes.strike(argon)
    expect(facts()).toEqual([])
  })
})
