import { describe, expect, it } from 'vitest'
import { told } from '../../testing/told.ts'
import { expectWhole } from './testing/expectations.ts'
import { createUnwatchedWorld, requestFor, steady } from './testing/world.ts'

type World = ReturnType<typeof createUnwatchedWorld>
const ended = async (world: World, id: ReturnType<World['dispatcher']['submit']>['id']) =>
  told(await world.clock.run(world.dispatcher.whenDone(id)))
const receivedBy = (world: World, name: string) => world.fleet.server(name).received

describe('spare copies', () => {
  // Argon has its image after 10 s, and leaves at 8 s; laptop needs 12 s.
  const leaving = () => [{ truth: steady('argon', 6, { leavesAt: 8 }) }, { truth: steady('laptop', 5) }]

  it('are there when a machine leaves that was nearly done', async () => {
    const world = createUnwatchedWorld(leaving())
    const job = await ended(world, world.dispatcher.submit(requestFor(1)).id)
    expectWhole(world, job)
    expect(job.makespanSeconds).toBeCloseTo(12, 0)
  })

  it('are not made where that is switched off', async () => {
    const world = createUnwatchedWorld(leaving(), { settings: { spareCopies: false } })
    const job = await ended(world, world.dispatcher.submit(requestFor(1)).id)
    expectWhole(world, job)
    expect(job.makespanSeconds).toBeCloseTo(20, 0)
  })

  it('are made by a fast machine that comes when two slow ones are at the image already', async () => {
    const world = createUnwatchedWorld([
      { truth: steady('argon', 6, { leavesAt: 9.5 }) },
      { truth: steady('slow', 0.5) },
      { truth: steady('slower', 0.4) },
      { truth: steady('laptop', 5.5, { joinsAt: 1 }) },
    ])
    const job = await ended(world, world.dispatcher.submit(requestFor(1)).id)
    expectWhole(world, job)
    expect(job.makespanSeconds).toBeCloseTo(1 + 60 / 5.5, 0)
  })

  it('give way at once to another job', async () => {
    const world = createUnwatchedWorld([{ truth: steady('argon', 1) }, { truth: steady('laptop', 0.9) }])
    const first = world.dispatcher.submit(requestFor(1))
    await world.clock.advance(10_000)
    expect(receivedBy(world, 'laptop')).toHaveLength(1)
    const second = world.dispatcher.submit(requestFor(1))
    const job = await ended(world, second.id)
    expectWhole(world, job)
    // What it takes laptop alone, and the second in which the spare copy is stopped.
    expect(job.makespanSeconds).toBeLessThan(60 / 0.9 + 1.5)
    expectWhole(world, await ended(world, first.id))
  })

  it('become the request that is waited for when the machine they copy becomes slow', async () => {
    const slowing = steady('argon', 6, { slowdowns: [{ at: 5, factor: 0.01 }] })
    const world = createUnwatchedWorld([{ truth: slowing }, { truth: steady('laptop', 5) }])
    const { id } = world.dispatcher.submit(requestFor(1))
    await world.clock.advance(9000)
    // Something else to do for laptop, that waits now.
    const next = world.dispatcher.submit(requestFor(1))
    const job = await ended(world, id)
    expectWhole(world, job)
    expect(job.makespanSeconds).toBeCloseTo(12, 0)
    expectWhole(world, await ended(world, next.id))
  })

  it('are made neither without task ids, where nobody can be sure to stop them, nor for the sake of a load', async () => {
    const untold = { habits: { tellsTaskIds: false }, belief: { capabilities: { taskIds: false } } }
    const world = createUnwatchedWorld([
      { truth: steady('argon', 6) },
      { truth: steady('laptop', 5), ...untold },
      { truth: steady('cold', 5, { warm: false, loadSeconds: 2 }) },
    ])
    expectWhole(world, await ended(world, world.dispatcher.submit(requestFor(1)).id))
    expect([receivedBy(world, 'laptop'), receivedBy(world, 'cold')]).toEqual([[], []])
  })

  it('are none of a job in "N + bonus": there is something else to do', async () => {
    const world = createUnwatchedWorld([{ truth: steady('argon', 20) }, { truth: steady('laptop', 1) }])
    expectWhole(world, await ended(world, world.dispatcher.submit(requestFor(4, { mode: 'bonus' })).id))
    expect(receivedBy(world, 'laptop')).toEqual([])
  })

  it('count as no work of a machine: it had nothing to do', async () => {
    const world = createUnwatchedWorld([{ truth: steady('argon', 6) }, { truth: steady('laptop', 1) }])
    const job = await ended(world, world.dispatcher.submit(requestFor(1)).id)
    expect(receivedBy(world, 'laptop')).toHaveLength(1)
    expect(job.tallies.find(({ name }) => name === 'laptop')?.busySeconds ?? 0).toBe(0)
  })
})
