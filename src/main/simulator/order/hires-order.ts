import { LATENT_UPSCALE_MODES, SCHEDULERS } from '../../sdwui/protocol/a1111-lists.ts'
import type { HiresOrder } from '../../sdwui/protocol/generation-order.ts'
import { pythonError, type ServerError } from '../../sdwui/protocol/server-error.ts'
import type { ResolvedOptions } from '../options.ts'

/** What the second pass takes over from the first. */
interface FirstPass {
  readonly width: number
  readonly height: number
  readonly steps: number
  readonly prompt: string
  readonly sampler: string
  /** denoising_strength as sent; null: not sent */
  readonly strength: number | null
}

/** The second pass of a request with enable_hr (modules/processing.py), and what its job fails with, if anything. */
export function hiresOrder(
  fields: Readonly<Record<string, unknown>>,
  first: FirstPass,
  options: ResolvedOptions,
): { order: HiresOrder; fails: ServerError | null } {
  const number = (name: string, otherwise: number) =>
    typeof fields[name] === 'number' ? (fields[name] as number) : otherwise
  const text = (name: string) => {
    const value = fields[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const upscaler = text('hr_upscaler') ?? 'Latent'
  const sampler = text('hr_sampler_name')
  const scale = number('hr_scale', 2)
  const [x, y] = [number('hr_resize_x', 0), number('hr_resize_y', 0)]
  const inEights = (px: number) => Math.max(8, Math.floor(px / 8) * 8)
  const [width, height] =
    x === 0 && y === 0
      ? [first.width * scale, first.height * scale]
      : [x === 0 ? (y * first.width) / first.height : x, y === 0 ? (x * first.height) / first.width : y]
  const steps = number('hr_second_pass_steps', 0)
  const schedule = SCHEDULERS.find(({ name, label }) => [name, label].includes(text('hr_scheduler') ?? ''))
  return {
    order: {
      ...{ scale, upscaler, steps, width: inEights(width), height: inEights(height) },
      // Its step count is passed on explicitly, and explicit steps ignore the strength (sdapi.md 1.2).
      stepsRun: steps === 0 ? first.steps : steps,
      resizedTo: x === 0 && y === 0 ? null : `${x}x${y}`,
      sampler: sampler === first.sampler ? null : sampler,
      schedule: schedule?.label ?? null,
      prompt: text('hr_prompt') === first.prompt ? null : text('hr_prompt'),
      negativePrompt:
        text('hr_negative_prompt') === fields.negative_prompt ? null : text('hr_negative_prompt'),
      checkpoint: text('hr_checkpoint_name'),
    },
    fails: failure(fields, first, upscaler, sampler, options),
  }
}

function failure(
  fields: Readonly<Record<string, unknown>>,
  first: FirstPass,
  upscaler: string,
  sampler: string | null,
  options: ResolvedOptions,
): ServerError | null {
  if (options.kind === 'forge' && fields.hr_additional_modules === null)
    return pythonError('TypeError', "argument of type 'NoneType' is not iterable")
  if (first.strength === null)
    return pythonError('TypeError', "unsupported operand type(s) for *: 'NoneType' and 'int'")
  if (![...LATENT_UPSCALE_MODES, ...options.upscalers].includes(upscaler))
    return pythonError('Exception', `could not find upscaler named ${upscaler}`)
  if (sampler !== null && !options.samplers.includes(sampler))
    return pythonError('AssertionError', `bad sampler name: ${sampler}`)
  return null
}
