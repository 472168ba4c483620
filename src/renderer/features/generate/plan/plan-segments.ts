import type { WorkerId } from '../../../../shared/ids.ts'
import type { Plan } from '../../../../shared/plan.ts'

/** A stretch of the plan bar: images of one worker, solid those asked for, hatched the bonus. */
export interface PlanSegment {
  readonly workerId: WorkerId
  readonly name: string
  readonly bonus: boolean
  readonly images: number
}

/** The bar from left to right: everybody's part of the asked-for images first, then the bonus. */
export function planSegments(plan: Plan): PlanSegment[] {
  const part = (bonus: boolean) =>
    plan.shares.map(({ workerId, name, ...share }) => ({
      workerId,
      name,
      bonus,
      images: bonus ? share.bonus : share.images,
    }))
  return [...part(false), ...part(true)].filter(({ images }) => images > 0)
}

/** How many workers are named under the bar; the rest are counted. */
const NAMED = 3

/** The shares that are named under the bar, and how many others there are. */
export function namedShares({ shares }: Pick<Plan, 'shares'>): { named: Plan['shares']; more: number } {
  const named = shares.length <= NAMED ? shares : shares.slice(0, NAMED - 1)
  return { named, more: shares.length - named.length }
}
