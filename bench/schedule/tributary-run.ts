import type { VirtualWorkerSpec } from '../../src/main/core/dispatch/testing/virtual-fleet.ts'
import { createWorld, requestFor } from '../../src/main/core/dispatch/testing/world.ts'
import type { DrawnWorld } from './draw-world.ts'

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
  const { clock, dispatcher, sink } = createWorld(specs, {
    seed,
    settings: { eventsEveryMs: 0, livePreviews: false },
    withInfotexts: false,
    keepEvents: false,
  })
  const jobs = world.jobs.map((images) => dispatcher.submit(requestFor(images)))
  let end = 0
  for (const job of jobs) {
    const done = await clock.run(dispatcher.whenDone(job.id))
    if (done.state !== 'finished')
      throw new Error(`job ${job.number} ended as ${done.state}: ${done.problem?.message ?? ''}`)
    end = Math.max(end, done.makespanSeconds ?? Number.POSITIVE_INFINITY)
  }
  const asked = world.jobs.reduce((sum, images) => sum + images, 0)
  if (sink.stored.length !== asked) throw new Error(`${sink.stored.length} images stored instead of ${asked}`)
  await dispatcher.stop(0)
  return end
}
