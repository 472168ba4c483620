import { describe, expect, it } from 'vitest'
import { Capabilities } from './worker.ts'

describe('what one server can do', () => {
  it('reads as earlier versions wrote it, without facts of its kind', () => {
    const earlier = {
      ...{ kind: 'koboldcpp', version: null, checkpoints: null, samplers: ['Euler'], schedulers: null },
      ...{ upscalers: [], vaes: null, loras: null, loadedCheckpoint: null },
      ...{ queuesInOrder: false, taskIds: false, batches: false, openToAll: true },
    }
    expect(Capabilities.parse(earlier)).toEqual(earlier)
  })
})
