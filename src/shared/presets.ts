import { z } from 'zod'
import { GenerationRequest } from './generation.ts'
import { ImageId } from './ids.ts'
import { LIMITS } from './limits.ts'

/** A form that is kept under a name. */
export const Preset = z.object({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(LIMITS.nameCharacters),
  /** a stored picture that was made with it; null: none, or nobody chose one */
  picture: ImageId.nullable(),
  request: GenerationRequest,
})
export type Preset = z.infer<typeof Preset>

/** A form beside others, in a tab of its own. */
export const Draft = z.object({
  /** null: the first words of its prompt */
  name: z.string().min(1).max(LIMITS.nameCharacters).nullable(),
  form: GenerationRequest,
})
export type Draft = z.infer<typeof Draft>
