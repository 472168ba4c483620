import { describe, expect, it } from 'vitest'
import { batchesOf } from './batch-size.ts'
import { computeSeconds } from './exact.ts'
import { imagesPerRequest, inRuns } from './in-runs.ts'
import { worker } from './testing/planning-worker.ts'

describe('a worker for images that come in short runs', () => {
  const four = worker('w', 20, {
    ...{ maxBatch: 4, overheadSeconds: 2 },
    batchGain: (b) => 1 / b,
  })

  it('costs on average what requests of whole runs cost it', () => {
    // Runs of 1, 2 and 6 images: requests of 1, 2, 4 and 2 images, each 2 s and 3 s, whatever its size.
    const lengths = [1, 2, 6]
    expect(computeSeconds(inRuns(four, lengths), 9)).toBeCloseTo(4 * (2 + 3), 9)
    expect(imagesPerRequest(4, lengths)).toBe(9 / 4)
    expect(batchesOf(9, inRuns(four, lengths))).toEqual([2, 3, 2, 2])
    expect(batchesOf(1, inRuns(four, lengths))).toEqual([1])
  })

  it('is as it was where it makes one by one, and where all are one run', () => {
    const one = worker('w', 20, { maxBatch: 1, overheadSeconds: 2 })
    expect(inRuns(one, [1, 2, 6])).toBe(one)
    expect(computeSeconds(inRuns(four, [40]), 40)).toBeCloseTo(computeSeconds(four, 40), 9)
  })
})
