import type { CallRequest } from '../../shared/contract.ts'
import { drawn } from '../../shared/prompt-variants.ts'

const WEATHER = ['clear sky', 'fog', 'first snow', 'a storm far away']

/** The prompts of the first images, roughly as main draws them. */
export function drawnRoughly(
  { prompt = '', negativePrompt = '' }: CallRequest<'drawPrompts'>['request'],
  most: number,
): { prompt: string; negativePrompt: string }[] {
  return Array.from({ length: most }, (_, at) => ({
    prompt: drawn(prompt, (count) => at % count).replaceAll(
      '__weather__',
      WEATHER[at % WEATHER.length] ?? '',
    ),
    negativePrompt,
  }))
}

/** Four letters to a token, which is not far from the truth. */
export function countedRoughly(text: string): { tokens: number; room: number } {
  const tokens = Math.ceil(text.length / 4)
  return { tokens, room: Math.max(1, Math.ceil(tokens / 75)) * 75 }
}
