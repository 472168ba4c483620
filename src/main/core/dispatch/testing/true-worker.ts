/** From a moment to another one, seconds of fleet time. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** What a worker really is, as opposed to what the scheduler believes. Seconds of fleet time from the start of the run. */
export interface TrueWorker {
  readonly name: string
  /** images per minute at batch size 1, overhead not included */
  readonly ipm: number
  /** seconds after a request's compute until its answer is there: encode, network. The GPU is free meanwhile */
  readonly overheadSeconds: number
  /** cost of an image in a batch of b relative to a batch of one */
  gain(b: number): number
  /** images of one request that fit into memory */
  readonly vramCap: number
  /** seconds to load the job's checkpoint; only when not `warm` */
  readonly loadSeconds: number
  /** the checkpoint is in memory at the start */
  readonly warm: boolean
  readonly joinsAt: number
  /** when it vanishes; with `joinsAt` after it, it is away between the two. Infinity: never */
  readonly leavesAt: number
  /** when it is back after `leavesAt`. Infinity: never */
  readonly returnsAt: number
  /** further stretches in which it is away, besides what the three moments above say; `to` Infinity: for ever */
  readonly absences: readonly Stretch[]
  /** from each moment on the speed is that share of the full one */
  readonly slowdowns: readonly { readonly at: number; readonly factor: number }[]
}

/** A machine that nothing ever happens to. */
export const STEADY: Omit<TrueWorker, 'name' | 'ipm'> = {
  overheadSeconds: 0,
  gain: () => 1,
  vramCap: 64,
  loadSeconds: 0,
  warm: true,
  joinsAt: 0,
  leavesAt: Number.POSITIVE_INFINITY,
  returnsAt: Number.POSITIVE_INFINITY,
  absences: [],
  slowdowns: [],
}

/** The stretches of time in which it is there, in their order. */
export function presence(worker: TrueWorker): Stretch[] {
  let stretches = besideAbsences(worker)
  for (const away of worker.absences)
    stretches = stretches.flatMap(({ from, to }) =>
      [
        { from, to: Math.min(to, away.from) },
        { from: Math.max(from, away.to), to },
      ].filter((stretch) => stretch.from < stretch.to),
    )
  return stretches
}

function besideAbsences({ joinsAt, leavesAt, returnsAt }: TrueWorker): Stretch[] {
  const [first, second] =
    joinsAt <= leavesAt
      ? [{ from: joinsAt, to: leavesAt }, { from: Math.max(leavesAt, returnsAt) }]
      : [{ from: 0, to: leavesAt }, { from: joinsAt }]
  return second.from === Number.POSITIVE_INFINITY
    ? [first]
    : [first, { from: second.from, to: Number.POSITIVE_INFINITY }]
}

/** Whether it is there at a moment. */
export const isPresent = (worker: TrueWorker, at: number): boolean =>
  presence(worker).some(({ from, to }) => at >= from && at < to)

/** Share of its full speed at a moment. */
function speedFactor(worker: TrueWorker, at: number): number {
  let factor = 1
  for (const slowdown of worker.slowdowns) if (at >= slowdown.at) factor = slowdown.factor
  return factor
}

/** Seconds of full-speed work it can do between two moments, presence not considered. */
export function workBetween(worker: TrueWorker, from: number, to: number): number {
  const turns = worker.slowdowns.map(({ at }) => at).filter((at) => at > from && at < to)
  let work = 0
  let at = from
  for (const turn of [...turns, to]) {
    work += (turn - at) * speedFactor(worker, at)
    at = turn
  }
  return work
}

/** When `work` seconds of full-speed work, begun at `from`, are done; presence not considered. */
export function workEndsAt(worker: TrueWorker, from: number, work: number): number {
  let at = from
  let left = work
  for (const { at: turn } of worker.slowdowns) {
    if (turn <= at) continue
    const factor = speedFactor(worker, at)
    if (left <= (turn - at) * factor) return at + left / factor
    left -= (turn - at) * factor
    at = turn
  }
  return at + left / speedFactor(worker, at)
}

/** Seconds of full-speed compute of one request of b images. */
export const requestWork = (worker: TrueWorker, b: number): number => (b * 60 * worker.gain(b)) / worker.ipm
