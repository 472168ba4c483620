import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { Capabilities, SizeLimits } from '../../../shared/worker.ts'
import type { GenerationParams } from '../generation.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** What a server makes of a request whatever its lists say. */
type Limits = Pick<Capabilities, 'sizes' | 'largestSeed' | 'noneSkipsHires'>

type Asked = Pick<GenerationParams, 'width' | 'height' | 'seed' | 'subseedStrength' | 'hires' | 'highestSeed'>

/** Why a server cannot make exactly these images; null: it can. `sizeStepPx`: as its answers showed it; absent: any size. */
export function limitOf(
  { sizes = null, largestSeed = null, noneSkipsHires = false }: Limits,
  asked: Asked,
  sizeStepPx?: number,
): Reason | null {
  if (sizes !== null) {
    const made = sizeMade(asked, sizes)
    if (made.width !== asked.width || made.height !== asked.height) return otherSizeReason(asked, made)
  }
  if (sizeStepPx !== undefined && !fitsStep(asked, sizeStepPx))
    return reason('planning.size-step', { px: sizeStepPx })
  if (largestSeed !== null && (asked.highestSeed ?? asked.seed) > largestSeed)
    return reason('planning.largest-seed', { seed: largestSeed })
  if (noneSkipsHires && /^none$/i.test(asked.hires?.upscaler ?? ''))
    return reason('planning.no-hires-without-upscaler')
  return null
}

/** That a server makes pictures of another size than asked. */
export const otherSizeReason = (asked: Size, made: Size): Reason =>
  reason('planning.other-size', {
    made: `${made.width}x${made.height}`,
    asked: `${asked.width}x${asked.height}`,
  })

function sizeMade({ width, height }: Size, sizes: SizeLimits): Size {
  const scale = Math.min(1, sizes.largestPx / Math.max(width, height))
  const side = (px: number) => Math.max(sizes.stepPx, Math.floor((px * scale) / sizes.stepPx) * sizes.stepPx)
  return { width: side(width), height: side(height) }
}

const fitsStep = ({ width, height }: Size, px: number) => width % px === 0 && height % px === 0

/** Steps that models and programs work in, the likeliest first; 8 px are every server's own. */
const STEPS_PX = [64, 32, 16, 128, 256]

/** The step of sizes that explains why a server made another size than asked; null: none does. */
export function sizeStepOf(asked: Size, made: Size): number | null {
  const step = STEPS_PX.find(
    (px) =>
      !fitsStep(asked, px) &&
      [Math.floor, Math.round, Math.ceil].some(
        (rounded) =>
          made.width === Math.max(1, rounded(asked.width / px)) * px &&
          made.height === Math.max(1, rounded(asked.height / px)) * px,
      ),
  )
  return step ?? null
}
