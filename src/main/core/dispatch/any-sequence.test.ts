import fc from 'fast-check'
import { describe, it } from 'vitest'
import { anyStory, expectWellEnded, playOut } from './testing/any-story.ts'

const RUNS = 250

describe('whatever happens', () => {
  it('no image is lost or stored twice, seeds stay, events are in order, and every job ends or says why not', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, async (story) => {
        const world = await playOut(story)
        expectWellEnded(world)
        await world.clock.run(world.dispatcher.stop(0))
        expectWellEnded(world)
      }),
      { numRuns: RUNS },
    )
  }, 120_000)
})
