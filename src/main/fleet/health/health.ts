import type { WorkerId } from '../../../shared/ids.ts'
import { WorkerFailure } from '../../core/failure.ts'
import type { Clock, Random } from '../../core/ports.ts'
import type { Roster } from '../roster.ts'
import { paced } from '../wait.ts'
import type { WorkerEntry } from '../worker-entry.ts'
import { backoffMs } from './backoff.ts'
import { busyElsewhereOf, sameBusy } from './busy-elsewhere.ts'
import { type Found, look } from './look.ts'

/** Between two looks, fleet ms. */
const EVERY_MS = {
  attentive: 10_000,
  unattended: 60_000,
  /** while somebody else works there: its end matters to planning */
  busyElsewhere: 2_000,
  /** it has stopped something and should be free in a moment */
  interrupted: 1_000,
  starting: 2_000,
}
/** Lists of an idle worker are read again after this, fleet ms. */
const LISTS_AFTER_MS = 300_000
/** A server that just came up has its port before its API (sdapi.md section 0), fleet ms. */
const STARTING_MS = 30_000
/** A worker that stayed well for this long has earned a fresh start of the backoff, fleet ms. */
const PROVEN_AFTER_MS = 60_000
const JITTER = 0.1

/**
 * How closely to look: a sign of life; its lists too, kept as they were when nothing in them is new; its lists taken over anew
 * (dispatch gives a worker that refused something another chance with new lists).
 */
export type Depth = 'life' | 'lists' | 'fresh'

/** What is remembered about the looks at one worker. */
class Watch {
  cancel: (() => void) | null = null
  running: { promise: Promise<void>; depth: Depth } | null = null
  readonly abort = new AbortController()
  failures = 0
  /** fleet ms since when it answers at all, after it did not; null: it does not */
  answersSince: number | null = null
  /** fleet ms since when all is well; null: it is not */
  wellSince: number | null = null
  listsAt = Number.NEGATIVE_INFINITY
  /** fleet ms before which a routine look would see it still going down */
  notBefore = Number.NEGATIVE_INFINITY
}

/** Looks at workers: cheaply while they idle, with growing pauses while they are away, never while they work for us. */
export class Health {
  readonly #clock: Clock
  readonly #timeScale: number
  readonly #random: Random
  readonly #roster: Roster
  readonly #watches = new Map<WorkerId, Watch>()
  #attentive = true
  #running = false

