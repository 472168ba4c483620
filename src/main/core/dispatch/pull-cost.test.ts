import { afterEach, describe, expect, it, vi } from 'vitest'
import { PlanningViews } from './forecast/planning-views.ts'
import { Pace } from './request/pace.ts'
import { createWorld, requestFor, steady } from './testing/world.ts'
import { WorkerLedger } from './worker/worker-ledger.ts'

afterEach(() => vi.restoreAllMocks())

/** Runs a job of as many requests a worker on fleets of any size, and counts what is worked out for each request. */
async function evaluationsPerRequest(workers: number): Promise<Record<string, number>> {
  const spies = {
    views: vi.spyOn(PlanningViews.prototype, 'of'),
    standing: vi.spyOn(PlanningViews.prototype, 'standing'),
    times: vi.spyOn(WorkerLedger.prototype, 'times'),
    ends: vi.spyOn(Pace.prototype, 'dueAt'),
  }
  const specs = Array.from({ length: workers }, (_, at) => ({
    truth: steady(`w${at}`, 10 + ((at * 37) % 40), { overheadSeconds: 0.3 }),
  }))
  const { clock, dispatcher, fleet } = createWorld(specs, {
    settings: { eventsEveryMs: 0, livePreviews: false },
    withInfotexts: false,
    keepEvents: false,
  })
  const job = dispatcher.submit(requestFor(4 * workers))
  const done = await clock.run(dispatcher.whenDone(job.id))
  expect(done.state).toBe('finished')
  const requests = specs.reduce((sum, { truth }) => sum + fleet.server(truth.name).received.length, 0)
  await dispatcher.stop(0)
  const counts = Object.entries(spies).map(([name, spy]) => [name, spy.mock.calls.length / requests])
  vi.restoreAllMocks()
  return Object.fromEntries(counts)
}

describe('what a pull costs', () => {
  it('does not grow with the fleet: as much is worked out for a request of 1000 workers as of 50', async () => {
    const few = await evaluationsPerRequest(50)
    const many = await evaluationsPerRequest(1000)
    for (const [name, count] of Object.entries(many))
      expect(count, `${name} a request: ${count}, and ${few[name]} on 50 workers`).toBeLessThan(
        1.5 * (few[name] ?? 0) + 1,
      )
  }, 120_000)
})
