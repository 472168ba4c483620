import { describe, expect, it } from 'vitest'
import { createWorld, requestFor, steady } from './testing/world.ts'

const trio = [{ truth: steady('argon', 5) }, { truth: steady('master', 15) }, { truth: steady('laptop', 20) }]
const range = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('the dispatcher', () => {
  it('makes every image once, with its seed, and is done when the plan said', async () => {
    const { clock, dispatcher, sink } = createWorld(trio)
    const job = dispatcher.submit(requestFor(12))
    const done = await clock.run(dispatcher.whenDone(job.id))
    expect(done.state).toBe('finished')
    expect(sink.indexes().sort((a, b) => a - b)).toEqual(range(12))
    expect(sink.stored.every((image) => image.seed === 1000 + image.index)).toBe(true)
    expect(done.makespanSeconds).toBeCloseTo(done.predictedSeconds ?? 0, 0)
    expect(done.makespanSeconds).toBeLessThanOrEqual(24.1)
  })
})
