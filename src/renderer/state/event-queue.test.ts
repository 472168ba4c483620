import { describe, expect, it, vi } from 'vitest'
import type { EventArguments } from '../../shared/contract.ts'
import { JobId } from '../../shared/ids.ts'
import { imageFixture } from '../testing/fixtures.ts'
import { createEventQueue } from './event-queue.ts'

const progress = (job: string, etaSeconds: number): EventArguments => [
  'progressed',
  { jobId: JobId.parse(job), etaSeconds, etaSpreadSeconds: null, batches: [] },
]
const image = (index: number): EventArguments => ['imageStored', imageFixture(index)]

function setUp() {
  const take = vi.fn<(events: readonly EventArguments[]) => void>()
  let frame: (() => void) | null = null
  const soon = vi.fn((fn: () => void) => {
    frame = fn
    return () => {
      frame = null
    }
  })
  const queue = createEventQueue(take, soon)
  return { queue, take, soon, nextFrame: () => frame?.() }
}

describe('the queue of events', () => {
  it('hands over what came since the last frame at once and in order', () => {
    const { queue, take, soon, nextFrame } = setUp()
    queue.push(image(1))
    queue.push(image(2))
    expect(take).not.toHaveBeenCalled()
    nextFrame()
    expect(take.mock.calls).toEqual([[[image(1), image(2)]]])
    expect(soon).toHaveBeenCalledTimes(1)
    queue.push(image(3))
    nextFrame()
    expect(take).toHaveBeenLastCalledWith([image(3)])
  })
  it('keeps of the progress of a job only the newest, at its place in the order', () => {
    const { queue, take, nextFrame } = setUp()
    for (const event of [progress('a', 9), image(1), progress('b', 5), progress('a', 8)]) queue.push(event)
    nextFrame()
    expect(take).toHaveBeenCalledWith([image(1), progress('b', 5), progress('a', 8)])
  })
  it('takes nothing more after it was closed', () => {
    const { queue, take, nextFrame } = setUp()
    queue.push(image(1))
    queue.close()
    queue.push(image(2))
    nextFrame()
    queue.flush()
    expect(take).not.toHaveBeenCalled()
  })
})
