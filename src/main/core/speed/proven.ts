import type { GenerationParams } from '../generation.ts'
import { correctionKeys, observations } from './corrections.ts'
import { upscalesSeen } from './upscaling.ts'
import type { WorkerSpeed } from './worker-speed.ts'

/** What was learned of a worker longer ago than this may not be what it does now, ms: two weeks. */
const OLD_MS = 14 * 86_400_000

/**
 * True when a batch of this kind of request (checkpoint, sampler, schedule, size) was seen on the worker lately. A benchmark is no proof:
 * it may be imported, and it measures another request. `wall`: epoch ms.
 */
export function isProven(
  { corrections, upscaling, updatedAt }: WorkerSpeed,
  params: GenerationParams,
  checkpoint: string | null,
  wall: number,
): boolean {
  if (updatedAt === null || wall - updatedAt >= OLD_MS) return false
  if (params.upscale !== null) return upscalesSeen({ upscaling }, params.upscale) > 0
  return observations(corrections, correctionKeys(params, checkpoint)) > 0
}
