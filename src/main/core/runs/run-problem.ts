import { pictureless } from '../../../shared/control-unit-fields.ts'
import { type GenerationRequest, kindOf } from '../../../shared/generation.ts'
import { LIMITS } from '../../../shared/limits.ts'
import { scriptOptionIn } from '../../../shared/prompt-options.ts'
import { inputsOf, runCount } from '../../../shared/run-count.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { sampledSize } from '../image-size.ts'

export interface RunProblem {
  readonly why: Reason
  readonly field: string
}

/** Why a request cannot be dealt out as it is, and the field at fault; null: it can. */
export function runProblem(request: GenerationRequest): RunProblem | null {
  const kind = kindOf(request)
  if (kind !== 'txt2img' && request.inputs.length === 0)
    return { why: reason('request.no-input'), field: 'inputs' }
  if (kind === 'upscale' && request.images > 1)
    return { why: reason('request.upscale-once'), field: 'images' }
  const large = tooLargeInput(request)
  if (large !== null) return { why: large, field: 'inputs' }
  const unit = kind === 'txt2img' ? pictureless(request.extra) : null
  if (unit !== null) return { why: reason('request.no-control-picture', { unit: unit + 1 }), field: 'extra' }
  const runs = runCount(request)
  if (runs > 1 && request.mode !== 'exact') return { why: reason('request.runs-exact'), field: 'mode' }
  if (runs === 0) return { why: reason('request.no-value'), field: 'grid' }
  const images = runs * request.images
  if (images > LIMITS.images.max)
    return {
      why: reason('request.too-many-images', { images, most: LIMITS.images.max }),
      field: request.grid === null ? 'images' : 'grid',
    }
  return null
}

/** One of several prompts has options in it, as for a script of sdwui: they would be drawn as text. Jobs that began so go on. */
export function promptOptionProblem({ prompts }: GenerationRequest): RunProblem | null {
  for (const [at, prompt] of prompts.entries()) {
    const option = scriptOptionIn(prompt)
    if (option !== null)
      return { why: reason('request.prompt-option', { number: at + 1, option }), field: 'prompts' }
  }
  return null
}

/** Images in the size of their input are bounded like any others: a server takes what it is asked for, and runs out of memory. */
function tooLargeInput(request: GenerationRequest): Reason | null {
  if (kindOf(request) !== 'img2img' || request.imageToImage?.ownSize !== true) return null
  for (const input of inputsOf(request)) {
    const { width, height } = sampledSize({ ...request, input })
    if (Math.max(width, height) > LIMITS.side.max)
      return reason('request.own-size-too-large', {
        ...{ name: input.name, width: input.width, height: input.height, most: LIMITS.side.max },
      })
  }
  return null
}
