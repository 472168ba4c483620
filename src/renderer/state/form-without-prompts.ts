import { useShallow } from 'zustand/react/shallow'
import type { GenerationRequest } from '../../shared/generation.ts'
import { LIMITS } from '../../shared/limits.ts'
import { usePanel } from './panel-store.ts'

/** A form as whoever draws nothing of its prompts needs it: it stays equal, field by field, while they are typed, and is wrong where they are. */
function withoutPrompts(form: GenerationRequest): GenerationRequest {
  const kept = (prompt: string) => (prompt.length > LIMITS.promptCharacters ? prompt : '')
  return { ...form, prompt: kept(form.prompt), negativePrompt: kept(form.negativePrompt) }
}

/** The form for whoever draws nothing of its prompts, so that a key in them draws nothing else anew. */
export const useFormWithoutPrompts = (): GenerationRequest =>
  usePanel(useShallow(({ form }) => withoutPrompts(form)))
