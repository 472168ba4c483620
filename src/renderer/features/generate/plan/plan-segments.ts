import type { WorkerId } from '../../../../shared/ids.ts'
import type { Plan } from '../../../../shared/plan.ts'
import { counted } from '../../../../shared/words/format-number.ts'
import { inWords, say } from '../../../../shared/words/say.ts'

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
  if (!second) return `without ${first.name}: ${inWords(first.reason)}`
  const reasons = new Set(leftOut.map(({ reason }) => inWords(reason)))
  const who = counted(leftOut.length, 'machine')
  return reasons.size === 1 ? `without ${who}: ${inWords(first.reason)}` : `without ${who}`
}

/** "2 machines are measured first", "argon joins in once it is measured"; null when all are measured. */
export function unmeasuredWords(plan: Plan): string | null {
  const [first, second] = plan.unmeasured
  if (!first) return null
  if (!second) return `${first.name} ${unmeasuredFate(plan)}`
  const machines = `${plan.unmeasured.length} machines`
  return othersBegin(plan) ? `${machines} join in once they are measured` : `${machines} are measured first`
}

/** What becomes of a machine nobody has measured, in words that follow its name. */
export const unmeasuredFate = (plan: Plan): string =>
  othersBegin(plan) ? 'joins in once it is measured' : 'is measured first'

const othersBegin = ({ measured = 0 }: Plan): boolean => measured > 0

/** What somebody who takes part will do otherwise than asked, in one line; null: nobody. */
export function noteWords({ notes }: Plan): string | null {
  const [first, second] = notes
  if (!first) return null
  if (!second) return `${first.name}: ${inWords(first.note)}`
  const count = notes.length
  const same = new Set(notes.map(({ note }) => inWords(note))).size === 1
  const parts = typeof first.note === 'string' ? undefined : first.note.params.parts
  return same && parts !== undefined
    ? say('planning.machines-ignore', { count, parts })
    : say('planning.machines-ignore-some', { count })
}
