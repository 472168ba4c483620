import { z } from 'zod'

/** What a measured process is asked to do. */
export const Task = z.object({
  case: z.string(),
  good: z.string(),
  hostile: z.string(),
  /** an empty folder of its own */
  folder: z.string(),
})
export type Task = z.infer<typeof Task>

/** What it found. Times in ms, memory in MiB. */
export const Found = z.object({
  /** null: not measured */
  longestBlockMs: z.number().nullable(),
  peakRssMiB: z.number(),
  /** what came of it, in words */
  outcome: z.string(),
  /** sentences about what should not have been; none: as it should */
  complaints: z.array(z.string()),
})
export type Found = z.infer<typeof Found>
