import { z } from 'zod'
import { BenchmarkRecord } from '../../shared/worker.ts'

const LearnedMean = z.object({ mean: z.number(), n: z.number().min(0) })

/** What is kept of a worker's speed (core/speed/worker-speed.ts), as it must look on disk. */
export const StoredSpeed = z.object({
  benchmark: BenchmarkRecord.nullable(),
  firstIpm: z.number().positive().optional(),
  overheadSeconds: LearnedMean,
  loadSeconds: LearnedMean,
  batchGain: z.record(z.coerce.number().int().min(1).max(4096), LearnedMean),
  corrections: z.record(z.string().max(2000), LearnedMean),
  upscaling: z.record(z.string().max(500), LearnedMean).optional(),
  memory: z
    .record(z.string().max(600), z.object({ most: z.number().int().min(1), good: z.number().int().min(0) }))
    .optional(),
  longestRequestSeconds: z.number().positive().optional(),
  sizeStepPx: z.number().int().min(1).max(4096).optional(),
  squaredError: LearnedMean,
  updatedAt: z.number().nullable(),
})
