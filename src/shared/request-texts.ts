import type { GenerationRequest } from './generation.ts'
import { combinationsIn } from './prompt-variants.ts'
import { promptsOf } from './run-count.ts'

/** The texts a request goes through, in their order: each prompt with each of its combinations, where all of them are asked for. */
export function textsOf(request: GenerationRequest): { prompt: string; negativePrompt: string }[] {
  const all = (text: string) => (request.variants === 'all' ? combinationsIn(text) : [text])
  const negatives = all(request.negativePrompt)
  return promptsOf(request)
    .flatMap(all)
    .flatMap((prompt) => negatives.map((negativePrompt) => ({ prompt, negativePrompt })))
}
