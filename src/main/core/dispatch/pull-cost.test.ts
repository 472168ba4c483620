import { afterEach, describe, expect, it, vi } from 'vitest'
import type { GenerationRequest } from '../../../shared/generation.ts'
import { PlanningViews } from './forecast/planning-views.ts'
import { Pace } from './request/pace.ts'
import { createWorld, requestFor, steady } from './testing/world.ts'
import { WorkerLedger } from './worker/worker-ledger.ts'

afterEach(() => vi.restoreAllMocks())

interface Work {
  /** numbers of steps; @defaultValue 1 */
  readonly parts?: number
  /** images of a job before it, for each worker; @defaultValue 0 */
  readonly inFront?: number
  /** images for each worker; @defaultValue 4 */
  readonly images?: number
  /** besides the images; @defaultValue "Exactly N" */
  readonly request?: Partial<GenerationRequest>
  /** of each worker; @defaultValue 10 to 49 */
  readonly ipmOf?: (at: number) => number
}

/** Runs a job of as many requests a worker on fleets of any size, and counts what is worked out for each request. */
async function evaluationsPerRequest(
  workers: number,
  { parts = 1, inFront = 0, images = 4, request = {}, ipmOf = (at) => 10 + ((at * 37) % 40) }: Work = {},
): Promise<Record<string, number>> {
  const spies = {
    views: vi.spyOn(PlanningViews.prototype, 'of'),
    standing: vi.spyOn(PlanningViews.prototype, 'standing'),
    times: vi.spyOn(WorkerLedger.prototype, 'times'),
    ends: vi.spyOn(Pace.prototype, 'dueAt'),
  }
  const specs = Array.from({ length: workers }, (_, at) => ({
    truth: steady(`w${at}`, ipmOf(at), { overheadSeconds: 0.3 }),
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
  const count = request.mode === 'until' ? 1 : Math.ceil((images * workers) / parts)
  const job = dispatcher.submit(requestFor(count, { grid, ...request }))
  const done = await clock.run(dispatcher.whenDone(job.id))
  expect(done.state).toBe('finished')
  const requests = specs.reduce((sum, { truth }) => sum + fleet.server(truth.name).received.length, 0)
  await dispatcher.stop(0)
  const counts = Object.entries(spies).map(([name, spy]) => [name, spy.mock.calls.length / requests])
  vi.restoreAllMocks()
  return Object.fromEntries(counts)
}

/** Three fast ones to each that is too slow for a fair share. */
const someSlow = (at: number): number => (at % 4 === 3 ? 2 + (at % 5) : 25 + ((at * 37) % 25))
const UNTIL: Partial<GenerationRequest> = { mode: 'until', until: { by: 'duration', seconds: 7, at: null } }

describe('what a pull costs', () => {
  it.each<[string, Work]>([
    ['in "Exactly N"', {}],
    ['in "N + bonus"', { request: { mode: 'bonus' }, ipmOf: someSlow }],
    ['in "as many as fit"', { request: UNTIL }],
  ])(
    'does not grow with the fleet %s: as much is worked out for a request of 1000 workers as of 50',
    async (_, work) => {
      const few = await evaluationsPerRequest(50, work)
      const many = await evaluationsPerRequest(1000, work)
      for (const [name, count] of Object.entries(many))
        expect(count, `${name} a request: ${count}, and ${few[name]} on 50 workers`).toBeLessThan(
          1.5 * (few[name] ?? 0) + 1,
        )
    },
    120_000,
  )

  it('does not grow with the fleet behind another job', async () => {
    const behind: Work = { images: 2, inFront: 0.5 }
    const few = await evaluationsPerRequest(50, behind)
    // When each request of the other job ends is still looked at once a round while the last ones run.
    const { ends: _ends, ...many } = await evaluationsPerRequest(400, behind)
    for (const [name, count] of Object.entries(many))
      expect(count, `${name} a request: ${count}, and ${few[name]} on 50 workers`).toBeLessThan(
        1.5 * (few[name] ?? 0) + 1,
      )
  }, 120_000)

  it('does not grow with the fleet where a job has many parts, nor with each part at each pull', async () => {
    const few = await evaluationsPerRequest(20, { parts: 40 })
    // When each request ends is still looked at once a round while the last ones run.
    const { ends: _ends, ...many } = await evaluationsPerRequest(200, { parts: 40 })
    for (const [name, count] of Object.entries(many))
      expect(count, `${name} a request: ${count}, and ${few[name]} on 20 workers`).toBeLessThan(
        1.5 * (few[name] ?? 0) + 1,
      )
    // All workers for all parts are 8000 looks: dealing anew at each pull took several times that for each request.
    expect(many.views).toBeLessThan(400)
  }, 120_000)

  it('does not grow so where such a job is behind another one', async () => {
    const few = await evaluationsPerRequest(10, { parts: 20, inFront: 1 })
    const many = await evaluationsPerRequest(40, { parts: 20, inFront: 1 })
    expect(many.views, `${few.views} views a request on 10 workers`).toBeLessThan(1.5 * (few.views ?? 0) + 1)
    expect(many.views).toBeLessThan(400)
  }, 120_000)
})
