import type { CallRequest } from '../../shared/contract.ts'
import type { NetworkDetails, NetworkKind } from '../../shared/network-details.ts'
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

/** Some have no picture, as it is. */
export const networkPictured = (kind: NetworkKind, name: string): string | null =>
  kind === 'embeddings' || name.length % 4 === 3 ? null : `network ${name}`

/** What machines tell of a LoRA; of an embedding only where it is. */
export function networkTold(kind: NetworkKind, name: string): NetworkDetails {
  const machines = ['laptop', 'master', 'argon']
  const none = { activation: null, negative: null, weight: null, description: null }
  if (kind === 'embeddings') return { machines, trigger: null, words: [], base: null, own: none }
  const words = ['gouache', 'paper texture', 'soft edges', 'muted colours', 'landscape', 'no humans']
  const own = {
    activation: `${name} painting, thick paint`,
    negative: 'photo, 3d render',
    weight: 0.8,
    description: 'Opaque colours on rough paper. Softer below 0.6.',
  }
  return {
    machines,
    trigger: `${name} style`,
    words,
    base: 'sd_v1-5',
    own: name.length % 2 === 0 ? none : own,
  }
}
