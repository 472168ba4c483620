import { z } from 'zod'
import { InputId, InputPicture } from './input-picture.ts'

const number = z.number().min(0).max(100_000).nullable()

/** What a preprocessor of ControlNet is to look at, and how. */
export const ControlDetection = z.object({
  /** the preprocessor */
  module: z.string().min(1).max(300),
  picture: InputId,
  /** px of the shorter side; null: as the server has it */
  resolution: z.number().int().min(64).max(8192).nullable(),
  /** what they mean depends on the preprocessor; null: as the server has it */
  thresholdA: number,
  thresholdB: number,
})
export type ControlDetection = z.infer<typeof ControlDetection>

/** What it found: a picture like any other that was added. */
export const DetectedMap = z.object({ picture: InputPicture, workerName: z.string() })
export type DetectedMap = z.infer<typeof DetectedMap>
