import { LIMITS } from '../../src/shared/limits.ts'
import { clairvoyantImages, clairvoyantSeconds } from './clairvoyant.ts'
import type { DrawnWorld } from './draw-world.ts'
import { runUntil } from './until-run.ts'

/** So many times as long as its images take at least: at the very moment at which the last could be there, only luck would bring it. */
const DEFAULT_TIMES = 1.2

/** Of a job that makes as many images as fit by a time. */
export interface UntilMeasurement {
  /** the time it has */
  readonly seconds: number
  /** images that could have been made in it at most, knowing everything */
  readonly most: number
  /** the same without any overhead */
  readonly mostBare: number
  /** images stored when the time was up, and after it */
  readonly made: number
  readonly late: number
  /** as many as the first plan said */
  readonly foretold: number
  /** as many as the fastest worker could have made alone */
  readonly fastest: number
  readonly firstPictureAt: number
  readonly lastPictureAt: number
}

/** Runs a world in until mode: in the time that its file gives, else in a little more than the least in which its images could be made. */
export async function measureUntil(world: DrawnWorld, seed: number): Promise<UntilMeasurement> {
  const truths = world.workers.map(({ truth }) => truth)
  const images = world.jobs.reduce((sum, count) => sum + count, 0)
  const seconds = world.until ?? DEFAULT_TIMES * clairvoyantSeconds(images, truths)
  const { max } = LIMITS.images
  const run = await runUntil(world, seed, seconds)
  return {
    ...{ seconds, ...run },
    most: clairvoyantImages(seconds, truths, max),
    mostBare: clairvoyantImages(seconds, truths, max, { overhead: 'none' }),
    fastest: Math.max(...truths.map((truth) => clairvoyantImages(seconds, [truth], max))),
  }
}
