import { clairvoyantSeconds } from './clairvoyant.ts'
import { drawWorld } from './draw-world.ts'
import { type EtaShare, etaErrors } from './forecasts.ts'
import type { Scenario } from './scenario.ts'
import { classic, equal, fastestAlone, staticSeconds } from './static-rules.ts'
import { runTributary } from './tributary-run.ts'

export const CONTESTANTS = ['tributary', 'classic', 'equal', 'fastest'] as const
export type Contestant = (typeof CONTESTANTS)[number]

/** One world of one scenario, measured. */
export interface Measurement {
  /** makespan over the clairvoyant bound */
  readonly ratios: Readonly<Record<Contestant, number>>
  /** Tributary's over a bound that knows no overhead at all */
  readonly bare: number
  /** seconds until Tributary's first picture is stored, and the least possible */
  readonly firstPicture: { readonly seconds: number; readonly least: number }
  /** of each job, where forecasts were asked for: how far off they were */
  readonly etaErrors: readonly Readonly<Record<EtaShare, number | null>>[]
}

/** Measures one seed of a scenario: all contestants in the same world. Throws when one of them cannot finish. */
export async function measure(
  scenario: Scenario,
  seed: number,
  options: { forecasts: boolean } = { forecasts: false },
): Promise<Measurement> {
  const world = drawWorld(scenario, seed)
  const images = world.jobs.reduce((sum, count) => sum + count, 0)
  const truths = world.workers.map(({ truth }) => truth)
  const bound = clairvoyantSeconds(images, truths)
  const run = await runTributary(world, seed, options.forecasts ? { forecastsOver: bound } : {})
  return {
    ratios: {
      tributary: run.endsAt / bound,
      classic: staticSeconds(classic, world) / bound,
      equal: staticSeconds(equal, world) / bound,
      fastest: staticSeconds(fastestAlone, world) / bound,
    },
    bare: run.endsAt / clairvoyantSeconds(images, truths, { overhead: 'none' }),
    firstPicture: { seconds: run.firstPictureAt, least: clairvoyantSeconds(1, truths) },
    etaErrors: options.forecasts ? run.jobs.map(({ told, endsAt }) => etaErrors(told, endsAt)) : [],
  }
}
