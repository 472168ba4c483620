import type { EventArguments } from '../../shared/contract.ts'
import { type GenerationRequest, withDeadline } from '../../shared/generation.ts'
import { BatchId, ImageId, ImageIndex, JobId } from '../../shared/ids.ts'
import type { BatchView, JobView, StoredImage } from '../../shared/job.ts'
import type { Priority } from '../../shared/priority.ts'
import type { WorkerView } from '../../shared/worker.ts'
import { batchFixture, imageFixture, jobFixture } from './fixtures.ts'
import { scriptedPlan, secondsPerImage } from './scripted-plan.ts'

/** A job whose whole course is known beforehand; asked for its state at any instant. */
export interface ScriptedRun {
  readonly jobId: JobId
  readonly number: number
  /** epoch ms at which the last batch ends */
  readonly endsAt: number
  at(now: number): { job: JobView; batches: BatchView[]; images: StoredImage[] }
  /** What happened after `before` up to `now`, in order. */
  between(before: number, now: number): EventArguments[]
}

interface Course {
  readonly worker: WorkerView
  readonly first: number
  readonly count: number
  readonly bonus: boolean
  readonly startAt: number
  readonly endAt: number
  readonly id: string
}

const BATCH = 4

/** `startAt`: epoch ms of the submission. */
export function scriptedRun(
  number: number,
  asked: GenerationRequest,
  workers: readonly WorkerView[],
  startAt: number,
  priority: Priority = 'normal',
): ScriptedRun {
  const request = withDeadline(asked, startAt)
  const jobId = JobId.parse(`job-${number}`)
  const plan = scriptedPlan(workers, request, startAt)
  const course = courseOf(number, request, workers, startAt)
  const endsAt = Math.max(startAt, ...course.map(({ endAt }) => endAt))
  const seed = request.seed === -1 ? 418_207 : request.seed

  const batchAt = (each: Course, now: number): BatchView => {
    const spread = Math.sin(each.first) * 400
    const fraction = Math.min(1, Math.max(0, (now - each.startAt) / (each.endAt - each.startAt)))
    const state = now >= each.endAt ? 'stored' : now >= each.startAt ? 'computing' : 'forecast'
    return batchFixture(
      { id: each.id, worker: each.worker.config.id, first: each.first, count: each.count },
      {
        jobId,
        bonus: each.bonus,
        state,
        fraction,
        hasPreview: state === 'computing' && fraction > 0.04,
        predictedStartAt: each.startAt,
        predictedEndAt: each.endAt + spread,
        startedAt: state === 'forecast' ? null : each.startAt,
        endedAt: state === 'stored' ? each.endAt : null,
      },
    )
  }
  const imagesOf = (each: Course): StoredImage[] =>
    Array.from({ length: each.count }, (_, offset) => {
      const index = each.first + offset
      return imageFixture(index, {
        id: ImageId.parse(`image-${number}-${index}`),
        jobId,
        jobNumber: number,
        index: ImageIndex.parse(index),
        seed: seed + index,
        width: request.width,
        height: request.height,
        bonus: each.bonus,
        workerId: each.worker.config.id,
        workerName: each.worker.config.name,
        storedAt: each.endAt,
        favourite: false,
        seconds: (each.endAt - each.startAt) / 1000 / each.count,
      })
    })
  const jobAt = (now: number): JobView => {
    const done = course.filter(({ endAt }) => now >= endAt)
    const count = (bonus: boolean) =>
      done.reduce((sum, each) => sum + (each.bonus === bonus ? each.count : 0), 0)
    const over = now >= endsAt
    return jobFixture({
      id: jobId,
      number,
      title: titleOf(request.prompt),
      priority,
      request,
      seed,
      state: over ? 'finished' : 'running',
      requested: plan.requested,
      stored: count(false),
      bonusPlanned: plan.bonus,
      bonusStored: count(true),
      submittedAt: startAt,
      startedAt: startAt,
      finishedAt: over ? endsAt : null,
      etaSeconds: over ? null : Math.max(0, startAt + (plan.makespanSeconds ?? 0) * 1000 - now) / 1000,
      etaSpreadSeconds: over ? null : 4,
      predictedSeconds: plan.makespanSeconds,
      makespanSeconds: over ? (endsAt - startAt) / 1000 : null,
      plan,
    })
  }
  return {
    jobId,
    number,
    endsAt,
    at: (now) => ({
      job: jobAt(now),
      batches: course.map((each) => batchAt(each, now)),
      images: course.filter(({ endAt }) => now >= endAt).flatMap(imagesOf),
    }),
    between(before, now) {
      const events: EventArguments[] = []
      const ended = course.filter(({ endAt }) => endAt > before && endAt <= now)
      const begun = course.filter((each) => each.startAt > before && each.startAt <= now)
      for (const each of ended) {
        for (const image of imagesOf(each)) events.push(['imageStored', image])
        events.push(['batchChanged', batchAt(each, now)])
      }
      for (const each of begun) events.push(['batchChanged', batchAt(each, now)])
      const running = course.filter((each) => each.startAt <= now && each.endAt > now)
      if (ended.length + begun.length > 0) {
        events.push([
          'forecastChanged',
          { jobId, batches: course.filter((each) => each.startAt > now).map((each) => batchAt(each, now)) },
        ])
        events.push(['jobChanged', jobAt(now)])
      }
      const { etaSeconds, etaSpreadSeconds } = jobAt(now)
      if (running.length > 0) {
        const batches = running.map((each) => batchAt(each, now))
        events.push(['progressed', { jobId, etaSeconds, etaSpreadSeconds, batches }])
      }
      return events
    },
  }
}

function courseOf(
  number: number,
  request: GenerationRequest,
  workers: readonly WorkerView[],
  startAt: number,
): Course[] {
  const plan = scriptedPlan(workers, request, startAt)
  const course: Course[] = []
  let index = 0
  for (const bonus of [false, true]) {
    for (const share of plan.shares) {
      const worker = workers.find(({ config }) => config.id === share.workerId)
      if (!worker) continue
      const seconds = secondsPerImage(worker, request)
      const size = seconds > 8 ? 1 : BATCH
      let at = startAt + (bonus ? share.images * seconds * 1000 : 0)
      for (let left = bonus ? share.bonus : share.images; left > 0; left -= size) {
        const count = Math.min(size, left)
        const endAt = at + count * seconds * 1000
        course.push({
          worker,
          first: index,
          count,
          bonus,
          startAt: at,
          endAt,
          id: BatchId.parse(`b-${number}-${index}`),
        })
        index += count
        at = endAt
      }
    }
  }
  return course
}

const titleOf = (prompt: string) => {
  const words = prompt.split(',')[0]?.trim() ?? ''
  return words === '' ? 'No prompt' : words.charAt(0).toUpperCase() + words.slice(1, 60)
}
