import type { Snapshot } from '../../shared/contract.ts'
import { type BatchView, ImageFlag, type JobView, type StoredImage } from '../../shared/job.ts'
import type { Problem } from '../../shared/problem.ts'
import { plainText, reason } from '../../shared/words/catalogue.ts'
import { inWords } from '../../shared/words/say.ts'
import type { ScenarioState } from './scenario.ts'

const refused: Problem = {
  kind: 'unreachable',
  message: plainText('Connection refused.'),
  remedy: null,
  field: null,
}
const diskFull: Problem = {
  kind: 'storage-full',
  message: plainText('The disk that holds the pictures is full.'),
  remedy: plainText('Make room; the job goes on by itself, or press Try again.'),
  field: null,
}

const nans: Problem = {
  kind: 'server-error',
  message: plainText('A tensor with NaNs was produced in Unet.'),
  remedy: plainText('Its console says more.'),
  field: null,
}

/** Turns a snapshot of a good run into one where something befell it. */
export function befall(snapshot: Snapshot, state: ScenarioState): Snapshot {
  if (state === 'trouble') return loseWorker(snapshot, 'master')
  if (state === 'held') return holdJobs(snapshot)
  if (state === 'disk') return { ...snapshot, jobs: snapshot.jobs.map(stopStoring) }
  if (state === 'marked') return { ...snapshot, images: snapshot.images.map(mark) }
  if (state === 'failed') return failJobs(snapshot)
  return snapshot
}

/** Nothing of it was sent yet. */
const holdJobs = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  images: [],
  batches: [],
  jobs: snapshot.jobs.map(
    (job): JobView => ({
      ...job,
      state: 'held',
      stored: 0,
      bonusStored: 0,
      startedAt: null,
      etaSeconds: null,
      etaSpreadSeconds: null,
    }),
  ),
})

/** Every mark in turn; the first picture has several. */
function mark(image: StoredImage): StoredImage {
  const flag = ImageFlag.options[image.index]
  const flags: ImageFlag[] =
    image.index === 0 ? ['seed-not-confirmed', 'schedule-not-confirmed', 'one-colour'] : flag ? [flag] : []
  return { ...image, flags }
}

/** Every machine refused: no picture, requests that came back, and what was said. */
const failJobs = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  images: [],
  batches: snapshot.batches.map(
    (batch): BatchView => ({
      ...batch,
      state: 'returned',
      fraction: 0,
      returnedBecause: nans.message,
    }),
  ),
  jobs: snapshot.jobs.map(
    (job): JobView => ({
      ...job,
      state: 'failed',
      stored: 0,
      bonusStored: 0,
      failed: job.requested,
      problem: {
        ...nans,
        message: reason('dispatch.says', {
          count: snapshot.workers.length,
          names: snapshot.workers.map((worker) => worker.config.name),
          message: inWords(nans.message),
        }),
      },
    }),
  ),
})

const stopStoring = (job: JobView): JobView => ({
  ...job,
  state: 'storing-paused',
  problem: diskFull,
  etaSeconds: null,
})

/** The worker goes while it computes: its batch comes back, a fast one is forecast to take it, the panel is told. */
function loseWorker(snapshot: Snapshot, name: string): Snapshot {
  const [job] = snapshot.jobs
  const lost = snapshot.workers.find(({ config }) => config.name === name)
  if (!job || !lost) return snapshot
  const id = lost.config.id
  const heir = snapshot.workers.find(({ config }) => config.id !== id)
  return {
    ...snapshot,
    workers: snapshot.workers.map((worker) =>
      worker === lost
        ? { ...worker, state: 'unavailable', problem: refused, nextTryAt: snapshot.now + 14_000 }
        : worker,
    ),
    batches: snapshot.batches.flatMap((batch): BatchView[] => {
      if (batch.workerId !== id || batch.state !== 'computing' || !heir) return [batch]
      const returned = {
        ...batch,
        state: 'returned',
        endedAt: snapshot.now,
        returnedBecause: refused.message,
      }
      const again = {
        ...batch,
        id: `${batch.id}-again`,
        workerId: heir.config.id,
        state: 'forecast',
        fraction: 0,
        hasPreview: false,
        startedAt: null,
        predictedStartAt: snapshot.now + 22_000,
        predictedEndAt: snapshot.now + 44_000,
      }
      return [returned, again] as BatchView[]
    }),
    images: snapshot.images.map((image) =>
      image.index === 13 ? { ...image, flags: ['other-sampler'] } : image,
    ),
    notices: [
      {
        id: 'slow',
        level: 'info',
        title: reason('dispatch.smaller-batches', { name: 'argon' }),
        text: reason('dispatch.smaller-batches.text', { count: 4, size: '768x512' }),
        workerId: null,
        jobId: job.id,
      },
      {
        id: 'gone',
        level: 'warning',
        title: reason('dispatch.came-back', { name, count: 4, first: 17, last: 20 }),
        text: reason('dispatch.failed.text', {
          what: plainText('Connection refused.'),
          remedy: plainText('See whether the server runs and can be reached from here.'),
        }),
        workerId: id,
        jobId: job.id,
      },
    ],
  }
}
