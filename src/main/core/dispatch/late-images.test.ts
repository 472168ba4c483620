import { expect, it } from 'vitest'
import { told } from '../../testing/told.ts'
import { expectWhole } from './testing/expectations.ts'
import { createUnwatchedWorld, requestFor, steady } from './testing/world.ts'

it('lets a slow machine help while images wait to be sent, when those of a machine that broke are made again behind them', async () => {
  const world = createUnwatchedWorld(
    [
      // It has six images under way when it all but stops.
      { truth: steady('argon', 60, { slowdowns: [{ at: 3, factor: 0.005 }] }) },
      { truth: steady('laptop', 60) },
      // Too slow for a share of what nobody has yet, not for one of that and argon's six.
      { truth: steady('cpu', 60 / 15) },
    ],
    { settings: { spareCopies: false } },
  )
  const job = world.dispatcher.submit(requestFor(26))
  const done = told(await world.clock.run(world.dispatcher.whenDone(job.id)))
  expectWhole(world, done)
  const { received } = world.fleet.server('cpu')
  expect(received.map(({ request }) => request.count)).toEqual([1])
  // Argon's standstill is known by then. Waiting until nothing else is left to send would be too late: one image takes 15 s there.
  expect(received[0]?.atMs).toBeLessThan(6000)
  expect(done.makespanSeconds).toBeLessThan(24.5)
})
