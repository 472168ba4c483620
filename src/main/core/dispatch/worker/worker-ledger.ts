import type { TaskId } from '../../../../shared/ids.ts'
import { givesWay, isSpare } from '../request/gives-way.ts'
import type { InFlight } from '../request/in-flight.ts'
import { OVERDUE_SHARE, overdue } from '../request/overdue.ts'
import { USUAL_DEPTH } from './depth.ts'
import { StepTimes } from './step-times.ts'

const LEAST_RECOVERY_MS = 1000

/** A request whose answer will not come, but which the server may still compute. */
export interface LostRequest {
  readonly flight: InFlight
  /** the server cannot tell, or says it runs while nothing moves. It still counts, but new work is tried beside it */
  doubtful: boolean
  /** the worker was paused since, so a person has looked at it: where the server cannot tell, it no longer counts */
  pausedSince: boolean
  /** when a look first showed that the server is done with it, fleet ms; null: none did */
  overAt: number | null
  /** looks have found it running since it was lost */
  wasActive: boolean
}

/** What the requests of a worker tell of its time, fleet ms. */
export interface LedgerTimes {
  /** when the server is free for one more request; negative infinity: nothing of ours is there */
  readonly freeAt: number
  /** how many times as long as forecast the running request takes */
  readonly slowness: number
  /** when the answer of the running request is expected, and the last of all; null: none is on its way */
  readonly endsAt: number | null
  readonly lastEndsAt: number | null
  /** until when all of this stays as it is if nothing is heard */
  readonly holdsUntil: number
}

/** Who keeps account of all workers. */
interface LedgerListener {
  /** anything here, or a request on its way, has changed */
  readonly changed: () => void
  readonly added: (flight: InFlight) => void
  readonly removed: (flight: InFlight) => void
}

const NOBODY: LedgerListener = {
  changed: () => undefined,
  added: () => undefined,
  removed: () => undefined,
}

/** What dispatch remembers about one worker. Times are fleet ms. */
export class WorkerLedger {
  /** in the order in which they were sent (depth.ts) */
  readonly flights: InFlight[] = []
  /** given up on; an answer that still comes is used */
  readonly abandoned = new Set<InFlight>()
  readonly #lost = new Map<TaskId, LostRequest>()
  readonly #on: LedgerListener
  #expectedCheckpoint: string | null = null
  #recoveringSince: number | null = null
  #interrupting = 0
  #loadingUntil: number | null = null
  /** answer of the last request; a queued request began to compute about then */
  lastEndedAt = 0
  /** it was lost since it last answered: who knows what it has in memory */
  returned = false
  /** what its looks are worth, as requests there have shown: whether counters, and the fraction among them, move at all */
  readonly told = { counters: false, fraction: false }
  /**
   * what the progress of each kind of request is worth there (stopped-there.ts). 'even': it was seen to go evenly to the end; 'doubted': it
   * ended short once, and nobody could tell why; 'uneven': it jumps; absent: nothing is known
   */
  readonly progress = new Map<string, 'even' | 'doubted' | 'uneven'>()
  /** how long its sampling steps take */
  readonly stepTimes = new StepTimes()
  /** answers in a row that did not come before they were forecast; one that does is a surprise then */
  forecastHeld = 0
  /** answers in a row of which it said that somebody had stopped them */
  stoppedInARow = 0
  /** VAEs that requests of ours asked it for: one of these in an answer to a request without is left over from them */
  readonly vaes = new Set<string>()
  /** hashes of the content of VAEs, by their names without folder and extension, as it told them with its pictures */
  readonly vaeHashes = new Map<string, string>()

  constructor(on: LedgerListener = NOBODY) {
    this.#on = on
  }

  /** what names the checkpoint (names/on-worker.ts) that will be in memory when the flights are done */
  get expectedCheckpoint(): string | null {
    return this.#expectedCheckpoint
  }

  set expectedCheckpoint(handle: string | null) {
    if (handle === this.#expectedCheckpoint) return
    this.#expectedCheckpoint = handle
    this.#on.changed()
  }

  /** since when it is asked about lost requests; null: it is not */
  get recoveringSince(): number | null {
    return this.#recoveringSince
  }

  set recoveringSince(since: number | null) {
    this.#recoveringSince = since
    this.#on.changed()
  }

  /** an interrupt is on its way there: it would hit what is sent now */
  get interrupting(): number {
    return this.#interrupting
  }

  set interrupting(count: number) {
    this.#interrupting = count
    this.#on.changed()
  }

  /** a checkpoint is being loaded ahead of a batch, and when that is expected to end */
  get loadingUntil(): number | null {
    return this.#loadingUntil
  }

  set loadingUntil(until: number | null) {
    this.#loadingUntil = until
    this.#on.changed()
  }

  get lost(): ReadonlyMap<TaskId, LostRequest> {
    return this.#lost
  }

  /** It may be sent another request, as far as requests of ours are concerned. */
  get hasRoom(): boolean {
    return this.hasRoomIn(USUAL_DEPTH)
  }

  /** As `hasRoom`, where so many requests of ours may be there at a time. */
  hasRoomIn(depth: number): boolean {
    return this.flights.length + this.lost.size < depth
  }

  /** Nothing of ours is there, as far as is known. */
  get vacant(): boolean {
    return this.flights.length + this.abandoned.size + this.lost.size === 0
  }

  /** There are lost requests it has not been asked about. */
  get mustAsk(): boolean {
    for (const { doubtful } of this.lost.values()) if (!doubtful) return true
    return false
  }

  /** Nothing may be sent for now. */
  get occupied(): boolean {
    return this.recoveringSince !== null || this.loadingUntil !== null || this.interrupting > 0
  }

  /** Those that keep it from other work: not a spare copy, which gives way, nor what has been stopped there. */
  get #lasting(): readonly InFlight[] {
    const { flights } = this
    return flights.some(givesWay) ? flights.filter((flight) => !givesWay(flight)) : flights
  }

