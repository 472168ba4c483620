import { z } from 'zod'

/** An argument of a script, as GET /script-info tells it. */
export const ScriptArgument = z.object({
  label: z.string().nullable(),
  /** texts that it may have; null: any value. Empty where the server fills them in later. */
  choices: z.array(z.string()).nullable(),
})
export type ScriptArgument = z.infer<typeof ScriptArgument>
