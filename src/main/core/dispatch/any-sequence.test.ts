import fc from 'fast-check'
import { describe, it } from 'vitest'
import { anyStory, expectWellEnded, playOut } from './testing/any-story.ts'

/** As many as fit into the time, so that a busy machine only tries fewer. */
const RUNS = { most: 300, ms: 60_000 }

describe('whatever happens', () => {
  it('no image is lost or stored twice, seeds stay, events are in order, and every job ends or says why not', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, async (story) => {
        const world = await playOut(story)
        expectWellEnded(world)
        await world.clock.run(world.dispatcher.stop(0))
        expectWellEnded(world)
      }),
      { numRuns: RUNS.most, interruptAfterTimeLimit: RUNS.ms },
    )
  }, 120_000)
})