  /** Until when what gives way is at a load, which goes on to its end; `now`: it is at none. */
  #loadsOnUntil(now: number): number {
    let until = now
    for (const flight of this.flights) if (givesWay(flight)) until = Math.max(until, flight.loadEndsAt(now))
    return until
  }

  /** A spare copy is all that it is at: it may be sent something else once that is withdrawn. */
  get spare(): InFlight | null {
    const [first, second] = this.flights
    return first !== undefined && isSpare(first) && second === undefined ? first : null
  }

  /** It is at nothing but what gives way. */
  get idle(): boolean {
    return this.flights.length === 0 || this.spare !== null
  }

  /** When the server is free for one more request. */
  freeAt(now: number): number {
    let free = this.#loadsOnUntil(now)
    if (this.loadingUntil !== null) free = Math.max(free, overdue(this.loadingUntil, now))
    if (this.recoveringSince !== null)
      free = Math.max(free, now + Math.max(LEAST_RECOVERY_MS, OVERDUE_SHARE * (now - this.recoveringSince)))
    for (const [at, flight] of this.#lasting.entries())
      free = Math.max(free, at === 0 ? flight.computeEndsAt(now) : flight.computeEndsAt(now, free))
    return free
  }

  /** As `freeAt`, and what else the requests tell, with how long it holds. */
  times(now: number): LedgerTimes {
    const flights = this.#lasting
    const [first] = flights
    const loadsOnUntil = this.#loadsOnUntil(now)
    const occupied = this.loadingUntil !== null || this.recoveringSince !== null
    if (first === undefined && !occupied && loadsOnUntil === now) return NOTHING_THERE
    let holdsUntil = occupied ? now : Number.POSITIVE_INFINITY
    if (loadsOnUntil > now) holdsUntil = Math.min(holdsUntil, loadsOnUntil)
    let free = loadsOnUntil
    let lastEndsAt: number | null = null
    for (const flight of flights) {
      lastEndsAt = Math.max(lastEndsAt ?? 0, flight.endsAt(now))
      free = Math.max(free, flight === first ? flight.computeEndsAt(now) : flight.computeEndsAt(now, free))
      // Once it has passed without news it is put off; the next look tells, and changes all of this.
      if (free > now) holdsUntil = Math.min(holdsUntil, free)
    }
    return {
      freeAt: this.freeAt(now),
      slowness: first?.slowness(now) ?? 1,
      endsAt: first?.endsAt(now) ?? null,
      lastEndsAt,
      holdsUntil,
    }
  }

  /** Takes note of when requests that wait are expected to begin, by what is known now of those before them. */
  expectStarts(now: number): void {
    let free = now
    for (const [at, flight] of this.#lasting.entries()) {
      if (at > 0) flight.expectStart(free)
      free = Math.max(free, flight.computeEndsAt(now))
    }
  }

  /** It was sent. */
  add(flight: InFlight): void {
    this.flights.push(flight)
    flight.whenChanged(this.#on.changed)
    this.#on.added(flight)
    this.#on.changed()
  }

  /** The answer came, or none will. */
  remove(flight: InFlight): void {
    const at = this.flights.indexOf(flight)
    if (at >= 0) {
      this.flights.splice(at, 1)
      this.#on.removed(flight)
    }
    this.abandoned.delete(flight)
    this.#on.changed()
  }

  /** Nobody waits for it any more, but its connection stays open. */
  abandon(flight: InFlight): void {
    this.remove(flight)
    this.abandoned.add(flight)
    this.lose(flight)
  }

  /** Its answer came. The server works through its queue in order: what was lost before it is over as well. */
  answered(flight: InFlight): void {
    this.returned = false
    for (const [taskId, lost] of this.lost) {
      if (lost.flight !== flight && lost.flight.sentAt >= flight.sentAt) continue
      this.forget(taskId)
    }
  }

  /** The server is not at it any more. */
  forget(taskId: TaskId): void {
    this.#lost.delete(taskId)
    this.#on.changed()
  }

  /** The server may still be at it. */
  lose(flight: InFlight): void {
    const known = this.lost.get(flight.taskId)
    if (known === undefined)
      this.#lost.set(flight.taskId, {
        flight,
        doubtful: false,
        pausedSince: false,
        overAt: null,
        wasActive: false,
      })
    else known.doubtful = false
    this.#on.changed()
  }

  /** It is asked about everything again when it is resumed. */
  paused(): void {
    for (const lost of this.lost.values()) {
      lost.doubtful = false
      lost.pausedSince = true
    }
    this.#on.changed()
  }
}

/** Of a worker that has nothing of ours. */
export const NOTHING_THERE: LedgerTimes = {
  freeAt: Number.NEGATIVE_INFINITY,
  slowness: 1,
  endsAt: null,
  lastEndsAt: null,
  holdsUntil: Number.POSITIVE_INFINITY,
}
