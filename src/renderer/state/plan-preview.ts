import type { Obstacle, Plan } from '../../shared/plan.ts'
import type { Problem } from '../../shared/problem.ts'
import type { Reason } from '../../shared/words/reason.ts'

/** The newest plan for the form; it stays while the next one is on its way, and while the form is not valid. */
export interface PlanPreview {
  readonly plan: Plan | null
  /** a newer one is on its way, or the form is not valid: what is shown may not be what would happen */
  readonly stale: boolean
  readonly problem: Problem | null
}

export interface PlanPreviewSlice {
  readonly planPreview: PlanPreview
}

export const noPlanPreview: PlanPreviewSlice = { planPreview: { plan: null, stale: true, problem: null } }

const NONE: readonly Obstacle[] = []

/** What in the form machines cannot do. */
export const obstaclesIn = ({ planPreview }: PlanPreviewSlice): readonly Obstacle[] =>
  planPreview.plan?.obstacles ?? NONE

/** Why no machine could make what the form asks for; null: one could, or it is not known yet. */
export const blockedBecause = ({ planPreview }: PlanPreviewSlice): Reason | null =>
  planPreview.plan?.blocked ?? null
