import { expect, it } from 'vitest'
import { seededRandom } from './testing/seeded-random.ts'
import { createWorld, requestFor, steady, type World } from './testing/world.ts'

const IMAGES = 60

/** A fleet whose speeds are told wrongly and vary, at work on two jobs. */
function busyWorld(seed: number): World {
  const random = seededRandom(seed)
  const world = createWorld(
    Array.from({ length: 5 }, (_, at) => ({
      truth: steady(`worker-${at}`, 5 + 60 * random(), { overheadSeconds: 4 * random() }),
      belief: { ipm: 5 + 60 * random() },
      noise: () => 0.7 + 0.6 * random(),
    })),
    { settings: { eventsEveryMs: 0 } },
  )
  for (const mode of ['exact', 'bonus'] as const) world.dispatcher.submit(requestFor(IMAGES, { mode }))
  return world
}

const sent = (world: World) =>
  world.fleet
    .workers()
    .map(({ name }) =>
      world.fleet.server(name).received.map(({ request, atMs }) => [atMs, request.firstIndex, request.count]),
    )

async function played(world: World, each: () => void): Promise<ReturnType<typeof sent>> {
  const look = () => {
    each()
    world.clock.after(70, look)
  }
  look()
  for (const { id } of world.dispatcher.jobs()) await world.clock.run(world.dispatcher.whenDone(id))
  return sent(world)
}

it.each([1, 2, 3, 4])('is dealt alike whether or not anybody reads forecasts (world %i)', async (seed) => {
  const unread = await played(busyWorld(seed), () => undefined)
  const world = busyWorld(seed)
  const read = await played(world, () => {
    world.dispatcher.jobs()
    world.dispatcher.batches()
    world.dispatcher.plan(requestFor(IMAGES))
  })
  expect(read).toEqual(unread)
  expect(unread.flat().length).toBeGreaterThan(20)
})
