import { describe, expect, it } from 'vitest'
import type { JobView } from '../../../../shared/job.ts'
import { expectWhole } from '../testing/expectations.ts'
import { createWorld, requestFor, steady, type World } from '../testing/world.ts'

const submit = ({ dispatcher }: World, images: number, seed = 1000): JobView =>
  dispatcher.submit(requestFor(images, { seed }))
const sent = ({ fleet }: World) =>
  fleet.server('argon').received.length + fleet.server('laptop').received.length
const stateOf = ({ dispatcher }: World, { id }: JobView) => dispatcher.job(id)?.state
const told = ({ events }: World) =>
  events.flatMap((event) => (event.type === 'queuePauseChanged' ? [event.paused] : []))
const fleetOf = () => createWorld([{ truth: steady('argon', 20) }, { truth: steady('laptop', 20) }])

describe('a paused queue', () => {
  it('sends nothing more to any machine, of jobs that come neither, and ends what runs', async () => {
    const world = fleetOf()
    const [first, second] = [submit(world, 60), submit(world, 8, 5000)]
    await world.clock.advance(10_000)
    expect(world.dispatcher.pauseQueue()).toEqual([first.id, second.id])
    const before = sent(world)
    const late = submit(world, 4, 9000)
    await world.clock.advance(600_000)
    expect(sent(world)).toBe(before)
    expect([first, second, late].map((job) => stateOf(world, job))).toEqual(['paused', 'paused', 'paused'])
    // What had been begun has ended well.
    expect(world.dispatcher.job(first.id)?.stored).toBeGreaterThan(0)
    expect(world.dispatcher.batches(first.id).every(({ state }) => state === 'stored')).toBe(true)
    expect([world.dispatcher.queuePaused, world.journal.paused, told(world)]).toEqual([true, true, [true]])
  })

  it('goes on with all of them', async () => {
    const world = fleetOf()
    const [first, second] = [submit(world, 40), submit(world, 8, 5000)]
    await world.clock.advance(10_000)
    world.dispatcher.pauseQueue()
    const late = submit(world, 4, 9000)
    await world.clock.advance(600_000)
    expect(world.dispatcher.resumeQueue()).toEqual([first.id, second.id, late.id])
    for (const job of [first, second, late])
      expectWhole(world, await world.clock.run(world.dispatcher.whenDone(job.id)))
    expect([world.dispatcher.queuePaused, world.journal.paused, told(world)]).toEqual([
      false,
      false,
      [true, false],
    ])
  })

  it('goes on with one job alone where that one is resumed', async () => {
    const world = fleetOf()
    const [first, second] = [submit(world, 40), submit(world, 8, 5000)]
    world.dispatcher.pauseQueue()
    world.dispatcher.resume(second.id)
    expectWhole(world, await world.clock.run(world.dispatcher.whenDone(second.id)))
    expect([stateOf(world, first), world.dispatcher.queuePaused]).toEqual(['paused', false])
  })

  it('goes on without the jobs that are to stay paused, and begins those that come', async () => {
    const world = fleetOf()
    const [first, second] = [submit(world, 4), submit(world, 8, 5000)]
    world.dispatcher.pause(first.id)
    expect(world.dispatcher.pauseQueue()).toEqual([second.id])
    world.dispatcher.cancel(second.id)
    expect(world.dispatcher.resumeQueue([first.id])).toEqual([])
    expect([stateOf(world, first), world.dispatcher.queuePaused]).toEqual(['paused', false])
    expect(told(world)).toEqual([true, false])
    const late = submit(world, 4, 9000)
    expectWhole(world, await world.clock.run(world.dispatcher.whenDone(late.id)))
    expect(stateOf(world, first)).toBe('paused')
  })

  it('may be empty; paused again it changes nothing', () => {
    const world = fleetOf()
    expect([world.dispatcher.pauseQueue(), world.dispatcher.pauseQueue()]).toEqual([[], []])
    expect(submit(world, 4).state).toBe('paused')
    expect(told(world)).toEqual([true])
  })

  it('does not begin with a job that was held and is released meanwhile', async () => {
    const world = fleetOf()
    const held = world.dispatcher.submit(requestFor(4), { hold: true })
    world.dispatcher.pauseQueue()
    world.dispatcher.release(held.id)
    await world.clock.advance(60_000)
    expect(sent(world)).toBe(0)
    world.dispatcher.resumeQueue()
    expectWhole(world, await world.clock.run(world.dispatcher.whenDone(held.id)))
  })
})
