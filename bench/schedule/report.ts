import type { Contestant, Measurement } from './measure.ts'
import type { UntilMeasurement } from './measure-until.ts'
import type { PlanningSpeed } from './planning-speed.ts'
import type { Scenario } from './scenario.ts'

/** Ratio over the bound that is aimed at. */
const GOALS = { static: 1.03, dynamic: 1.1 } as const
/** For one whole plan. */
const PLANNING_GOAL_MS = { exact: 20, bonus: 5 } as const
/** What a contestant may be behind another without being worse: rounding. */
const ROUNDING = 1e-3

export interface Ratio {
  readonly mean: number
  readonly worst: number
}

/** Of bonus mode. */
interface BonusReport {
  /** images beyond the N, mean of all seeds: by the first plan, and in the end */
  readonly promised: number
  readonly made: number
  /** its end over that of exact mode in the same world and the time that the bonus takes at least */
  readonly overExact: Ratio
}

/** Of until mode; means of all seeds. Its `ratio` is the most images that could have been made in the time over those that were. */
interface UntilReport {
  readonly seconds: number
  /** images that could have been made in the time at most */
  readonly most: number
  readonly made: number
  readonly late: number
  readonly foretold: number
  /** seconds of the last picture after the time was up, in the worst world; negative: before it */
  readonly worstLateness: number
}

/** What `--json` writes. A ratio is null where there is nothing to compare. */
export interface Report {
  readonly scenarios: readonly {
    readonly name: string
    readonly kind: 'static' | 'dynamic'
    readonly images: number
    readonly workers: number
    readonly ratio: Readonly<Record<Contestant, Ratio>>
    /** of each job: its end over the bound for it and all before it in the queue */
    readonly jobs: readonly (Ratio & { readonly images: number })[]
    /** mean seconds until Tributary's first picture, and the least possible */
    readonly firstPicture: { readonly mean: number; readonly leastMean: number }
    readonly bonus?: BonusReport
    readonly until?: UntilReport
  }[]
  readonly planning: PlanningSpeed
  readonly bonusPlanning: PlanningSpeed
}

export function reportOf(
  scenarios: readonly Scenario[],
  measured: readonly (readonly Measurement[])[],
  { planning, bonusPlanning }: Pick<Report, 'planning' | 'bonusPlanning'>,
): Report {
  return {
    scenarios: scenarios.map(({ name, kind, jobs, workers }, at) => ({
      name,
      kind,
      images: imagesOf(jobs, measured[at] ?? []),
      workers: workers.reduce((sum, { count }) => sum + count, 0),
      ratio: {
        tributary: ratioOf(measured[at] ?? [], 'tributary'),
        classic: ratioOf(measured[at] ?? [], 'classic'),
        equal: ratioOf(measured[at] ?? [], 'equal'),
        fastest: ratioOf(measured[at] ?? [], 'fastest'),
      },
      jobs: jobs.map((images, nth) => ({
        images,
        ...meanAndWorst((measured[at] ?? []).map((each) => each.jobs[nth] ?? Number.NaN)),
      })),
      firstPicture: firstPictureOf(measured[at] ?? []),
      ...bonusOf(measured[at] ?? []),
      ...untilOf(measured[at] ?? []),
    })),
    planning: inShort(planning),
    bonusPlanning: inShort(bonusPlanning),
  }
}

/** As many as are asked for; in until mode as could be made in the time. */
function imagesOf(jobs: readonly number[], measurements: readonly Measurement[]): number {
  const { until } = untilOf(measurements)
  return until === undefined ? jobs.reduce((sum, images) => sum + images, 0) : Math.round(until.most)
}

const inShort = (speed: PlanningSpeed): PlanningSpeed => ({ ...speed, ms: Number(speed.ms.toFixed(3)) })

const ratioOf = (measurements: readonly Measurement[], who: Contestant): Ratio =>
  meanAndWorst(measurements.map((each) => each.ratios[who]))

