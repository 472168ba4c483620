import { reason } from '../../../shared/words/catalogue.ts'
import { WorkerFailure } from '../../core/failure.ts'
import type { ServerActivity } from '../worker-connection.ts'

/**
 * How closely to look: a sign of life; its lists too, kept as they were when nothing in them is new; its lists taken over anew
 * (dispatch gives a worker that refused something another chance with new lists).
 */
export type Depth = 'life' | 'lists' | 'fresh'

/** A server that just came up has its port before its API (sdapi.md section 0), fleet ms. */
const STARTING_MS = 30_000
/** A worker that stayed well for this long has earned a fresh start of the backoff, fleet ms. */
const PROVEN_AFTER_MS = 60_000
/** Lists of an idle worker are read again after this, fleet ms. */
const LISTS_AFTER_MS = 300_000
/** A server whose job does not move for this long has none: a failed one can stay in its counters (sdapi.md 1.1), fleet ms. */
const LEFT_OVER_MS = 180_000
/** Nothing answered at all: the next answer is that of a server that (re)started. */
const UNREACHED: ReadonlySet<string> = new Set([
  'unreachable',
  'dns',
  'timeout',
  'connection-reset',
  'gateway',
])

/** A limit on requests without a word about its time, after so many ms, doubling, fleet ms: it is hardly over within less. */
const LIMITED_MS = { first: 5_000, longest: 60_000 }

/** What is remembered about the looks at one worker. Times are fleet ms. */
export class Watch {
  /** takes the next look back; null: none is planned */
  cancel: (() => void) | null = null
  running: { promise: Promise<void>; depth: Depth } | null = null
  readonly abort = new AbortController()
  /** failed tries since it was last proven well */
  failures = 0
  /** since when it answers at all, after it did not; null: it does not */
  #answersSince: number | null = null
  /** since when all is well; null: it is not */
  #wellSince: number | null = null
  /** of somebody else's work, and since when it is as it is */
  #activityPulse: string | null = null
  #activityAt = 0
  #listsAt = Number.NEGATIVE_INFINITY
  /** before this a routine look would see it still going down, or would be one request too many */
  notBefore = Number.NEGATIVE_INFINITY

  /** All is well at `now`. */
  met(now: number, seen: { lists: boolean }): void {
    this.#answersSince ??= now
    this.#wellSince ??= now
    if (now - this.#wellSince >= PROVEN_AFTER_MS) this.failures = 0
    if (seen.lists) this.#listsAt = now
  }

  /** It takes no more requests for now: as long as it asks for, in fleet ms, or longer each time. */
  limited(now: number, askedMs: number | null): void {
    const { first, longest } = LIMITED_MS
    const pause = askedMs ?? Math.min(longest, first * 2 ** Math.min(10, Math.max(0, this.failures - 1)))
    this.notBefore = Math.max(this.notBefore, now + pause)
  }

  /** Something failed at `now`. Answers what that means: 404 on a server that only just began to answer is "still starting". */
  missed(failure: WorkerFailure, now: number): WorkerFailure {
    this.#wellSince = null
    if (failure.kind === 'not-ready') return failure
    if (failure.kind !== 'no-api') {
      if (UNREACHED.has(failure.kind)) this.#answersSince = null
      else this.#answersSince ??= now
      this.failures++
      return failure
    }
    this.#answersSince ??= now
    if (now - this.#answersSince >= STARTING_MS) {
      this.failures++
      return failure
    }
    return new WorkerFailure(
      'not-ready',
      reason('fleet.still-starting'),
      reason('fleet.still-starting.remedy'),
      { cause: failure },
    )
  }

  /** What runs there, null when it has not moved for so long that it must be what a failed job left in the server's counters. */
  movingActivity(activity: ServerActivity | null, now: number): ServerActivity | null {
    const pulse = activity?.busy === true ? `${activity.fromPage} ${activity.fraction}` : null
    if (pulse !== this.#activityPulse) {
      this.#activityPulse = pulse
      this.#activityAt = now
    }
    return pulse !== null && now - this.#activityAt >= LEFT_OVER_MS ? null : activity
  }

  /** It goes down, which takes until `downAt`, and comes up again. */
  restarting(downAt: number): void {
    this.#answersSince = null
    this.notBefore = downAt
  }

  /** Its lists were not read for a while. */
  listsDue(now: number): boolean {
    return now - this.#listsAt >= LISTS_AFTER_MS
  }
}
