import { z } from 'zod'
import { WorkerId } from './ids.ts'
import { StoredReason } from './words/reason.ts'

const Machine = z.object({ workerId: WorkerId, name: z.string() })

/** Something that machines have otherwise, so that the same seed makes another picture there. */
export const SettingDifference = z.object({
  /** option: by its key in `key`; checkpoint: files of one name, which is `key`, with other content */
  kind: z.enum(['option', 'checkpoint']),
  key: z.string(),
  /** what it is, for people */
  what: StoredReason,
  /** what there is, with those that have it; what most have comes first */
  values: z.array(z.object({ value: z.string(), machines: z.array(Machine) })),
})
export type SettingDifference = z.infer<typeof SettingDifference>

/** What the machines have otherwise of that which changes pictures. */
export const Consistency = z.object({
  /** those whose settings are known; switched off ones do not count */
  compared: z.array(Machine),
  /** those whose settings are not */
  untold: z.array(Machine),
  differences: z.array(SettingDifference),
  /** noise of one seed is the same on all that were compared; null: they do not tell */
  sameNoise: z.boolean().nullable(),
})
export type Consistency = z.infer<typeof Consistency>
