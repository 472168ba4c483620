import type { DrawnWorld } from './draw-world.ts'
import { requestOf, worldOf } from './tributary-run.ts'

interface UntilRun {
  readonly made: number
  readonly late: number
  readonly foretold: number
  readonly firstPictureAt: number
  readonly lastPictureAt: number
}

/** The real dispatcher in virtual time with so many seconds: as many images as fit. Seconds from the start, when the job is submitted. */
export async function runUntil(world: DrawnWorld, seed: number, seconds: number): Promise<UntilRun> {
  const storedAt: number[] = []
  const { run, person } = worldOf(world, seed, {
    onEvent: ({ type }) => {
      if (type === 'imageStored') storedAt.push(run.clock.now() / 1000)
    },
  })
  const { clock, dispatcher } = run
  const job = dispatcher.submit(
    requestOf(world, 1, { mode: 'until', until: { by: 'duration', seconds, at: null } }),
  )
  const done = await clock.run(dispatcher.whenDone(job.id))
  person.leaves()
  await dispatcher.stop(0)
  if (done.stored !== storedAt.length)
    throw new Error(`${storedAt.length} images stored instead of ${done.stored}`)
  // The moment is kept in whole milliseconds.
  const made = storedAt.filter((at) => at <= seconds + 0.001).length
  return {
    ...{ made, late: storedAt.length - made, foretold: job.requested },
    firstPictureAt: storedAt[0] ?? Number.NaN,
    lastPictureAt: storedAt.at(-1) ?? Number.NaN,
  }
}
