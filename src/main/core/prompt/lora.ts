/** Names of the LoRAs a prompt refers to as `<lora:name:weight>`, each once, at most 100 of them. */
export function lorasOf(prompt: string): string[] {
  const names = new Set<string>()
  for (const match of prompt.matchAll(/<(?:lora|lyco):([^:>]{1,200})(?::[^>]{0,200})?>/gi)) {
    if (match[1]) names.add(match[1])
    if (names.size >= 100) break
  }
  return [...names]
}
