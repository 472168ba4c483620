import { z } from 'zod'
import { SettingDifference } from './consistency.ts'
import { PlanningMode } from './generation.ts'
import { WorkerId } from './ids.ts'
import { StoredReason } from './words/reason.ts'

export const PlanShare = z.object({
  workerId: WorkerId,
  name: z.string(),
  /** images of the N asked for */
  images: z.number().int(),
  /** images beyond them */
  bonus: z.number().int(),
  /** sizes of the requests it will be sent, in order */
  batches: z.array(z.number().int()),
  /** bonus mode: too slow for a fair share */
  complementary: z.boolean(),
  /** set when step scaling lowered the steps of its image */
  steps: z.number().int().nullable(),
  /** seconds until it can start */
  releaseSeconds: z.number(),
  /** seconds from now until its share is done */
  finishSeconds: z.number(),
  /** those it loads, in their order; absent: it needs one at most */
  checkpoints: z.array(z.string()).optional(),
  /** checkpoints that it has to load for its share, and the seconds they take in all; absent: none */
  loads: z.object({ count: z.number().int(), seconds: z.number() }).optional(),
})
export type PlanShare = z.infer<typeof PlanShare>

/** Something in a request that some machines cannot do, or none can. */
export const Obstacle = z.object({
  /** of the form, that it stands in */
  field: z.enum([
    ...(['prompt', 'checkpoint', 'sampler', 'scheduler', 'vae', 'upscaler', 'size'] as const),
    ...(['styles', 'refiner', 'hires', 'script', 'overrides'] as const),
    ...(['inputs', 'faces', 'control-model', 'control-module', 'detailer-model', 'always-on'] as const),
  ]),
  /** what the request names, where the field holds several; absent: it is about the field as a whole */
  name: z.string().optional(),
  /** a sentence for beside the field */
  what: StoredReason,
  /** no machine can, as their lists tell */
  everywhere: z.boolean(),
})
export type Obstacle = z.infer<typeof Obstacle>

/** A forecast as a value: who makes how many, when each is done, who is left out and why. */
export const Plan = z.object({
  mode: PlanningMode,
  /** in until mode as many as will likely be made */
  requested: z.number().int(),
  bonus: z.number().int(),
  /** in lane and card order; only workers that get something */
  shares: z.array(PlanShare),
  /** why reads after the name: "argon: checkpoint dreamshaper_8 is missing" */
  leftOut: z.array(z.object({ workerId: WorkerId, name: z.string(), reason: StoredReason })),
  /** what a worker that takes part will do otherwise than asked, reads after the name: "argon: ignores VAE soft.pt" */
  notes: z.array(z.object({ workerId: WorkerId, name: z.string(), note: StoredReason })),
  /** absent: nobody looked for them */
  obstacles: z.array(Obstacle).optional(),
  /** why no machine could make this, even if all of them were there; null: somebody could; absent: nobody looked */
  blocked: StoredReason.nullable().optional(),
  /** checkpoints and VAEs that are not the same on all that take part; absent: nobody looked */
  differences: z.array(SettingDifference).optional(),
  /** until mode: epoch ms at which it ends; absent or null: in another mode */
  deadline: z.number().nullable().optional(),
  /** seconds until the last asked-for image is done; null when nobody can work */
  makespanSeconds: z.number().nullable(),
  /** one standard deviation of the forecast, seconds */
  spreadSeconds: z.number().nullable(),
  /** least possible seconds for N whole images with these speeds and free batch sizes */
  lowerBoundSeconds: z.number().nullable(),
  /** how many of those that can take part have been measured */
  measured: z.number().int().optional(),
  /** workers of the plan that are being measured right now; absent: none */
  measuring: z.array(z.object({ workerId: WorkerId, name: z.string() })).optional(),
  /** workers that have not been measured yet: their times are estimates; in "N + bonus" they are benchmarked first */
  unmeasured: z.array(z.object({ workerId: WorkerId, name: z.string() })),
})
export type Plan = z.infer<typeof Plan>
