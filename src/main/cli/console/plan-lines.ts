import { isEndless } from '../../../shared/end-time.ts'
import type { Plan, PlanShare } from '../../../shared/plan.ts'
import { comingTime } from '../../../shared/words/format-date.ts'
import { clock, roughSeconds } from '../../../shared/words/format-duration.ts'
import { inWords, say } from '../../../shared/words/say.ts'
import { columns } from './columns.ts'

/** Characters of a name in the table. */
const NAME = 16

/** The plan as lines a person reads. `now`: epoch ms, by the fleet's clock. */
export function planLines(plan: Plan, now: number): string[] {
  return [
    totalLine(plan, now),
    ...plan.shares.map((share) =>
      columns([share.name, NAME], [amount(share), 12], [end(share), 20], [checkpoints(share)]),
    ),
    ...plan.notes.map(({ name, note }) => columns([name, NAME], [inWords(note)])),
    ...plan.leftOut.map(({ name, reason }) => columns([name, NAME], [say('cli.plan-left-out', { reason })])),
    ...(plan.differences ?? []).flatMap(({ what, values }) => [
      say('cli.plan-unlike', { what }),
      ...values.map(({ value, machines }) =>
        say('cli.compare-value', { value, machines: machines.map(({ name }) => name).join(', ') }),
      ),
    ]),
  ]
}

function totalLine(plan: Plan, now: number): string {
  const { requested, bonus, makespanSeconds, spreadSeconds, deadline } = plan
  const images = { images: requested, bonus }
  if (deadline != null) {
    if (isEndless(deadline)) return say('cli.plan-endless', { images: requested })
    const time = comingTime(deadline, now)
    return requested === 0
      ? say('cli.plan-until-none', { time })
      : say('cli.plan-until', { images: requested, time })
  }
  if (makespanSeconds === null) {
    const dealt = plan.shares.reduce((sum, share) => sum + share.images, 0)
    // Of several kinds of images some may be nobody's.
    return dealt === 0 ? say('cli.plan-nobody', images) : say('cli.plan-some', { images: requested, dealt })
  }
  const time = clock(makespanSeconds)
  return spreadSeconds === null
    ? say('cli.plan-total', { ...images, time })
    : say('cli.plan-total-spread', { ...images, time, spread: clock(spreadSeconds) })
}

function checkpoints({ checkpoints: names, loads }: PlanShare): string {
  const used = names === undefined ? [] : [say('cli.plan-checkpoints', { names: names.join(', ') })]
  const loading =
    loads === undefined
      ? []
      : [say('cli.plan-loads', { count: loads.count, time: roughSeconds(loads.seconds) })]
  return [...used, ...loading].join('; ')
}

function amount({ images, bonus }: PlanShare): string {
  if (bonus === 0) return say('cli.plan-share', { images })
  return images === 0 ? say('cli.plan-share-bonus', { bonus }) : say('cli.plan-share-both', { images, bonus })
}

function end({ finishSeconds, steps }: PlanShare): string {
  const time = clock(finishSeconds)
  return steps === null ? say('cli.plan-done', { time }) : say('cli.plan-done-steps', { time, steps })
}