const rounded = (value: number) => Number(value.toFixed(5))
const meanOf = (values: readonly number[]) =>
  rounded(values.reduce((sum, value) => sum + value, 0) / values.length)

const meanAndWorst = (ratios: readonly number[]): Ratio => ({
  mean: meanOf(ratios),
  worst: rounded(Math.max(...ratios)),
})

const firstPictureOf = (measurements: readonly Measurement[]) => ({
  mean: meanOf(measurements.map(({ firstPicture }) => firstPicture.seconds)),
  leastMean: meanOf(measurements.map(({ firstPicture }) => firstPicture.least)),
})

function bonusOf(measurements: readonly Measurement[]): { bonus?: BonusReport } {
  const all = measurements.flatMap(({ bonus }) => bonus ?? [])
  if (all.length === 0) return {}
  return {
    bonus: {
      promised: meanOf(all.map(({ promised }) => promised)),
      made: meanOf(all.map(({ made }) => made)),
      overExact: meanAndWorst(all.map(({ overExact }) => overExact)),
    },
  }
}

function untilOf(measurements: readonly Measurement[]): { until?: UntilReport } {
  const all = measurements.flatMap(({ until }) => until ?? [])
  if (all.length === 0) return {}
  const mean = (of: (each: UntilMeasurement) => number) => meanOf(all.map(of))
  return {
    until: {
      seconds: mean(({ seconds }) => seconds),
      most: mean(({ most }) => most),
      made: mean(({ made }) => made),
      late: mean(({ late }) => late),
      foretold: mean(({ foretold }) => foretold),
      worstLateness: rounded(Math.max(...all.map(({ seconds, lastPictureAt }) => lastPictureAt - seconds))),
    },
  }
}

/** What is not as good as it should be, in words; empty: every goal is met. */
export function missesOf(report: Report, scenarios: readonly Scenario[] = []): string[] {
  const goals = new Map(scenarios.map(({ name, goal }) => [name, goal]))
  const misses = report.scenarios.flatMap((row) => {
    const { name, kind, ratio, bonus } = row
    const goal = goals.get(name) ?? GOALS[kind]
    const { tributary } = ratio
    const above =
      tributary.mean > goal
        ? [`${name}: mean ${tributary.mean.toFixed(3)}, the goal is ${goal.toFixed(2)}`]
        : []
    return [...above, ...(bonus === undefined ? behindOthers(row) : behindExact(name, bonus))]
  })
  for (const { mode, images, workers, ms } of [report.planning, report.bonusPlanning]) {
    const goal = PLANNING_GOAL_MS[mode]
    if (ms > goal)
      misses.push(
        `planning ${images} images${bonusOrNot(mode)} over ${workers} workers takes ${ms.toFixed(1)} ms, the goal is ${goal} ms`,
      )
  }
  return misses
}

/** What a plan is made for besides its images. */
export const bonusOrNot = (mode: PlanningSpeed['mode']): string => (mode === 'bonus' ? ' and a bonus' : '')

/** Static rules make no bonus: in that mode there is nothing to compare. */
const behindOthers = ({ name, ratio }: Report['scenarios'][number]): string[] =>
  (['classic', 'fastest'] as const).flatMap((other) =>
    (['mean', 'worst'] as const)
      .filter((measure) => ratio.tributary[measure] > ratio[other][measure] + ROUNDING)
      .map(
        (measure) =>
          `${name}: ${measure} ${ratio.tributary[measure].toFixed(3)} is above ${TITLES[other]} (${ratio[other][measure].toFixed(3)})`,
      ),
  )

const behindExact = (name: string, { overExact }: BonusReport): string[] =>
  overExact.worst > 1 + ROUNDING
    ? [`${name}: later than exact mode and the time of its bonus (${overExact.worst.toFixed(3)} of that)`]
    : []

export const TITLES: Readonly<Record<Contestant, string>> = {
  tributary: 'Tributary',
  classic: 'classic',
  equal: 'equal split',
  fastest: 'fastest alone',
}
