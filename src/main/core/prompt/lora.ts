const TAG = /<(?:lora|lyco):([^:>]{1,200})(?::([^>]{0,200}))?>/gi
const MOST_LORAS = 100

/** Names of the LoRAs a prompt refers to as `<lora:name:weight>`, each once, at most 100 of them. */
export function lorasOf(prompt: string): string[] {
  const names = new Set<string>()
  for (const match of prompt.matchAll(TAG)) {
    if (match[1]) names.add(match[1])
    if (names.size >= MOST_LORAS) break
  }
  return [...names]
}

/** One reference of a prompt to a LoRA. */
export interface LoraTag {
  readonly name: string
  /** 1 where the tag has none */
  readonly weight: number
}

/** The prompt without its LoRA tags, and what they say, in order; only those that `taken` says yes to, and at most 100. */
export function takeLoras(
  prompt: string,
  taken: (name: string) => boolean,
): { prompt: string; loras: LoraTag[] } {
  const loras: LoraTag[] = []
  const rest = prompt.replace(TAG, (tag, name: string, weights: string | undefined) => {
    if (loras.length >= MOST_LORAS || !taken(name)) return tag
    const weight = Number.parseFloat(weights ?? '')
    loras.push({ name, weight: Number.isFinite(weight) ? weight : 1 })
    return ''
  })
  return { prompt: loras.length === 0 ? prompt : rest.replace(/ {2,}/g, ' ').trim(), loras }
}
