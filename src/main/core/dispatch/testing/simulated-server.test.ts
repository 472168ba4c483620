import { describe, expect, it } from 'vitest'
import { createUnwatchedWorld, requestFor, steady } from './world.ts'

/** Seconds until one image is there of a machine that loads for 10 s, and is back 2 s after it left. */
async function endWhereItLeaves(leavesAt: number): Promise<number> {
  const cold = { warm: false, loadSeconds: 10, leavesAt, returnsAt: leavesAt + 2 }
  const world = createUnwatchedWorld([{ truth: steady('argon', 60, cold) }])
  await world.clock.run(world.dispatcher.whenDone(world.dispatcher.submit(requestFor(1)).id))
  return world.clock.now() / 1000
}

describe('a simulated server', () => {
  it('has to load a checkpoint again that it was loading when it broke', async () => {
    expect(await endWhereItLeaves(5)).toBeGreaterThan(7 + 10 + 1)
  })
  it('goes on with a load when it is interrupted, and stops at its end', async () => {
    const cold = { warm: false, loadSeconds: 10 }
    const { clock, dispatcher, fleet } = createUnwatchedWorld([{ truth: steady('argon', 6, cold) }])
    const { id } = dispatcher.submit(requestFor(1))
    clock.after(2000, () => void fleet.server('argon').interrupt())
    clock.after(3000, () => dispatcher.cancel(id))
    const next = dispatcher.submit(requestFor(1))
    const done = await clock.run(dispatcher.whenDone(next.id))
    expect((done.finishedAt ?? 0) - done.submittedAt).toBeGreaterThanOrEqual(20_000)
    expect((done.finishedAt ?? 0) - done.submittedAt).toBeLessThan(21_500)
  })
  it('has in memory what was loaded before', async () => {
    expect(await endWhereItLeaves(10.5)).toBeLessThan(12.5 + 1 + 1)
  })
})
