import { describe, expect, it } from 'vitest'
import { inWords } from '../../../../shared/words/say.ts'
import { expectWhole } from '../testing/expectations.ts'
import type { Fault } from '../testing/fault.ts'
import type { VirtualWorkerSpec } from '../testing/virtual-fleet.ts'
import { createWorld, requestFor, steady, type World } from '../testing/world.ts'

const BLACK: Fault = { type: 'one-colour' }
const black = (name: string, ipm: number): VirtualWorkerSpec => ({
  truth: steady(name, ipm),
  faults: () => BLACK,
})
const well = (name: string, ipm: number): VirtualWorkerSpec => ({ truth: steady(name, ipm) })
async function run(world: World, images: number) {
  const job = world.dispatcher.submit(requestFor(images))
  return world.clock.run(world.dispatcher.whenDone(job.id), 4 * 3_600_000)
}
const notices = (world: World) =>
  world.events.flatMap((event) =>
    event.type === 'notice' ? [`${inWords(event.title)}. ${inWords(event.text)}`] : [],
  )
const flagged = (world: World, flag: string) =>
  world.sink.stored.filter(({ flags }) => flags.some((each) => each === flag))

describe('pictures of one colour', () => {
  it('are made again elsewhere; the machine is named with the remedy, left out, and no failure is counted', async () => {
    const world = createWorld([black('half', 60), well('argon', 20)])
    const done = await run(world, 40)
    expectWhole(world, done)
    const standing = world.sink.stored.filter(({ flags }) => flags.length === 0)
    expect(new Set(standing.map(({ workerName }) => workerName))).toEqual(new Set(['argon']))
    expect(flagged(world, 'one-colour').length).toBeGreaterThan(0)
    expect(notices(world)).toEqual([
      'half makes single-colour pictures. They are made again elsewhere. If the prompt does not ask for this, start the server with --no-half-vae or choose another VAE.',
      'half is left out of this job. Its pictures are a single colour, and another machine makes the same ones correctly. Start its server with --no-half-vae or choose another VAE.',
    ])
    expect(done.tallies.find(({ name }) => name === 'half')).toMatchObject({ images: 0, failures: 0 })
    expect(world.fleet.state('half')).toBe('idle')
  })

  it('stand when a second machine makes them so too, and the rest of the job is made once', async () => {
    const world = createWorld([black('one', 20), black('two', 20)])
    const done = await run(world, 60)
    expectWhole(world, done)
    expect(flagged(world, 'one-colour-kept')).toHaveLength(60)
    expect(flagged(world, 'one-colour').length).toBeLessThan(40)
    expect(notices(world).filter((text) => text.includes('left out'))).toEqual([])
  })

  it('stand at once where nobody else could make them', async () => {
    const world = createWorld([black('alone', 20)])
    expectWhole(world, await run(world, 12))
    expect(flagged(world, 'one-colour-kept')).toHaveLength(12)
    expect(world.fleet.server('alone').imagesComputed).toBe(12)
    expect(notices(world)).toHaveLength(1)
  })

  it('now and then leave a machine that makes most of its pictures well in the job', async () => {
    const world = createWorld([
      { truth: steady('half', 20), faults: (_, nth) => (nth === 1 ? BLACK : null) },
      well('argon', 20),
    ])
    const done = await run(world, 60)
    expectWhole(world, done)
    expect(notices(world)).toHaveLength(1)
    expect(done.tallies.find(({ name }) => name === 'half')?.images).toBeGreaterThan(10)
  })
})
