import { type TrueWorker, workBetween } from '../../src/main/core/dispatch/testing/true-worker.ts'
import { costOf, type Loads, mostWithin, type Window, windowsOf } from './clairvoyant.ts'

/** A worker as somebody sees it who is told everything at once, and nothing before. */
interface Seen {
  readonly truth: TrueWorker
  /** least cost of so many images, in images alone; null: that number */
  readonly costs: Float64Array | null
  readonly windows: readonly Window[]
  /** images of windows that are over */
  before: number
  /** place of the window it is in; -1: it is away */
  window: number
  /** images' worth of work in this window, and when it was reached: (moment, work), ascending */
  work: number
  trace: (readonly [number, number])[]
}

/**
 * The least seconds in which so many images are there for anybody who is told of every change of the fleet the moment it happens and never
 * before, does what is best if nothing changes any more, and has nobody make what is not expected to be needed. Truer than that nobody can be
 * informed: what is believed wrongly is known from the start, a change needs no look, every request is cut afterwards as suits best, and what is at work on
 * an image can give it up for free. So it is a floor for a scheduler without foresight that makes no copies for the case that something breaks.
 * `jobs`, `mostInBatch`, `loads`: as of the clairvoyant bound. Throws where the fleet can never finish.
 */
export function informedSeconds(
  images: number,
  workers: readonly TrueWorker[],
  {
    jobs,
    mostInBatch,
    loads,
  }: { readonly jobs: readonly number[]; readonly mostInBatch: number; readonly loads: Loads },
): number {
  const known = new Map<string, Float64Array>()
  const seen = workers.map((truth): Seen => {
    const costs = costOf({ ...truth, vramCap: Math.min(truth.vramCap, mostInBatch) }, jobs, known)
    return { truth, costs, windows: windowsOf(truth, loads), before: 0, window: -1, work: 0, trace: [] }
  })
  const moments = changesOf(seen)
  for (const [nth, at] of moments.entries()) {
    for (const worker of seen) enter(worker, at)
    const end = endIfNothingChanges(images, seen, at)
    const next = moments[nth + 1] ?? Number.POSITIVE_INFINITY
    if (end <= next && end < Number.POSITIVE_INFINITY) return end
    for (const worker of seen) workOn(worker, at, next, imagesBy(worker, at, end))
  }
  throw new Error('this fleet can never finish: all workers leave before')
}

/** Moments at which something changes, ascending, the start included. */
function changesOf(seen: readonly Seen[]): number[] {
  const moments = seen.flatMap(({ truth, windows }) => [
    ...truth.slowdowns.map(({ at }) => at),
    ...windows.flatMap(({ from, to }) => [from, to]),
  ])
  return [...new Set([0, ...moments.filter((at) => at > 0 && Number.isFinite(at))])].sort((a, b) => a - b)
}

/** What is half done, or on its way, when it leaves is lost. */
function enter(worker: Seen, at: number): void {
  const window = worker.windows.findIndex(({ from, to }) => at >= from && at < to)
  if (window === worker.window) return
  const left = worker.windows[worker.window]
  if (left !== undefined)
    worker.before += wholeImages(worker, workAt(worker, left.to - worker.truth.overheadSeconds))
  worker.window = window
  worker.work = 0
  worker.trace = []
}

function endIfNothingChanges(images: number, seen: readonly Seen[], at: number): number {
  const madeBy = (seconds: number) => seen.reduce((sum, worker) => sum + imagesBy(worker, at, seconds), 0)
  const before = seen.reduce((sum, worker) => sum + worker.before, 0)
  let span = 1
  while (before + madeBy(at + span) < images) {
    span *= 2
    if (span > 1e9) return Number.POSITIVE_INFINITY
  }
  let [low, high] = [at, at + span]
  for (let round = 0; round < 100 && high - low > high * 1e-12; round++) {
    const middle = (low + high) / 2
    if (before + madeBy(middle) >= images) high = middle
    else low = middle
  }
  return high
}

/** Images of this window that it has there by a moment, as things are at `at`. */
function imagesBy(worker: Seen, at: number, seconds: number): number {
  const window = worker.windows[worker.window]
  if (window === undefined) return 0
  const until = seconds - worker.truth.overheadSeconds
  if (until <= at) return wholeImages(worker, workAt(worker, until))
  const span = Math.max(0, until - Math.max(at, window.worksFrom))
  return wholeImages(worker, worker.work + (span * rateAt(worker.truth, at) * worker.truth.ipm) / 60)
}

/** It works until the next change, and no longer than so many images take it. */
function workOn(worker: Seen, at: number, next: number, images: number): void {
  const window = worker.windows[worker.window]
  if (window === undefined || images === 0 || next === Number.POSITIVE_INFINITY) return
  const from = Math.max(at, window.worksFrom)
  if (next <= from) return
  const enough = Math.max(worker.work, worker.costs === null ? images : (worker.costs[images] ?? images))
  const more = (workBetween(worker.truth, from, next) * worker.truth.ipm) / 60
  worker.trace.push([from, worker.work])
  const share = more === 0 ? 1 : Math.min(1, (enough - worker.work) / more)
  worker.work = Math.min(enough, worker.work + more)
  worker.trace.push([from + share * (next - from), worker.work], [next, worker.work])
}

/** Its work as it was at an earlier moment. */
function workAt({ trace }: Seen, at: number): number {
  const after = trace.findIndex(([moment]) => moment > at)
  if (after === 0) return 0
  const [low, high] = [trace.at(after - 1), trace[after]]
  if (low === undefined || after < 0 || high === undefined) return low?.[1] ?? 0
  return low[1] + ((at - low[0]) / (high[0] - low[0])) * (high[1] - low[1])
}

const wholeImages = ({ costs }: Seen, work: number): number =>
  costs === null ? Math.floor(work + 1e-9) : mostWithin(costs, work + 1e-9)

function rateAt({ slowdowns }: TrueWorker, at: number): number {
  return slowdowns.findLast((slowdown) => at >= slowdown.at)?.factor ?? 1
}
