import { isDeepStrictEqual } from 'node:util'
import type { WorkerId } from '../../../shared/ids.ts'
import { WorkerFailure } from '../../core/failure.ts'
import type { Clock, Random } from '../../core/ports.ts'
import type { Roster } from '../roster.ts'
import type { ServerActivity } from '../worker-connection.ts'
import type { WorkerEntry } from '../worker-entry.ts'
import { busyElsewhereOf, sameBusy } from './busy-elsewhere.ts'
import { type Found, look } from './look.ts'
import { nextLookMs } from './pace.ts'
import { type Depth, Watch } from './watch.ts'

/** HTTP: too many requests. */
const TOO_MANY = 429

/** Looks at workers: cheaply while they idle, with growing pauses while they are away, never while they work for us. */
export class Health {
  readonly #clock: Clock
  readonly #timeScale: number
  readonly #random: Random
  readonly #roster: Roster
  readonly #watches = new Map<WorkerId, Watch>()
  #attentive = true
  #running = false
  #offWake: (() => void) | null = null

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
    this.#offWake ??= this.#clock.onWake?.(() => this.#woke()) ?? null
  }

  stop(): void {
    this.#running = false
    this.#offWake?.()
    this.#offWake = null
    for (const id of [...this.#watches.keys()]) this.forget(id)
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

  /** false: nobody watches, idle workers are looked at less often */
  setAttentive(attentive: boolean): void {
    if (attentive === this.#attentive) return
    this.#attentive = attentive
    for (const entry of this.#roster.entries) if (entry.state === 'idle') this.#schedule(entry)
  }

  /** A request failed in a way that means the worker is gone, or asks for a password. */
  lost(entry: WorkerEntry, failure: WorkerFailure): void {
    const watch = this.#watch(entry)
    const seen = watch.missed(failure, this.#clock.now())
    const { retryAfterSeconds } = failure
    const askedMs = retryAfterSeconds === null ? null : retryAfterSeconds * 1000 * this.#timeScale
    // One that is only busy is asked by routine unless it says when.
    if (failure.status === TOO_MANY || askedMs !== null) watch.limited(this.#clock.now(), askedMs)
    entry.memory = null
    entry.busyElsewhere = null
    const paused = entry.state === 'paused' && seen.kind !== 'auth'
    if (!paused) entry.problem = seen.toProblem()
    const before = entry.state
    const locked = seen.kind === 'auth' || (seen.kind === 'sign-in-page' && !paused)
    this.#roster.apply(entry, locked ? 'sign-in-needed' : 'probe-failed')
    if (entry.state !== before) return
    this.#schedule(entry)
    this.#roster.changed(entry)
  }

  /** It made a whole batch: the next failure starts the backoff anew. */
  proven(entry: WorkerEntry): void {
    this.#watch(entry).failures = 0
  }

  /** It is going down, which takes `ms`, and coming up again: 404 is no wonder for a while. */
  restarting(entry: WorkerEntry, ms: number): void {
    this.#watch(entry).restarting(this.#clock.now() + ms)
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

  /** This machine has slept: whoever is looked at at all is looked at now, and its lists are as old as the wall says. */
  #woke(): void {
    for (const entry of this.#roster.entries) {
      const watch = this.#watch(entry)
      watch.failures = 0
      // Without a planned look one is under way, or none is due in its state.
      if (watch.cancel === null || watch.notBefore > this.#clock.now()) continue
      const well = entry.state === 'idle' || entry.state === 'interrupted'
      void this.look(entry, well ? 'lists' : 'fresh')
    }
  }

  async #lookOnce(entry: WorkerEntry, watch: Watch, depth: Depth): Promise<void> {
    watch.cancel?.()
    watch.cancel = null
    const { connection } = entry
    const { signal } = watch.abort
    const wanted = { lists: depth !== 'life' }
    const once = () =>
      look(connection, wanted, { clock: this.#clock, timeScale: this.#timeScale }, signal).catch(
        (error: unknown) => {
          if (error instanceof WorkerFailure) return error
          throw error
        },
      )
    const slept = () => this.#clock.slept?.() ?? 0
    const sleptBefore = slept()
    let found: Found | WorkerFailure = await once()
    // A look that was under way in a sleep says nothing: its connection and its deadline did not outlive that.
    if (found instanceof WorkerFailure && slept() > sleptBefore && !signal.aborted) found = await once()
    watch.running = null
    const current = this.#watches.get(entry.id) === watch && entry.connection === connection
    if (!current || signal.aborted || !this.#roster.has(entry)) return
    const first = !entry.seen
    entry.seen = true
    // While a request of ours runs, its answer tells; a look that failed beside it is only no sign of life.
    if (!(found instanceof WorkerFailure)) this.#met(entry, watch, found, depth)
    else if (!entry.busy && found.kind !== 'aborted') this.lost(entry, found)
    this.#schedule(entry)
    if (first) this.#roster.changed(entry)
  }

  #met(entry: WorkerEntry, watch: Watch, found: Found, depth: Depth): void {
    watch.met(this.#clock.now(), { lists: found.capabilities !== null })
    let news = false
    if (
      found.capabilities !== null &&
      (depth === 'fresh' || differ(found.capabilities, entry.capabilities))
    ) {
      entry.capabilities = found.capabilities
      news = true
    }
    if (differ(found.memory, entry.memory)) {
      entry.memory = found.memory
      news = true
    }
    // While something runs its own pictures take memory, which says nothing about the next request.
    if (
      found.memory !== null &&
      found.memory.totalBytes > 0 &&
      !entry.busy &&
      found.activity?.busy !== true
    ) {
      const { usedBytes, totalBytes, cachedBytes = 0 } = found.memory
      entry.freeBytes = Math.max(0, totalBytes - usedBytes + cachedBytes)
    }
    if (this.#noteActivity(entry, watch.movingActivity(found.activity, this.#clock.now()))) news = true
    const stays =
      entry.state === 'off' ||
      entry.state === 'paused' ||
      (entry.state === 'interrupted' && entry.requestsOut > 0)
    if (!stays) {
      news ||= entry.problem !== null
      entry.problem = null
      this.#roster.apply(entry, 'probe-ok')
    }
    if (news) this.#roster.changed(entry)
  }

  /** True when somebody else's work there is another than before. What runs while we work there is ours. */
  #noteActivity(entry: WorkerEntry, activity: ServerActivity | null): boolean {
    if (activity?.busy !== true) entry.lostRequest = false
    const ours = entry.busy || entry.requestsOut > 0
    const { lostRequest } = entry
    const facts = { timeScale: this.#timeScale, wall: this.#clock.wall(), lostRequest }
    const busy = ours ? null : busyElsewhereOf(activity, facts)
    if (sameBusy(busy, entry.busyElsewhere)) return false
    entry.busyElsewhere = busy
    return true
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
    const { state, busyElsewhere, problem } = entry
    const facts = {
      state,
      busyElsewhere: busyElsewhere !== null,
      starting: problem?.kind === 'not-ready',
      signInPage: problem?.kind === 'sign-in-page',
      failures: watch.failures,
      attentive: this.#attentive,
    }
    const pause = nextLookMs(facts, this.#timeScale, this.#random)
    if (pause === null) return
    const delay = Math.max(pause, watch.notBefore - this.#clock.now())
    if (state === 'unavailable' || state === 'needs-sign-in') entry.nextTryAt = this.#clock.wall() + delay
    watch.cancel = this.#clock.after(delay, () => {
      watch.cancel = null
      void this.look(entry, this.#depthDue(entry, watch))
    })
  }

  #depthDue(entry: WorkerEntry, watch: Watch): Depth {
    if (entry.state !== 'idle' && entry.state !== 'interrupted') return 'fresh'
    return entry.capabilities === null || watch.listsDue(this.#clock.now()) ? 'lists' : 'life'
  }

  #watch(entry: WorkerEntry): Watch {
    const known = this.#watches.get(entry.id)
    if (known !== undefined) return known
    const watch = new Watch()
    this.#watches.set(entry.id, watch)
    return watch
  }
}

/** Lists of megabytes are compared where they are, without writing them down. */
const differ = (a: unknown, b: unknown): boolean => !isDeepStrictEqual(a, b)