  constructor(deps: { clock: Clock; timeScale: number; random: Random; roster: Roster }) {
    this.#clock = deps.clock
    this.#timeScale = deps.timeScale
    this.#random = deps.random
    this.#roster = deps.roster
    deps.roster.onState((entry) => this.#stateChanged(entry))
  }

  start(): void {
    this.#running = true
    for (const entry of this.#roster.entries) this.#schedule(entry)
  }

  stop(): void {
    this.#running = false
    for (const entry of [...this.#watches.keys()]) this.forget(entry)
  }

  /** A worker joined. */
  watch(entry: WorkerEntry): void {
    this.#schedule(entry)
  }

  /** A worker left. */
  forget(id: WorkerId): void {
    const watch = this.#watches.get(id)
    watch?.cancel?.()
    watch?.abort.abort()
    this.#watches.delete(id)
  }

  /** It has another address now: what was seen of the one before does not count. */
  renew(entry: WorkerEntry): void {
    this.forget(entry.id)
    this.#schedule(entry)
  }

  setAttentive(attentive: boolean): void {
    if (attentive === this.#attentive) return
    this.#attentive = attentive
    for (const entry of this.#roster.entries) if (entry.state === 'idle') this.#schedule(entry)
  }

  /** A request failed in a way that means the worker is gone, or asks for a password. */
  lost(entry: WorkerEntry, failure: WorkerFailure): void {
    const watch = this.#watch(entry)
    const seen = this.#judged(watch, failure)
    watch.wellSince = null
    entry.memory = null
    entry.busyElsewhere = null
    if (seen.kind === 'auth') {
      entry.problem = seen.toProblem()
      this.#roster.apply(entry, 'sign-in-needed')
      this.#roster.changed(entry)
      return
    }
    if (seen.kind !== 'not-ready') watch.failures++
    if (entry.state !== 'paused') entry.problem = seen.toProblem()
    const again = entry.state === 'unavailable'
    this.#roster.apply(entry, 'probe-failed')
    if (!again) return
    this.#schedule(entry)
    this.#roster.changed(entry)
  }

  /** It made a whole batch: the next failure starts the backoff anew. */
  proven(entry: WorkerEntry): void {
    this.#watch(entry).failures = 0
  }

  /** It is going down, which takes `ms`, and coming up again: 404 is no wonder for a while. */
  restarting(entry: WorkerEntry, ms: number): void {
    const watch = this.#watch(entry)
    watch.answersSince = null
    watch.notBefore = this.#clock.now() + ms
  }

  /**
   * Looks now, or joins a look that is as close; a fresh one never joins one that began before it was asked for. Resolves when the
   * outcome is in the entry; never rejects.
   */
  async look(entry: WorkerEntry, depth: Depth): Promise<void> {
    const watch = this.#watch(entry)
    if (watch.running !== null) {
      const { promise, depth: running } = watch.running
      await promise
      if (depth === 'life' || (depth === 'lists' && running !== 'life')) return
      if (this.#watches.get(entry.id) !== watch) return
    }
    if (watch.running === null) watch.running = { depth, promise: this.#lookOnce(entry, watch, depth) }
    await watch.running.promise
  }

  async #lookOnce(entry: WorkerEntry, watch: Watch, depth: Depth): Promise<void> {
    watch.cancel?.()
    watch.cancel = null
    const { connection } = entry
    const { signal } = watch.abort
    const wanted = { lists: depth !== 'life' }
    let found: Found | WorkerFailure
    try {
      found = await look(connection, wanted, { clock: this.#clock, timeScale: this.#timeScale }, signal)
    } catch (error) {
      if (!(error instanceof WorkerFailure)) throw error
      found = error
    }
    watch.running = null
    const current = this.#watches.get(entry.id) === watch && entry.connection === connection
    if (!current || signal.aborted || !this.#roster.has(entry)) return
    entry.seen = true
    if (found instanceof WorkerFailure) this.#missed(entry, watch, found)
    else this.#met(entry, watch, found, depth)
    this.#schedule(entry)
  }

  #met(entry: WorkerEntry, watch: Watch, found: Found, depth: Depth): void {
    const now = this.#clock.now()
    watch.answersSince ??= now
    watch.wellSince ??= now
    if (now - watch.wellSince >= PROVEN_AFTER_MS) watch.failures = 0
    if (found.capabilities !== null) {
      watch.listsAt = now
      if (depth === 'fresh' || JSON.stringify(found.capabilities) !== JSON.stringify(entry.capabilities))
        entry.capabilities = found.capabilities
    }
    entry.memory = found.memory
    // What runs there while we work there is ours.
    const ours = entry.busy || entry.requestsOut > 0
    if (found.activity?.busy !== true) entry.lostRequest = false
    const { lostRequest } = entry
    const facts = { timeScale: this.#timeScale, wall: this.#clock.wall(), lostRequest }
    const busy = ours ? null : busyElsewhereOf(found.activity, facts)
    if (!sameBusy(busy, entry.busyElsewhere)) entry.busyElsewhere = busy
    const stays =
      entry.state === 'off' ||
      entry.state === 'paused' ||
      (entry.state === 'interrupted' && entry.requestsOut > 0)
    if (!stays) {
      entry.problem = null
      this.#roster.apply(entry, 'probe-ok')
    }
    this.#roster.changed(entry)
  }

  #missed(entry: WorkerEntry, watch: Watch, failure: WorkerFailure): void {
    // While a request of ours runs, its answer tells; a look that failed beside it is only no sign of life.
    if (entry.busy || failure.kind === 'aborted') return
    if (failure.kind === 'auth') watch.answersSince ??= this.#clock.now()
    this.lost(entry, failure)
  }

  /** 404 on a server that only just began to answer: it is starting, not lacking its API. */
  #judged(watch: Watch, failure: WorkerFailure): WorkerFailure {
    const now = this.#clock.now()
    if (failure.kind !== 'no-api') {
      if (UNREACHED.has(failure.kind)) watch.answersSince = null
      return failure
    }
    watch.answersSince ??= now
    if (now - watch.answersSince >= STARTING_MS) return failure
    return new WorkerFailure(
      'not-ready',
      'The server answers, but not its API: it is still starting, or was started without --api.',
      'If this stays, start sdwui with --api (and --listen).',
      { cause: failure },
    )
  }

  #stateChanged(entry: WorkerEntry): void {
    if (entry.state !== 'idle' && entry.state !== 'interrupted' && !entry.busy) entry.busyElsewhere = null
    this.#schedule(entry)
  }

  /** Plans the next look, by the state the worker is in. */
  #schedule(entry: WorkerEntry): void {
    if (!this.#running || !this.#roster.has(entry)) return
    const watch = this.#watch(entry)
    watch.cancel?.()
    watch.cancel = null
    entry.nextTryAt = null
    const delay = this.#delayOf(entry, watch)
    if (delay === null) return
    if (entry.state === 'unavailable') entry.nextTryAt = this.#clock.wall() + delay
    watch.cancel = this.#clock.after(delay, () => {
      watch.cancel = null
      void this.look(entry, this.#depthDue(entry, watch))
    })
  }

  #depthDue(entry: WorkerEntry, watch: Watch): Depth {
    if (entry.state !== 'idle' && entry.state !== 'interrupted') return 'fresh'
    const due = entry.capabilities === null || this.#clock.now() - watch.listsAt >= LISTS_AFTER_MS
    return due ? 'lists' : 'life'
  }

  /** Fleet ms until the next look; null: none is due in this state. */
  #delayOf(entry: WorkerEntry, watch: Watch): number | null {
    switch (entry.state) {
      case 'unknown':
        return 0
      case 'idle': {
        if (entry.busyElsewhere !== null) return this.#around(EVERY_MS.busyElsewhere)
        return this.#around(this.#attentive ? EVERY_MS.attentive : EVERY_MS.unattended)
      }
      case 'interrupted':
        return this.#around(EVERY_MS.interrupted)
      case 'unavailable':
        if (entry.problem?.kind === 'not-ready')
          return Math.max(watch.notBefore - this.#clock.now(), this.#around(EVERY_MS.starting))
        return paced(backoffMs(Math.max(0, watch.failures - 1), this.#random), this.#timeScale)
      default:
        return null
    }
  }

  #around(ms: number): number {
    return paced(ms * (1 - JITTER + 2 * JITTER * this.#random()), this.#timeScale)
  }

  #watch(entry: WorkerEntry): Watch {
    const known = this.#watches.get(entry.id)
    if (known !== undefined) return known
    const watch = new Watch()
    this.#watches.set(entry.id, watch)
    return watch
  }
}

/** Nothing answered at all: the next answer is that of a server that (re)started. */
const UNREACHED: ReadonlySet<string> = new Set([
  'unreachable',
  'dns',
  'timeout',
  'connection-reset',
  'gateway',
])
