import type { Upscale } from '../../../shared/generation.ts'
import { largestPixels, type Sized } from '../image-size.ts'

/**
 * What a megapixel of an upscaler's output costs in images of the benchmark payload, until it was timed. Networks of the ESRGAN kind make a
 * megapixel in about a fifth of the time of such an image; transformers take five times as long; LDSR samples a picture of its own; the
 * others only scale.
 */
const COSTS: readonly (readonly [name: RegExp, images: number])[] = [
  [/^(none|lanczos|nearest|bicubic|bilinear|box|hamming)\b/i, 0.02],
  [/\bldsr\b/i, 4],
  [/\b(swinir|swin2sr|dat|hat|drct|atd)\b/i, 1],
]
const OF_A_NETWORK = 0.2

/** Of one upscaler. */
export const megapixelCost = (upscaler: string): number =>
  COSTS.find(([name]) => name.test(upscaler))?.[1] ?? OF_A_NETWORK

/** Megapixels of what comes out. */
export const outputMegapixels = (params: Sized): number => largestPixels(params) / 1_000_000

/** Work of making a picture larger, in images of the benchmark payload: a guess for workers on which nobody has timed it. */
export function upscaleWork(upscale: Upscale, params: Sized): number {
  const { upscaler, secondUpscaler, secondVisibility } = upscale
  const second = secondUpscaler !== null && secondVisibility > 0 ? megapixelCost(secondUpscaler) : 0
  return outputMegapixels(params) * (megapixelCost(upscaler) + second)
}

/** What seconds per output megapixel are learned for: the upscalers, and which faces are restored. */
export function upscaleKey(upscale: Upscale): string {
  const { upscaler, secondUpscaler, secondVisibility, gfpganVisibility, codeformerVisibility } = upscale
  const name = (text: string) => text.trim().toLowerCase().slice(0, 200)
  return [
    name(upscaler),
    ...(secondUpscaler !== null && secondVisibility > 0 ? [name(secondUpscaler)] : []),
    ...(gfpganVisibility > 0 ? ['gfpgan'] : []),
    ...(codeformerVisibility > 0 ? ['codeformer'] : []),
  ].join('|')
}
