import { z } from 'zod'

/** A list of the wildcard folder: `__name__` in a prompt draws one of its lines for each image. */
export const WildcardList = z.object({
  name: z.string(),
  lines: z.number().int(),
  /** the first line, at most 80 characters */
  sample: z.string(),
})
export type WildcardList = z.infer<typeof WildcardList>

export const Wildcards = z.object({
  /** absolute path */
  folder: z.string(),
  lists: z.array(WildcardList),
})
export type Wildcards = z.infer<typeof Wildcards>
