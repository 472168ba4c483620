import { afterEach, describe, expect, it, vi } from 'vitest'
import { PlanningViews } from './forecast/planning-views.ts'
import { Pace } from './request/pace.ts'
import { createWorld, requestFor, steady } from './testing/world.ts'
import { WorkerLedger } from './worker/worker-ledger.ts'

afterEach(() => vi.restoreAllMocks())

/** Runs a job of as many requests a worker on fleets of any size, and counts what is worked out for each request. `parts`: numbers of steps; `inFront`: images of a job before it, for each worker. */
async function evaluationsPerRequest(
  workers: number,
  parts = 1,
  inFront = 0,
): Promise<Record<string, number>> {
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
    // Spare copies are looked for once all is dealt, of 64 requests for 64 machines at most, however many there are.
    settings: { eventsEveryMs: 0, livePreviews: false, spareCopies: false },
    withInfotexts: false,
    keepEvents: false,
  })
  const steps = Array.from({ length: parts }, (_, at) => String(10 + at))
  const grid = parts === 1 ? null : { axes: [{ field: 'steps' as const, values: steps }] }
  if (inFront > 0) dispatcher.submit(requestFor(inFront * workers))
  const job = dispatcher.submit(requestFor(Math.ceil((4 * workers) / parts), { grid }))
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

  it('does not grow with the fleet where a job has many parts, nor with each part at each pull', async () => {
    const few = await evaluationsPerRequest(20, 40)
    // When each request ends is still looked at once a round while the last ones run.
    const { ends: _ends, ...many } = await evaluationsPerRequest(200, 40)
    for (const [name, count] of Object.entries(many))
      expect(count, `${name} a request: ${count}, and ${few[name]} on 20 workers`).toBeLessThan(
        1.5 * (few[name] ?? 0) + 1,
      )
    // All workers for all parts are 8000 looks: dealing anew at each pull took several times that for each request.
    expect(many.views).toBeLessThan(400)
  }, 120_000)

  it('does not grow so where such a job is behind another one', async () => {
    const few = await evaluationsPerRequest(10, 20, 1)
    const many = await evaluationsPerRequest(40, 20, 1)
    expect(many.views, `${few.views} views a request on 10 workers`).toBeLessThan(1.5 * (few.views ?? 0) + 1)
    expect(many.views).toBeLessThan(400)
  }, 120_000)
})
