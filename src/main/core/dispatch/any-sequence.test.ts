import fc from 'fast-check'
import { describe, it } from 'vitest'
import { anyStory, expectWellEnded, playOut } from './testing/any-story.ts'

/** 300 stories in all, in tests of a few seconds each. Each draws its own; with the seed of a failure as PROPERTY_SEED the first repeats it. */
const PARTS = Array.from({ length: 10 }, (_, part) => part)
const STORIES_EACH = 30
const { seed = Date.now() } = fc.readConfigureGlobal()

describe('whatever happens', () => {
  it.each(PARTS)(
    'no image is lost or stored twice, seeds stay, events are in order, and every job ends or says why not (part %i)',
    async (part) => {
      await fc.assert(
        fc.asyncProperty(anyStory, async (story) => {
          const world = await playOut(story)
          expectWellEnded(world)
          await world.clock.run(world.dispatcher.stop(0))
          expectWellEnded(world)
        }),
        { numRuns: STORIES_EACH, seed: seed + part },
      )
    },
  )
})
