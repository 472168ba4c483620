import {
  isPresent,
  presence,
  requestWork,
  type TrueWorker,
  workEndsAt,
} from '../../src/main/core/dispatch/testing/true-worker.ts'
import { type DrawnWorker, type DrawnWorld, MAX_BATCH } from './draw-world.ts'

/** Divides images among workers once, before anything starts. */
export type StaticRule = (images: number, workers: readonly DrawnWorker[]) => number[]

/** Grace of the seed extension ("job timeout"): seconds a worker may be later than the fastest. */
const GRACE_SECONDS = 3
const MOST_ROUNDS = 50

const believedSeconds = (worker: DrawnWorker, images: number) => {
  const { overheadSeconds, gain, vramCap } = worker.truth
  if (images === 0) return 0
  let seconds = overheadSeconds
  for (let left = images; left > 0; ) {
    const b = Math.min(left, vramCap, MAX_BATCH)
    seconds += (b * gain(b) * 60) / worker.believedIpm
    left -= b
  }
  return seconds
}

/** The rule of stable-diffusion-webui-distributed: workers too slow for an equal share leave the N to the others. */
export const classic: StaticRule = (images, workers) => {
  const share = Math.max(1, Math.floor(images / workers.length))
  const times = workers.map((worker) => believedSeconds(worker, share))
  const fastest = Math.min(...times)
  const realTime = times.map((time) => time - fastest < GRACE_SECONDS)
  const shares = workers.map(() => 0)
  for (let left = images; left > 0; left--) {
    let best = -1
    let bestFinish = Number.POSITIVE_INFINITY
    for (const [index, worker] of workers.entries()) {
      if (!realTime[index]) continue
      const finish = believedSeconds(worker, (shares[index] ?? 0) + 1)
      if (finish < bestFinish) {
        best = index
        bestFinish = finish
      }
    }
    shares[best] = (shares[best] ?? 0) + 1
  }
  return shares
}

export const equal: StaticRule = (images, workers) => {
  const share = Math.floor(images / workers.length)
  const fastestFirst = workers.map((_, index) => index).sort((a, b) => speed(workers, b) - speed(workers, a))
  const extra = new Set(fastestFirst.slice(0, images - share * workers.length))
  return workers.map((_, index) => share + Number(extra.has(index)))
}

export const fastestAlone: StaticRule = (images, workers) => {
  const best = workers.reduce(
    (found, _, index) => (speed(workers, index) > speed(workers, found) ? index : found),
    0,
  )
  return workers.map((_, index) => (index === best ? images : 0))
}

const speed = (workers: readonly DrawnWorker[], index: number) => workers[index]?.believedIpm ?? 0

/** When a worker that is there now vanishes next. */
const leavingAfter = (truth: TrueWorker, now: number) =>
  presence(truth).find(({ from, to }) => from <= now && now < to)?.to ?? Number.POSITIVE_INFINITY

/**
 * Seconds until everything asked for is there when a rule divides it and each worker gets its share as one request, cut inside into
 * batches as large as fit. In favour of the rules: they know every memory cap and overhead, and when a worker dies the
 * images it owed are divided anew among those still there, as soon as the rest has come in. Jobs follow each other.
 */
export function staticSeconds(rule: StaticRule, world: DrawnWorld): number {
  const noise = world.workers.map((_, index) => world.noiseOf(index))
  const warm = world.workers.map(({ truth }) => truth.warm)
  let now = 0
  for (const images of world.jobs) {
    let left = images
    for (let round = 0; left > 0; round++) {
      if (round === MOST_ROUNDS) throw new Error('a static rule never finishes on this fleet')
      const present = world.workers
        .map((worker, index) => ({ worker, index }))
        .filter(({ worker }) => isPresent(worker.truth, now))
      if (present.length === 0) {
        const starts = world.workers.flatMap(({ truth }) => presence(truth).map(({ from }) => from))
        now = Math.min(...starts.filter((at) => at > now))
        if (now === Number.POSITIVE_INFINITY)
          throw new Error('this fleet can never finish: all workers leave')
        continue
      }
      const shares = rule(
        left,
        present.map(({ worker }) => worker),
      )
      let end = now
      for (const [at, { worker, index }] of present.entries()) {
        const share = shares[at] ?? 0
        if (share === 0) continue
        const { truth } = worker
        let finish = now + (warm[index] ? 0 : truth.loadSeconds)
        for (let rest = share; rest > 0; ) {
          const b = Math.min(rest, truth.vramCap, MAX_BATCH)
          finish = workEndsAt(truth, finish, requestWork(truth, b) * (noise[index]?.() ?? 1))
          rest -= b
        }
        finish += truth.overheadSeconds
        warm[index] = true
        const leavesAt = leavingAfter(truth, now)
        const lost = finish > leavesAt
        end = Math.max(end, lost ? leavesAt : finish)
        if (!lost) left -= share
      }
      now = end
    }
  }
  return now
}
