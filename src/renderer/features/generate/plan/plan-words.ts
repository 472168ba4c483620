import type { SettingDifference } from '../../../../shared/consistency.ts'
import { isEndless } from '../../../../shared/end-time.ts'
import { canonicalCheckpointName } from '../../../../shared/names/checkpoints.ts'
import type { Plan, PlanShare } from '../../../../shared/plan.ts'
import { comingTime } from '../../../../shared/words/format-date.ts'
import { roughSeconds } from '../../../../shared/words/format-duration.ts'
import { whole } from '../../../../shared/words/format-number.ts'
import type { Reason } from '../../../../shared/words/reason.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import type { PlanSegment } from './plan-segments.ts'

/** "12", "+8", "4 +2" */
export function shareWords({ images, bonus }: Pick<PlanShare, 'images' | 'bonus'>): string {
  if (bonus === 0) return whole(images)
  return images === 0 ? `+${whole(bonus)}` : `${whole(images)} +${whole(bonus)}`
}

/** The images of a share with the steps they are made with, where those are fewer than asked for: "+1 at 14 steps". */
export function shareWithSteps(share: Pick<PlanShare, 'images' | 'bonus' | 'steps'>): string {
  const images = shareWords(share)
  return share.steps === null ? images : say('generate.plan.at-steps', { images, steps: share.steps })
}

/** The sizes of a share's requests, equal neighbours together: [4, 4, 4, 2] -> "3 × 4, 2". */
export function requestSizes(batches: readonly number[]): string {
  const runs: { size: number; times: number }[] = []
  for (const size of batches) {
    const last = runs.at(-1)
    if (last?.size === size) last.times++
    else runs.push({ size, times: 1 })
  }
  return runs
    .map(({ size, times }) => (times === 1 ? whole(size) : `${whole(times)} × ${whole(size)}`))
    .join(', ')
}

/** What is read aloud in place of the bar. */
export function barWords(segments: readonly PlanSegment[]): string {
  if (segments.length === 0) return say('generate.plan.none')
  const shares = segments.map(({ name, images, bonus }) =>
    say(bonus ? 'generate.plan.bonus-share' : 'generate.plan.share', { name, count: images }),
  )
  return say('generate.plan.bar', { shares })
}

/** Who is left out, in one line; null when nobody is. */
export function leftOutWords({ leftOut }: Plan): string | null {
  const [first, second] = leftOut
  if (!first) return null
  const reason = inWords(first.reason)
  const count = leftOut.length
  if (!second) return say('generate.plan.without-one', { name: first.name, reason })
  return allAlike(leftOut.map((each) => each.reason))
    ? say('generate.plan.without-alike', { count, reason })
    : say('generate.plan.without', { count })
}

/** "2 machines are measured first", "estimate: argon is not measured yet"; null when all are measured. */
export function unmeasuredWords(plan: Plan): string | null {
  const [first] = plan.unmeasured
  if (!first) return null
  const key = isEstimate(plan) ? 'generate.plan.estimated' : 'generate.plan.measured-first'
  return say(key, { count: plan.unmeasured.length, name: first.name })
}

/** What becomes of a machine nobody has measured, for a list where its name stands before it. */
export const unmeasuredFate = (plan: Plan): string =>
  say(isEstimate(plan) ? 'generate.plan.row-estimated' : 'generate.plan.row-measured-first')

/** "About 34 images by 18:00"; null: the plan is not for a time. `now`: epoch ms, by the fleet's clock. */
export function untilWords({ deadline, requested: images }: Plan, now: number): string | null {
  if (deadline == null) return null
  if (isEndless(deadline)) return say('generate.plan.endless', { images })
  const time = comingTime(deadline, now)
  return images === 0
    ? say('generate.plan.until-none', { time })
    : say('generate.plan.until', { images, time })
}

/** But in "N + bonus" a job starts with machines that nobody has measured; in "N + bonus" they are measured first. */
const isEstimate = ({ mode }: Plan): boolean => mode !== 'bonus'

/** What somebody who takes part will do otherwise than asked, in one line; null: nobody. */
export function noteWords({ notes }: Plan): string | null {
  const [first, second] = notes
  if (!first) return null
  if (!second) return say('generate.plan.note', { name: first.name, note: inWords(first.note) })
  const count = notes.length
  const parts = typeof first.note === 'string' ? undefined : first.note.params.parts
  if (parts !== undefined && allAlike(notes.map(({ note }) => note)))
    return say('planning.machines-ignore', { count, parts })
  const partly = notes.some(({ note }) => typeof note !== 'string' && note.kind === 'planning.some-parts')
  return say(partly ? 'generate.plan.some-parts' : 'planning.machines-ignore-some', { count })
}

/** Who has to load checkpoints and how long that takes, in one line; null: nobody. */
export function loadsWords({ shares }: Pick<Plan, 'shares'>): string | null {
  const loading = shares.flatMap(({ name, loads }) => (loads === undefined ? [] : [{ name, ...loads }]))
  const [first, second] = loading
  if (!first) return null
  const time = roughSeconds(Math.max(...loading.map(({ seconds }) => seconds)))
  if (!second) return say('generate.plan.loads', { name: first.name, count: first.count, time })
  const count = loading.reduce((sum, each) => sum + each.count, 0)
  return say('generate.plan.loads-several', { machines: loading.length, count, time })
}

/** What a share uses and loads, for a list where its name stands before it; null: what it needs is in memory. */
export function shareLoads(share: Pick<PlanShare, 'checkpoints' | 'loads'>): string | null {
  const { checkpoints = [], loads } = share
  const several = checkpoints.length > 1
  if (loads === undefined)
    return several ? say('generate.plan.row-uses', { checkpoints: checkpointsOf(share) }) : null
  const time = roughSeconds(loads.seconds)
  return several
    ? say('generate.plan.row-uses-loading', { checkpoints: checkpointsOf(share), time })
    : say('generate.plan.row-loads', { time })
}

/** Who makes pictures with something else than the others, in one line; null: nobody, as far as is known. */
export function unlikeWords({ differences = [] }: Pick<Plan, 'differences'>): string | null {
  const [first, second] = differences
  if (!first) return null
  if (second) return say('generate.plan.unlike-several')
  const [, ...fewer] = first.values
  const names = fewer.flatMap(({ machines }) => machines).map(({ name }) => name)
  return say('generate.plan.unlike-one', { count: names.length, names, what: unlikeThing(first) })
}

function unlikeThing({ kind, key, what }: SettingDifference): string {
  if (kind === 'option') return say('generate.plan.unlike-vae')
  return typeof what !== 'string' && what.kind === 'consistency.loaded'
    ? say('generate.plan.unlike-loaded')
    : say('generate.plan.unlike-file', { name: canonicalCheckpointName(key) })
}

/** The checkpoints of a share in their order: "dreamshaper_8 → toonyou". */
const checkpointsOf = ({ checkpoints = [] }: Pick<PlanShare, 'checkpoints'>): string =>
  checkpoints.join(' → ')

/** Whether all say the same: the same kind with the same parameters. */
const allAlike = (words: readonly Reason[]): boolean =>
  new Set(words.map((each) => JSON.stringify(each))).size === 1
