import { expect } from 'vitest'
import { isAsAsked, type JobView } from '../../../../shared/job.ts'
import { inWords } from '../../../../shared/words/say.ts'
import { seedsOfIndex } from '../../prompt/seeds.ts'
import { RequestRuns } from '../../runs/request-runs.ts'
import { HALF_DONE_BYTES } from './simulated-answer.ts'
import type { World } from './world.ts'

export const range = (count: number, from = 0) => Array.from({ length: count }, (_, offset) => from + offset)

type Sound = Pick<JobView, 'id' | 'request' | 'seed' | 'subseed'>

/** Indexes of pictures of a job that stand for one, ascending; twice where one was stored twice. */
export const storedOf = ({ sink }: World, job: Pick<JobView, 'id'>): number[] =>
  sink.stored
    .filter((image) => image.jobId === job.id && isAsAsked(image.flags))
    .map((image) => image.index as number)
    .sort((a, b) => a - b)

/** Every asked-for image once, whole, with the seeds it had at submission; nothing half done passed for good. */
export function expectWhole(
  world: World,
  job: Sound & Pick<JobView, 'state' | 'stored' | 'requested'>,
): void {
  expect(job.state).toBe('finished')
  expect(job.stored).toBe(job.requested)
  expect(storedOf(world, job).filter((index) => index < job.requested)).toEqual(range(job.requested))
  expectSound(world, job)
}

/** What is stored is stored once, whole unless flagged, with the seeds of its index; nothing is left over on the disk. */
export function expectSound(world: World, job: Sound): void {
  const good = storedOf(world, job)
  const runs = new RequestRuns(job.request, job)
  expect(new Set(good).size).toBe(good.length)
  for (const image of world.sink.stored.filter(({ jobId }) => jobId === job.id)) {
    const seeds = seedsOfIndex(runs.paramsOf(image.index), image.index)
    expect({ seed: image.seed, subseed: image.subseed }).toEqual(seeds)
    if (!image.flags.includes('partial')) expect(image.bytes).not.toBe(HALF_DONE_BYTES)
  }
  expect(world.sink.spooledNow).toBe(0)
}

/** Texts of the notices so far. */
export const notices = ({ events }: World): string[] =>
  events.flatMap((event) =>
    event.type === 'notice' ? [`${inWords(event.title)}: ${inWords(event.text)}`] : [],
  )

/** Pictures a worker made that were stored, flagged ones too. */
export const madeBy = ({ sink }: World, name: string) =>
  sink.stored.filter(({ workerName }) => workerName === name)
