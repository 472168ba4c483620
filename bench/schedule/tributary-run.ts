import type { VirtualWorkerSpec } from '../../src/main/core/dispatch/testing/virtual-fleet.ts'
import { createWorld, requestFor, type World } from '../../src/main/core/dispatch/testing/world.ts'
import { inWords } from '../../src/shared/words/say.ts'
import type { DrawnWorld } from './draw-world.ts'

/** A person looks after a job that nobody works on once in so many seconds, and lifts the pause of workers that failed too often. */
const PERSON_LOOKS_EVERY_SECONDS = 120

/**
 * Seconds until the real dispatcher, in virtual time, has everything stored. It is told what a benchmark would have
 * found (believed speed, overhead, gain at batch size 4, load time) and the caps a person has set; never the truth.
 */
export async function tributarySeconds(world: DrawnWorld, seed: number): Promise<number> {
  const specs = world.workers.map(({ truth, believedIpm, knownCap }, index): VirtualWorkerSpec => {
    const measurable = knownCap === null || knownCap >= 4
    return {
      truth,
      noise: world.noiseOf(index),
      belief: { ipm: believedIpm, maxBatch: knownCap, gains: measurable ? { 4: truth.gain(4) } : {} },
    }
  })
  const run = createWorld(specs, {
    seed,
    settings: { eventsEveryMs: 0, livePreviews: false },
    withInfotexts: false,
    keepEvents: false,
  })
  const { clock, dispatcher, sink } = run
  const person = personAround(run, world)
  const jobs = world.jobs.map((images) => dispatcher.submit(requestFor(images)))
  let end = 0
  for (const job of jobs) {
    const done = await clock.run(dispatcher.whenDone(job.id))
    if (done.state !== 'finished')
      throw new Error(`job ${job.number} ended as ${done.state}: ${inWords(done.problem?.message ?? '')}`)
    end = Math.max(end, ((done.finishedAt ?? Number.POSITIVE_INFINITY) - done.submittedAt) / 1000)
  }
  const asked = world.jobs.reduce((sum, images) => sum + images, 0)
  if (sink.stored.length !== asked) throw new Error(`${sink.stored.length} images stored instead of ${asked}`)
  person.leaves()
  await dispatcher.stop(0)
  return end
}

function personAround({ clock, fleet, dispatcher }: World, world: DrawnWorld): { leaves(): void } {
  let cancel: () => void = () => undefined
  const look = () => {
    const stuck = dispatcher.jobs().some(({ state }) => state === 'waiting')
    for (const { truth } of world.workers)
      if (stuck && fleet.state(truth.name) === 'paused') fleet.change(truth.name, { available: true })
    cancel = clock.after(PERSON_LOOKS_EVERY_SECONDS * 1000, look)
  }
  cancel = clock.after(PERSON_LOOKS_EVERY_SECONDS * 1000, look)
  return { leaves: () => cancel() }
}
