import { hasVariants } from '../../../shared/prompt-variants.ts'
import type { GenerationParams } from '../generation.ts'
import { promptsOfIndex, wildcardNames } from './wildcards.ts'

/** Images whose prompts are drawn to foresee how long the runs of equal ones will be; the rest of a job is taken to be like them. */
const MOST_FORESEEN = 256
/** Characters that are drawn for that at most: prompts may be long. */
const MOST_CHARACTERS = 500_000
const FEWEST_FORESEEN = 8

type Drawn = Pick<
  GenerationParams,
  'prompt' | 'negativePrompt' | 'seed' | 'runFirst' | 'wildcards' | 'drawsVariants'
>

/** Whether the images of these parameters may have prompts that differ. */
export const drawsPrompts = ({ prompt, negativePrompt, wildcards, drawsVariants = false }: Drawn): boolean =>
  [prompt, negativePrompt].some(
    (text) =>
      (drawsVariants && hasVariants(text)) || wildcardNames(text).some((name) => wildcards?.lists.has(name)),
  )

/** Whether an image is drawn the same prompts as the one before it, and so may be of one request with it. Both are of one run. */
export function isDrawnAsBefore(params: Drawn, index: number): boolean {
  const [before, own] = [promptsOfIndex(params, index - 1), promptsOfIndex(params, index)]
  return before.prompt === own.prompt && before.negativePrompt === own.negativePrompt
}

/** How many images that follow each other are drawn the same, one number for each such row, of the first of so many images of a run. */
export function drawnLengths(params: Drawn, images: number): number[] {
  const { prompt, negativePrompt, runFirst = 0 } = params
  const affordable = Math.floor(MOST_CHARACTERS / (prompt.length + negativePrompt.length + 1))
  const foreseen = Math.min(images, Math.max(FEWEST_FORESEEN, Math.min(MOST_FORESEEN, affordable)))
  const lengths: number[] = []
  let length = 1
  for (let index = runFirst + 1; index < runFirst + foreseen; index++) {
    if (isDrawnAsBefore(params, index)) {
      length++
      continue
    }
    lengths.push(length)
    length = 1
  }
  return [...lengths, length]
}
