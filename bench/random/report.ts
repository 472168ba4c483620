import { ETA_SHARES, type EtaShare } from '../schedule/forecasts.ts'
import type { Measurement } from '../schedule/measure.ts'
import type { Kind } from './draw-fleet.ts'
import { mean, percentile } from './statistics.ts'

/** What is aimed at, of the makespan over the bound. */
const GOALS: Readonly<Record<Kind, Partial<Record<'mean' | 'p90' | 'p99', number>>>> = {
  static: { p99: 1.05 },
  dynamic: { mean: 1.08, p90: 1.25 },
}
/** What a contestant may be behind another without being worse: rounding. */
const ROUNDING = 1e-3

/** A fleet that was measured. */
export interface MeasuredFleet {
  readonly index: number
  readonly images: number
  readonly measurement: Measurement
}

/** What `--json` writes. Ratios are makespan over bound, times are seconds, errors are shares of a job's time. */
export interface RandomReport {
  readonly fleets: number
  readonly mean: number
  readonly p90: number
  readonly p99: number
  readonly worst: number
  /** the same over a bound whose batches stay within their job and the app's limit, and whose loads all take their time */
  readonly withinJobs: { readonly mean: number; readonly p90: number; readonly p99: number }
  /** that bound over the bound: no schedule of such requests can be below, whatever it knows */
  readonly floor: { readonly mean: number; readonly p90: number; readonly p99: number }
  /** the same of somebody who learns of each change of the fleet when it happens, over the bound, which knows them all beforehand */
  readonly informedFloor: { readonly mean: number; readonly p90: number; readonly p99: number }
  /** fleets where the seed extension's rule is sooner done */
  readonly aboveClassic: number
  readonly firstPictureMean: number
  readonly firstPictureLeastMean: number
  readonly etaError: Readonly<Record<EtaShare, { readonly p50: number; readonly p90: number }>>
  /** moments at which nobody could say when a job ends, of all at which it was looked at */
  readonly withoutForecast: { readonly moments: number; readonly of: number }
}

export function randomReportOf(measured: readonly MeasuredFleet[]): RandomReport {
  const ratios = measured.map(({ measurement }) => measurement.ratios.tributary)
  const within = measured.map(({ measurement }) => measurement.withinJobs)
  const floors = ratios.map((ratio, at) => ratio / (within[at] ?? 1))
  const informed = measured.map(({ measurement }, at) => (ratios[at] ?? 1) / measurement.informed)
  const first = measured.map(({ measurement }) => measurement.firstPicture)
  const errors = measured.flatMap(({ measurement }) => measurement.etaErrors)
  const etaError = (share: EtaShare) => {
    const known = errors.flatMap((each) => each[share] ?? [])
    return { p50: rounded(percentile(known, 50)), p90: rounded(percentile(known, 90)) }
  }
  return {
    fleets: measured.length,
    mean: rounded(mean(ratios)),
    p90: rounded(percentile(ratios, 90)),
    p99: rounded(percentile(ratios, 99)),
    worst: rounded(percentile(ratios, 100)),
    withinJobs: spreadOf(within),
    floor: spreadOf(floors),
    informedFloor: spreadOf(informed),
    aboveClassic: measured.filter(isAboveClassic).length,
    firstPictureMean: rounded(mean(first.map(({ seconds }) => seconds))),
    firstPictureLeastMean: rounded(mean(first.map(({ least }) => least))),
    etaError: { 0: etaError(0), 25: etaError(25), 50: etaError(50), 75: etaError(75) },
    withoutForecast: {
      moments: errors.flatMap((each) => ETA_SHARES.filter((share) => each[share] === null)).length,
      of: errors.length * ETA_SHARES.length,
    },
  }
}

const spreadOf = (values: readonly number[]) => ({
  mean: rounded(mean(values)),
  p90: rounded(percentile(values, 90)),
  p99: rounded(percentile(values, 99)),
})

const rounded = (value: number) => Number(value.toFixed(5))

const isAboveClassic = ({ measurement: { ratios } }: MeasuredFleet) =>
  ratios.tributary > ratios.classic + ROUNDING

/** The fleets that are furthest from the least possible, worst first. */
export const worstOf = (measured: readonly MeasuredFleet[], count: number): MeasuredFleet[] =>
  [...measured]
    .sort((a, b) => b.measurement.ratios.tributary - a.measurement.ratios.tributary)
    .slice(0, count)

/** The report as a person reads it, goals beside the figures. */
export function randomTableOf(kind: Kind, report: RandomReport): string {
  const goals = GOALS[kind]
  const figure = (name: 'mean' | 'p90' | 'p99' | 'worst') => {
    const goal = name === 'worst' ? undefined : goals[name]
    const told = `${name} ${report[name].toFixed(3)}`
    return goal === undefined
      ? told
      : `${told} (goal ${goal.toFixed(2)}: ${report[name] <= goal ? 'met' : 'MISSED'})`
  }
  const { firstPictureMean, firstPictureLeastMean, withoutForecast, withinJobs, floor, informedFloor } =
    report
  const spread = ({ mean: average, p90, p99 }: RandomReport['floor']) =>
    `mean ${average.toFixed(3)}, p90 ${p90.toFixed(3)}, p99 ${p99.toFixed(3)}`
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`
  return [
    `Makespan over the clairvoyant bound, ${report.fleets} random ${kind} fleets:`,
    `  ${(['mean', 'p90', 'p99', 'worst'] as const).map(figure).join(', ')}`,
    `  with batches within their job, of 8 at most, and loads that take their time: ${spread(withinJobs)}`,
    `  least possible so, over the bound: ${spread(floor)}`,
    ...(kind === 'dynamic' ? [`  the same without foresight: ${spread(informedFloor)}`] : []),
    `  above classic: ${report.aboveClassic} of ${report.fleets}`,
    `First picture: after ${firstPictureMean.toFixed(2)} s in the mean; the least possible is ${firstPictureLeastMean.toFixed(2)} s.`,
    'Error of the forecast end, as a share of the job, median and 90 %:',
    ...ETA_SHARES.map((share) => {
      const { p50, p90 } = report.etaError[share]
      return `  at ${String(share).padStart(2)} % of the job: ${percent(p50)}, ${percent(p90)}`
    }),
    `  no forecast at ${withoutForecast.moments} of ${withoutForecast.of} moments`,
  ].join('\n')
}

/** One line for each fleet, with what replays it. */
export function fleetLinesOf(
  measured: readonly MeasuredFleet[],
  from: { kind: Kind; seed: number },
): string[] {
  return measured.map(({ index, images, measurement: { ratios, firstPicture } }) =>
    [
      `  ${ratios.tributary.toFixed(3)}`,
      `(classic ${ratios.classic.toFixed(3)})`,
      `${images} images,`,
      `first picture after ${firstPicture.seconds.toFixed(1)} s (least ${firstPicture.least.toFixed(1)}):`,
      `--kind ${from.kind} --seed ${from.seed} --only ${index}`,
    ].join(' '),
  )
}
