import { z } from 'zod'
import { Json } from './extra-fields.ts'

/** An argument of a script, as GET /script-info tells it. */
export const ScriptArgument = z.object({
  label: z.string().nullable(),
  /** texts that it may have; null: any value. Empty where the server fills them in later. */
  choices: z.array(z.string()).nullable(),
  /** what it is where nothing is sent; absent: not told, or more than a form can show */
  value: Json.optional(),
  /** of a number; absent: not told */
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  step: z.number().optional(),
})
export type ScriptArgument = z.infer<typeof ScriptArgument>

/** A script that machines of the fleet have. */
export const FleetScript = z.object({
  /** as most of them call it */
  title: z.string(),
  /** it works on every image; false: it is chosen, and makes a set of images of its own */
  alwaysOn: z.boolean(),
  /** as most of the machines that have it describe them; null: none does */
  args: z.array(ScriptArgument).nullable(),
  on: z.number().int(),
  /** machines whose scripts are known */
  of: z.number().int(),
})
export type FleetScript = z.infer<typeof FleetScript>
