import { describe, expect, it } from 'vitest'
import { WorkerFailure } from '../../failure.ts'
import type { TaskProgress } from '../../generation.ts'
import type { Recognised } from '../request/request-state.ts'
import { flightFor, portOf } from '../testing/flight.ts'
import { WorkerLedger } from '../worker/worker-ledger.ts'
import { interruptActive } from './interrupting.ts'

const never = new AbortController().signal
const at = (place: TaskProgress['at']): TaskProgress => ({
  at: place,
  fraction: null,
  pulse: '',
  preview: null,
})

function world(after: TaskProgress['at'] | 'lost', recognised: Recognised = 'by-task-id') {
  const calls: string[] = []
  const ledger = new WorkerLedger()
  const [first, second] = [flightFor({ recognised }), flightFor()]
  ledger.flights.push(first, second)
  const port = portOf({
    interrupt: async () => {
      calls.push(`interrupt, second ${second.state.pictures === 'suspect' ? 'suspect' : 'trusted'}`)
      if (after === 'lost') throw new WorkerFailure('timeout', 'no answer')
    },
    progress: async () => at(after === 'lost' ? 'idle' : after),
  })
  return { calls, ledger, first, second, port }
}

describe('interrupting the active request', () => {
  it('marks its pictures as perhaps half done', async () => {
    const { ledger, first, port } = world('active')
    await interruptActive(port, first, ledger, never)
    expect([first.interrupted, first.spoilt]).toEqual([true, true])
  })

  it('trusts the request behind it again when it is still the active one afterwards', async () => {
    const { calls, ledger, first, second, port } = world('active')
    await interruptActive(port, first, ledger, never)
    expect(calls).toEqual(['interrupt, second suspect'])
    expect(second.spoilt).toBe(false)
  })

  for (const after of ['idle', 'elsewhere', 'queued', 'unknown'] as const) {
    it(`does not trust the request behind it when afterwards the server says ${after}`, async () => {
      const { ledger, first, second, port } = world(after)
      await interruptActive(port, first, ledger, never)
      expect(second.spoilt).toBe(true)
    })
  }

  it('does not trust the request behind it where "active" may mean either', async () => {
    const { ledger, first, second, port } = world('active', 'while-alone')
    await interruptActive(port, first, ledger, never)
    expect(second.spoilt).toBe(true)
  })

  it('trusts what the server was done with before, whatever it says afterwards', async () => {
    const { ledger, first, port } = world('elsewhere')
    const [gone, answering] = [flightFor(), flightFor()]
    const looked = { betweenLooksMs: 1000, mayStandStill: false }
    gone.noteLook({ ...at('elsewhere'), finished: true }, 5000, looked)
    answering.happened({ type: 'answer-begins', at: 5000, word: null })
    ledger.flights.unshift(gone, answering)
    await interruptActive(port, first, ledger, never)
    expect([gone.spoilt, answering.spoilt, first.spoilt]).toEqual([false, false, true])
  })

  it('lets nothing be sent there while it is on its way', async () => {
    const { ledger, first, port } = world('active')
    const done = interruptActive(port, first, ledger, never)
    expect(ledger.occupied).toBe(true)
    await done
    expect(ledger.occupied).toBe(false)
  })

  it('may be tried again when the call failed, but trusts neither: it may have arrived', async () => {
    const { ledger, first, second, port } = world('lost')
    await interruptActive(port, first, ledger, never)
    expect([first.interrupted, first.spoilt, second.spoilt]).toEqual([false, true, true])
  })
})
