import { afterEach, expect, it, vi } from 'vitest'
import type { FleetWorker } from '../../ports.ts'
import { seededRandom } from '../testing/seeded-random.ts'
import { createWorld, requestFor, steady } from '../testing/world.ts'
import { Readiness } from './readiness.ts'

afterEach(() => vi.restoreAllMocks())

it('misses nobody that can be sent a request, in any round, whatever happens to the machines', async () => {
  const random = seededRandom(7)
  const specs = Array.from({ length: 12 }, (_, at) => ({
    truth: steady(`w${at}`, 5 + ((at * 7) % 23), {
      overheadSeconds: (at % 3) * 0.8,
      warm: at % 4 !== 1,
      loadSeconds: 9,
      ...(at % 5 === 2 ? { leavesAt: 20, returnsAt: 50 } : {}),
      ...(at === 6 ? { slowdowns: [{ at: 15, factor: 0.1 }] } : {}),
      ...(at === 7 ? { joinsAt: 30 } : {}),
    }),
    noise: () => 0.7 + 0.6 * random(),
    habits: at === 3 ? { tellsProgress: false } : {},
  }))
  const { clock, dispatcher, fleet } = createWorld(specs)
  const { takers } = Readiness.prototype
  let rounds = 0
  const missed: string[] = []
  vi.spyOn(Readiness.prototype, 'takers').mockImplementation(function (this: Readiness): FleetWorker[] {
    rounds++
    const found = takers.call(this)
    for (const worker of fleet.workers())
      if (this.canTake(worker) && !found.includes(worker)) missed.push(`${worker.name} at ${clock.now()}`)
    return found
  })
  const jobs = [200, 90].map((images) => dispatcher.submit(requestFor(images)))
  for (const { id } of jobs) expect((await clock.run(dispatcher.whenDone(id))).state).toBe('finished')
  await dispatcher.stop(0)
  expect(missed).toEqual([])
  expect(rounds).toBeGreaterThan(100)
})
