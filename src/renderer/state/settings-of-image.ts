import { formOfInfotext } from '../../shared/form-of-infotext.ts'
import type { GenerationRequest } from '../../shared/generation.ts'
import { readInfotext } from '../../shared/infotext.ts'
import type { StoredImage } from '../../shared/job.ts'
import { requestOfInfotext } from '../../shared/request-of-infotext.ts'
import { inputAt } from '../../shared/run-count.ts'

/**
 * How a stored picture was made, as fields of the form: what its job was asked for, and of that what the picture itself tells. Of a job that
 * is not known any more the text alone. A picture that is dropped gives the same form, but for what only the job knows (inputs, masks, units of
 * ControlNet, how many images). `form`: as it is.
 */
export function settingsOfImage(
  image: StoredImage,
  request: GenerationRequest | undefined,
  form: Pick<GenerationRequest, 'extra' | 'overrides'>,
): Partial<GenerationRequest> {
  return {
    ...(request === undefined ? ofItself(image, form) : ofItsJob(image, request)),
    // It is one cell of a grid, made with one of the prompts, which has its styles and lines in it.
    ...{ grid: null, prompts: [], prompt: image.prompt, negativePrompt: image.negativePrompt },
    checkpoint: image.checkpoint ?? request?.checkpoint ?? null,
    ...(image.steps === null ? {} : { steps: image.steps }),
    ...{ seed: image.seed, subseed: image.subseed },
  }
}

const ofItself = (image: StoredImage, form: Pick<GenerationRequest, 'extra' | 'overrides'>) => ({
  ...{ width: image.width, height: image.height },
  ...(image.sampler === null ? {} : { sampler: image.sampler }),
  ...(image.infotext === null ? {} : formOfInfotext(image.infotext, form)),
})

function ofItsJob(image: StoredImage, request: GenerationRequest): Partial<GenerationRequest> {
  const { hires, overrides = {}, ...told } = requestOfInfotext(image.infotext ?? '').fields
  const input = inputAt(request, image.index)
  const { imageToImage } = request
  return {
    ...request,
    styles: [],
    ...(input === null ? {} : { inputs: [input] }),
    ...(request.grid !== null && image.sampler !== null ? { sampler: image.sampler } : {}),
    ...told,
    ...(hires && request.hires ? { hires: { ...request.hires, ...hires } } : {}),
    overrides: { ...request.overrides, ...overrides },
    ...(imageToImage === null ? {} : { imageToImage: { ...imageToImage, ...strengthIn(image) } }),
  }
}

/** Of an image that was made from another one, which the cells of a grid may have other ones of. */
function strengthIn({ infotext }: StoredImage): { denoisingStrength?: number } {
  const told = readInfotext(infotext ?? '').parameters.get('Denoising strength') ?? ''
  const strength = /^\d{1,3}(\.\d{1,20})?$/.test(told) ? Number(told) : Number.NaN
  return strength >= 0 && strength <= 1 ? { denoisingStrength: strength } : {}
}
