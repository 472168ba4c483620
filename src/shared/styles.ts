import { z } from 'zod'
import { LIMITS } from './limits.ts'

/** A text for prompts under a name. `{prompt}` in it stands for the prompt; without, it is put behind. */
export const PromptStyle = z.object({
  name: z.string().min(1).max(300),
  prompt: z.string().max(LIMITS.styleCharacters),
  negativePrompt: z.string().max(LIMITS.styleCharacters),
})
export type PromptStyle = z.infer<typeof PromptStyle>
