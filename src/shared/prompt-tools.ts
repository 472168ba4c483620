import { z } from 'zod'

/** Prompts of a request that are shown at most as they will be drawn. */
export const DRAWN_PROMPTS = 10

/** Tokens of a chunk, without the two that begin and end it. */
export const CHUNK_TOKENS = 75

/** How long a prompt is for the text encoder. */
export const TokenCount = z.object({
  /** places up to the end of the last chunk that holds anything, without the empty ones behind its last token */
  tokens: z.number().int().min(0),
  /** what fills the chunks that are begun: a multiple of 75, at least 75 */
  room: z.number().int().min(CHUNK_TOKENS),
})
export type TokenCount = z.infer<typeof TokenCount>
