import { rankOf } from '../../src/shared/priority.ts'
import { clairvoyantSeconds } from './clairvoyant.ts'
import { type DrawnWorld, drawWorld, MAX_BATCH } from './draw-world.ts'
import { type EtaShare, etaErrors } from './forecasts.ts'
import { informedSeconds } from './informed.ts'
import { measureUntil, type UntilMeasurement } from './measure-until.ts'
import type { Scenario } from './scenario.ts'
import { classic, equal, fastestAlone, staticSeconds } from './static-rules.ts'
import { runTributary, type TributaryRun } from './tributary-run.ts'

export const CONTESTANTS = ['tributary', 'classic', 'equal', 'fastest'] as const
export type Contestant = (typeof CONTESTANTS)[number]

/** One world of one scenario, measured. */
export interface Measurement {
  /**
   * makespan over the clairvoyant bound, Tributary's in bonus mode over that for what its first plan promised; in until mode the most images
   * that could have been made over those that were, NaN for rules that know no time
   */
  readonly ratios: Readonly<Record<Contestant, number>>
  /** Tributary's over a bound that knows no overhead at all */
  readonly bare: number
  /** Tributary's over a bound none of whose batches holds images of two jobs, or more than the app sets as its limit, and whose loads all take their time */
  readonly withinJobs: number
  /** Tributary's over what is possible with such batches for somebody who learns of each change of the fleet when it happens, and not before */
  readonly informed: number
  /** of each job, in the order of the queue: its end over the bound for it and all before it */
  readonly jobs: readonly number[]
  /** seconds until Tributary's first picture is stored, and the least possible */
  readonly firstPicture: { readonly seconds: number; readonly least: number }
  /** of each job, where forecasts were asked for: how far off they were */
  readonly etaErrors: readonly Readonly<Record<EtaShare, number | null>>[]
  /** null: not in bonus mode */
  readonly bonus: BonusMeasurement | null
  /** null: not in until mode */
  readonly until: UntilMeasurement | null
}

interface BonusMeasurement {
  readonly promised: number
  readonly made: number
  /** the end over that of exact mode in the same world, which is granted the time that the bonus takes at least */
  readonly overExact: number
}

/** Measures one seed of a scenario: all contestants in the same world. Throws when one of them cannot finish. */
export async function measure(
  scenario: Scenario,
  seed: number,
  options: { forecasts: boolean } = { forecasts: false },
): Promise<Measurement> {
  const world = drawWorld(scenario, seed)
  if (world.mode === 'until') return asMeasurement(await measureUntil(world, seed), world)
  const images = world.jobs.reduce((sum, count) => sum + count, 0)
  const truths = world.workers.map(({ truth }) => truth)
  const bound = clairvoyantSeconds(images, truths)
  const run = await runTributary(world, seed, options.forecasts ? { forecastsOver: bound } : {})
  const promised = images + run.jobs.reduce((sum, { bonus }) => sum + bonus.promised, 0)
  const granted = {
    jobs: run.jobs.map((job) => job.images + job.bonus.promised),
    mostInBatch: MAX_BATCH,
    loads: 'when one is over',
  } as const
  return {
    ratios: {
      tributary: run.endsAt / clairvoyantSeconds(promised, truths),
      classic: staticSeconds(classic, world) / bound,
      equal: staticSeconds(equal, world) / bound,
      fastest: staticSeconds(fastestAlone, world) / bound,
    },
    bare: run.endsAt / clairvoyantSeconds(promised, truths, { overhead: 'none' }),
    withinJobs: run.endsAt / clairvoyantSeconds(promised, truths, granted),
    informed: run.endsAt / informedSeconds(promised, truths, granted),
    jobs: jobRatios(run, world),
    firstPicture: { seconds: run.firstPictureAt, least: clairvoyantSeconds(1, truths) },
    etaErrors: options.forecasts ? run.jobs.map(({ told, endsAt }) => etaErrors(told, endsAt)) : [],
    bonus: world.mode === 'bonus' ? await bonusOf(run, world, seed) : null,
    until: null,
  }
}

/** In until mode the time is given: what counts is the most images that could have been made in it over those that were. Static rules know no time. */
function asMeasurement(until: UntilMeasurement, { workers }: DrawnWorld): Measurement {
  const { most, mostBare, made, fastest, firstPictureAt } = until
  const least = clairvoyantSeconds(
    1,
    workers.map(({ truth }) => truth),
  )
  return {
    ratios: {
      tributary: over(most, made),
      classic: Number.NaN,
      equal: Number.NaN,
      fastest: over(most, fastest),
    },
    bare: over(mostBare, made),
    withinJobs: over(most, made),
    informed: over(most, made),
    jobs: [over(most, made)],
    firstPicture: { seconds: firstPictureAt, least },
    etaErrors: [],
    bonus: null,
    until,
  }
}

/** How many times as many; 1 where there could be none. */
const over = (most: number, made: number): number => (most === 0 ? 1 : most / made)

/** Of each job, in the order of the file: its end over the least time for it and all that are served before it. */
function jobRatios(run: TributaryRun, { workers, priorities }: DrawnWorld): number[] {
  const truths = workers.map(({ truth }) => truth)
  const rank = (at: number) => rankOf(priorities[at] ?? 'normal')
  const isBefore = (other: number, at: number) =>
    rank(other) < rank(at) || (rank(other) === rank(at) && other <= at)
  return run.jobs.map(({ endsAt }, at) => {
    const upTo = run.jobs.filter((_, other) => isBefore(other, at))
    const images = upTo.reduce((sum, job) => sum + job.images + job.bonus.promised, 0)
    return endsAt / clairvoyantSeconds(images, truths)
  })
}

async function bonusOf(run: TributaryRun, world: DrawnWorld, seed: number): Promise<BonusMeasurement> {
  const truths = world.workers.map(({ truth }) => truth)
  const images = world.jobs.reduce((sum, count) => sum + count, 0)
  const promised = run.jobs.reduce((sum, { bonus }) => sum + bonus.promised, 0)
  const made = run.jobs.reduce((sum, { bonus }) => sum + bonus.made, 0)
  const exact = await runTributary({ ...world, mode: 'exact' }, seed)
  const granted = clairvoyantSeconds(images + made, truths) - clairvoyantSeconds(images, truths)
  return { promised, made, overExact: run.endsAt / (exact.endsAt + granted) }
}
