import { clairvoyantSeconds } from './clairvoyant.ts'
import { drawWorld } from './draw-world.ts'
import type { Scenario } from './scenario.ts'
import { classic, equal, fastestAlone, staticSeconds } from './static-rules.ts'
import { tributarySeconds } from './tributary-run.ts'

export const CONTESTANTS = ['tributary', 'classic', 'equal', 'fastest'] as const
export type Contestant = (typeof CONTESTANTS)[number]

/** One world of one scenario, measured. */
export interface Measurement {
  /** makespan over the clairvoyant bound */
  readonly ratios: Readonly<Record<Contestant, number>>
  /** Tributary's over a bound that knows no overhead at all */
  readonly bare: number
}

/** Measures one seed of a scenario: all contestants in the same world. Throws when one of them cannot finish. */
export async function measure(scenario: Scenario, seed: number): Promise<Measurement> {
  const world = drawWorld(scenario, seed)
  const images = world.jobs.reduce((sum, count) => sum + count, 0)
  const truths = world.workers.map(({ truth }) => truth)
  const bound = clairvoyantSeconds(images, truths)
  const tributary = await tributarySeconds(world, seed)
  return {
    ratios: {
      tributary: tributary / bound,
      classic: staticSeconds(classic, world) / bound,
      equal: staticSeconds(equal, world) / bound,
      fastest: staticSeconds(fastestAlone, world) / bound,
    },
    bare: tributary / clairvoyantSeconds(images, truths, { overhead: 'none' }),
  }
}
