import type { GenerationRequest } from './generation.ts'
import type { GridAxis } from './grid.ts'
import type { InputPicture } from './input-picture.ts'
import { LIMITS } from './limits.ts'
import { combinationsOf } from './prompt-variants.ts'

type Runs = Pick<
  GenerationRequest,
  'prompt' | 'negativePrompt' | 'prompts' | 'variants' | 'inputs' | 'grid' | 'imageToImage' | 'upscale'
>

/** How many values an axis has: as many as its words can be put into orders where it is about those. */
export const axisLength = ({ field, values }: GridAxis): number =>
  field === 'prompt-order'
    ? values.reduce((product, _, at) => Math.min(1e15, product * (at + 1)), 1)
    : values.length

/** Pictures that it goes through, a run of images for each. */
export const inputsOf = ({ inputs, imageToImage, upscale }: Runs) =>
  imageToImage === null && upscale === null ? [] : inputs

/** The prompts it goes through. */
export const promptsOf = ({ prompt, prompts }: Runs): readonly string[] =>
  prompts.length === 0 ? [prompt] : prompts

/** How many runs of images a request is made of (core/runs/expansion.ts): at least 1. */
export function runCount(request: Runs): number {
  const { negativePrompt, variants, grid } = request
  const texts = promptsOf(request).map((prompt) => (variants === 'all' ? combinationsOf(prompt) : 1))
  const negatives = variants === 'all' ? combinationsOf(negativePrompt) : 1
  const cells = (grid?.axes ?? []).reduce((product, axis) => product * axisLength(axis), 1)
  return (
    Math.max(1, inputsOf(request).length) * texts.reduce((sum, each) => sum + each, 0) * negatives * cells
  )
}

/** The picture that the image of an index is made from, where any is: runs go through the pictures one after the other. */
export function inputAt(
  request: Runs & Pick<GenerationRequest, 'images'>,
  index: number,
): InputPicture | null {
  const inputs = inputsOf(request)
  // One run has the images that were asked for and those that came on top of them.
  if (inputs.length <= 1) return inputs[0] ?? null
  const each = (runCount(request) / inputs.length) * request.images
  return inputs[Math.floor(index / each)] ?? null
}

/** The most images a request can bring, bonus images left out: as many as it asks for of each run, or as any job may have. */
export const mostImages = (request: Runs & Pick<GenerationRequest, 'mode' | 'images'>): number =>
  request.mode === 'until' ? LIMITS.images.max : request.images * runCount(request)
