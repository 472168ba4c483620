import type { WorkerId } from '../../../../shared/ids.ts'
import type { Plan } from '../../../../shared/plan.ts'
import { counted } from '../../../ui/format-number.ts'

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

/** "12", "+8", "4 +2" */
export function shareWords({ images, bonus }: { images: number; bonus: number }): string {
  if (bonus === 0) return String(images)
  return images === 0 ? `+${bonus}` : `${images} +${bonus}`
}

/** Who is left out, in one line; null when nobody is. */
export function leftOutWords({ leftOut }: Plan): string | null {
  const [first, second] = leftOut
  if (!first) return null
  if (!second) return `without ${first.name}: ${first.reason}`
  const reasons = new Set(leftOut.map(({ reason }) => reason))
  const who = counted(leftOut.length, 'machine')
  return reasons.size === 1 ? `without ${who}: ${first.reason}` : `without ${who}`
}

/** "2 machines are measured first"; null when all are measured. */
export function unmeasuredWords({ unmeasured }: Plan): string | null {
  const [first] = unmeasured
  if (!first) return null
  return unmeasured.length === 1
    ? `${first.name} is measured first`
    : `${unmeasured.length} machines are measured first`
}

/** What somebody who takes part will do otherwise than asked, in one line; null: nobody. */
export function noteWords({ notes }: Plan): string | null {
  const [first, second] = notes
  if (!first) return null
  if (!second) return `${first.name} ${first.note}`
  const [note] = new Set(notes.map((each) => each.note)).size === 1 ? [first.note] : []
  return `${counted(notes.length, 'machine')} ${note?.replace(/^ignores/, 'ignore') ?? 'ignore some of this'}`
}
