import { Upscale } from '../../../shared/generation.ts'
import { recall, remember } from '../../ui/local-memory.ts'

/** How large: as it is, by a factor, or to given sides. */
export const SIZES = ['same', '1.5', '2', '3', '4', 'sides'] as const

/** What was chosen in the dialog. */
export interface UpscaleChoices {
  /** empty: none was chosen yet */
  readonly upscaler: string
  readonly size: (typeof SIZES)[number]
  /** px; NaN while its field is empty */
  readonly width: number
  readonly height: number
  readonly crop: boolean
  /** empty: one upscaler is enough */
  readonly secondUpscaler: string
  readonly secondVisibility: number
  readonly gfpgan: number
  readonly codeformer: number
  readonly codeformerWeight: number
  readonly upscaleFirst: boolean
}

/** px */
const FIRST_SIDE = 2048
/** sdwui's own defaults, but for a second upscaler: half of it is what somebody who chooses one wants to see */
export const FIRST_CHOICES: UpscaleChoices = {
  ...{ upscaler: '', size: '2', width: FIRST_SIDE, height: FIRST_SIDE, crop: false },
  ...{ secondUpscaler: '', secondVisibility: 0.5 },
  ...{ gfpgan: 0, codeformer: 0, codeformerWeight: 0, upscaleFirst: false },
}

const MEMORY = 'upscale'
const isUpscale = (value: unknown): value is Upscale | null => Upscale.safeParse(value).success

/** The dialog begins with what was asked for last. */
export const rememberUpscale = (how: Upscale): void => remember(MEMORY, how)

/** What the dialog begins with: a job's choices, else the last ones. A factor that it does not offer becomes the first one. */
export function firstChoices(job: Upscale | null): UpscaleChoices {
  const how = job ?? recall<Upscale | null>(MEMORY, null, isUpscale)
  if (how === null) return FIRST_CHOICES
  const same = how.upscaler === NO_UPSCALER
  const sides = how.width === null || how.height === null ? null : { width: how.width, height: how.height }
  const byFactor = SIZES.find((size) => size === String(how.scale)) ?? FIRST_CHOICES.size
  return {
    ...FIRST_CHOICES,
    ...{ upscaler: same ? '' : how.upscaler, size: same ? 'same' : sides ? 'sides' : byFactor },
    ...sides,
    ...{ crop: how.crop, upscaleFirst: how.upscaleFirst },
    ...(how.secondUpscaler !== null && {
      ...{ secondUpscaler: how.secondUpscaler, secondVisibility: how.secondVisibility },
    }),
    ...{ gfpgan: how.gfpganVisibility, codeformer: how.codeformerVisibility },
    codeformerWeight: how.codeformerWeight,
  }
}

/** No upscaler of that name is needed: sdwui leaves the size alone then, and restores faces. */
const NO_UPSCALER = 'None'

/** What is asked of a server; null: nothing would become of the pictures, or a side is missing. */
export function upscaleOf(choices: UpscaleChoices): Upscale | null {
  const { size, secondUpscaler, gfpgan, codeformer } = choices
  const same = size === 'same'
  if (same ? gfpgan === 0 && codeformer === 0 : choices.upscaler === '') return null
  const second = same || secondUpscaler === '' ? null : secondUpscaler
  const sides = size === 'sides' ? choices : { width: null, height: null, crop: false }
  const asked: Upscale = {
    upscaler: same ? NO_UPSCALER : choices.upscaler,
    scale: same || size === 'sides' ? 1 : Number(size),
    ...{ width: sides.width, height: sides.height, crop: sides.crop },
    ...{ secondUpscaler: second, secondVisibility: second === null ? 0 : choices.secondVisibility },
    ...{ gfpganVisibility: gfpgan, codeformerVisibility: codeformer },
    ...{ codeformerWeight: choices.codeformerWeight, upscaleFirst: choices.upscaleFirst },
  }
  return Upscale.safeParse(asked).success ? asked : null
}
