import { z } from 'zod'
import { ImageId } from './ids.ts'
import { LIMITS } from './limits.ts'

const Labels = z.array(z.string().max(2000)).min(1).max(LIMITS.images.max)

/** A table of pictures that is to become one picture. */
export const Sheet = z
  .object({
    /** above all; '': none */
    title: z.string().max(500),
    columns: Labels,
    /** null: one row without a name */
    rows: Labels.nullable(),
    /** row by row; null: there is no picture */
    cells: z.array(ImageId.nullable()).min(1).max(LIMITS.images.max),
  })
  .refine(({ columns, rows, cells }) => cells.length === columns.length * (rows?.length ?? 1), {
    path: ['cells'],
  })
export type Sheet = z.infer<typeof Sheet>
