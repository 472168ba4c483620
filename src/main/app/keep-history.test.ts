import { describe, expect, it } from 'vitest'
import { HISTORY_LIMITS, PastJob } from '../../shared/history.ts'
import { createWorld, requestFor, steady } from '../core/dispatch/testing/world.ts'
import { pastJobOf } from './keep-history.ts'

const trio = () => ['argon', 'laptop', 'master'].map((name) => ({ truth: steady(name, 20) }))

describe('what the history keeps', () => {
  it('is told when a job is done, with its requests, and reads back as it was', async () => {
    const world = createWorld(trio())
    const { id } = world.dispatcher.submit(requestFor(12))
    const done = await world.clock.run(world.dispatcher.whenDone(id))
    const [ended] = world.events.filter((event) => event.type === 'jobEnded')
    if (ended?.type !== 'jobEnded') throw new Error('told')
    const past = pastJobOf(ended.job, ended.batches)
    expect(past.job).toEqual(done)
    expect(past.batchesLeftOut).toBe(0)
    expect(
      past.batches.filter(({ state }) => state === 'stored').reduce((sum, { count }) => sum + count, 0),
    ).toBe(12)
    expect(PastJob.parse(JSON.parse(JSON.stringify(past)))).toEqual(past)
  })

  it('is told again when the requests of a cancelled job have come back', async () => {
    const world = createWorld(trio())
    const { id } = world.dispatcher.submit(requestFor(60))
    await world.clock.advance(8000)
    world.dispatcher.cancel(id)
    const told = () => world.events.filter((event) => event.type === 'jobEnded')
    expect(told()).toHaveLength(1)
    await world.clock.run(world.dispatcher.whenDone(id))
    const last = told().at(-1)
    expect(told()).toHaveLength(2)
    if (last?.type !== 'jobEnded') throw new Error('told')
    expect(last.job.state).toBe('cancelled')
    expect(last.batches.every(({ endedAt }) => endedAt !== null)).toBe(true)
  })

  it('is cut where a job had more requests than it keeps, oldest first, and says how many', async () => {
    const world = createWorld(trio())
    const { id } = world.dispatcher.submit(requestFor(3))
    const job = await world.clock.run(world.dispatcher.whenDone(id))
    const [batch] = world.dispatcher.batches(id)
    if (!batch) throw new Error('a batch')
    const many = Array.from({ length: HISTORY_LIMITS.batches + 7 }, (_, at) => ({ ...batch, startedAt: -at }))
    const past = pastJobOf(job, [...many, { ...batch, state: 'forecast' as const }])
    expect(past.batches).toHaveLength(HISTORY_LIMITS.batches)
    expect(past.batches[0]?.startedAt).toBe(-many.length + 1)
    expect(past.batchesLeftOut).toBe(7)
  })
})
