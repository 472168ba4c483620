import { z } from 'zod'

/** What a prompt refers to that changes how a model draws. */
export const NetworkKind = z.enum(['loras', 'embeddings'])
export type NetworkKind = z.infer<typeof NetworkKind>

/** What machines tell of a LoRA or an embedding beside its name. */
export const NetworkDetails = z.object({
  /** names of the machines that have it, in the order of the board */
  machines: z.array(z.string()),
  /** what it wants in the prompt, in its maker's words; null: not told */
  trigger: z.string().nullable(),
  /** words of the captions it was trained with, the most frequent first; empty: not told */
  words: z.array(z.string()),
  /** what it was trained on; null: not told */
  base: z.string().nullable(),
  /** what its owner wrote beside it in the panel of a server (AUTOMATIC1111 and Forge: a JSON file beside the LoRA); each null: not told */
  own: z.object({
    /** goes with it into the prompt */
    activation: z.string().nullable(),
    /** goes with it into the negative prompt */
    negative: z.string().nullable(),
    weight: z.number().nullable(),
    description: z.string().nullable(),
  }),
})
export type NetworkDetails = z.infer<typeof NetworkDetails>
