import type { WorkerId } from '../../../../shared/ids.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import type { FleetWorker } from '../../ports.ts'

/** A request that ends sooner met no limit on its time: proxies and tunnels cut at 30 to 100 s (sdapi.md 7), a server that crashes at any. */
const LEAST_SECONDS = 15
/** Two ages are the same when they differ by no more than this share of the smaller one, or so many seconds. */
const SAME_AGE = { share: 0.1, seconds: 2 }
/** A request as long as the limit that was cut although it was predicted to be shorter: the next may take this share of its prediction. */
const AFTER_A_CUT = 0.7
/** A request of this share of what is allowed, or more, shows that such requests pass. */
const TELLING_SHARE = 0.6
/** So many of those in a row, and longer requests are tried; twice as many after each try in vain. */
const CLEAN_REQUESTS = 20
const LONGER = 1.5
/** Predictions are trusted to so many of their spreads. */
const SPREADS = 2

interface Limit {
  /** age at which requests ended there */
  readonly seconds: number
  /** what a request may be predicted to take: less where predictions fell short, more while a longer one is tried */
  readonly allowed: number
  readonly clean: number
  readonly cleanNeeded: number
  /** date of the benchmark it was learned after, epoch ms; null: there was none */
  readonly measuredAt: number | null
}

/** A request as it was sent: how long it has lived, and how long it was to live. */
export interface Lived {
  readonly ageSeconds: number
  readonly predictedSeconds: number
}

/**
 * How long a request to each worker may take: a proxy or gateway in front of a server may end every request at the same age, whatever the
 * server does. Two cuts in a row at about the same age, with no answered request as old between them, are taken for that. It is forgotten
 * with a new benchmark: where not even one image passes, no answer can disprove it.
 */
export class TimeLimits {
  readonly #limits = new Map<WorkerId, Limit>()
  readonly #lastCut = new Map<WorkerId, number>()
  readonly #keep: (worker: WorkerId, seconds: number | null) => void
  #changes = 0

  /** `keep` is told of every change, null: no limit; it comes back as the worker's `speed.longestRequestSeconds`. */
  constructor(keep: (worker: WorkerId, seconds: number | null) => void = () => undefined) {
    this.#keep = keep
  }

  /** How often a limit has changed so far: as long as this is the same, `allowedSeconds` answers the same of the same worker. */
  get changes(): number {
    return this.#changes
  }

  #set(worker: WorkerId, limit: Limit): void {
    this.#limits.set(worker, limit)
    this.#changes++
  }

  #forget(worker: WorkerId): void {
    if (this.#limits.delete(worker)) this.#changes++
  }

  /** Seconds a request may be predicted to take; Infinity: as long as it likes. */
  allowedSeconds(worker: FleetWorker): number {
    return this.#known(worker)?.allowed ?? Number.POSITIVE_INFINITY
  }

  /** A request ended by a gateway's status, a reset or a time-out. Age at which requests end there; null: none is known. */
  cut(worker: FleetWorker, { ageSeconds, predictedSeconds }: Lived): number | null {
    const known = this.#known(worker)
    if (ageSeconds < LEAST_SECONDS) return null
    if (known !== undefined && sameAge(ageSeconds, known.seconds)) {
      const wasTry = known.allowed > known.seconds
      this.#set(worker.id, {
        ...known,
        allowed: wasTry ? known.seconds : Math.min(known.allowed, AFTER_A_CUT * predictedSeconds),
        clean: 0,
        cleanNeeded: wasTry ? 2 * known.cleanNeeded : known.cleanNeeded,
      })
      return known.seconds
    }
    const last = this.#lastCut.get(worker.id)
    this.#lastCut.set(worker.id, ageSeconds)
    if (last === undefined || !sameAge(last, ageSeconds)) return null
    const seconds = Math.min(last, ageSeconds)
    this.#lastCut.delete(worker.id)
    this.#set(worker.id, begun(seconds, worker))
    this.#keep(worker.id, seconds)
    return seconds
  }

  /** The server was started anew: that is what cut the last request, and nothing in front of it. */
  restarted(worker: WorkerId): void {
    this.#lastCut.delete(worker)
  }

  /** A whole answer came. */
  answered(worker: FleetWorker, { ageSeconds, predictedSeconds }: Lived): void {
    if ((this.#lastCut.get(worker.id) ?? Number.POSITIVE_INFINITY) <= ageSeconds)
      this.#lastCut.delete(worker.id)
    const known = this.#known(worker)
    if (known === undefined) return
    if (ageSeconds > known.seconds && !sameAge(ageSeconds, known.seconds)) {
      this.#forget(worker.id)
      this.#keep(worker.id, null)
      return
    }
    if (predictedSeconds < TELLING_SHARE * known.allowed) return
    const clean = known.clean + 1
    if (clean < known.cleanNeeded) {
      this.#limits.set(worker.id, { ...known, clean })
      return
    }
    const longer = LONGER * known.allowed
    const allowed = known.allowed < known.seconds ? Math.min(known.seconds, longer) : longer
    this.#set(worker.id, { ...known, allowed, clean: 0 })
  }

  /** What was learned here, or before the last start. */
  #known(worker: FleetWorker): Limit | undefined {
    const known = this.#limits.get(worker.id)
    if (known?.measuredAt === measuredAt(worker)) return known
    this.#forget(worker.id)
    const seconds = worker.speed.longestRequestSeconds
    if (seconds === undefined) return undefined
    const kept = begun(seconds, worker)
    this.#set(worker.id, kept)
    return kept
  }
}

const measuredAt = ({ speed }: FleetWorker): number | null => speed.benchmark?.at ?? null

const begun = (seconds: number, worker: FleetWorker): Limit => ({
  ...{ seconds, allowed: seconds, clean: 0, cleanNeeded: CLEAN_REQUESTS },
  measuredAt: measuredAt(worker),
})

/**
 * The largest batch whose predicted time, with its spread, stays below what is allowed; at least 1 as long as one image can be expected
 * to pass. 0: not even one can.
 */
export function mostWithin(
  worker: Pick<PlanningWorker, 'overheadSeconds' | 'secondsPerImage' | 'batchGain' | 'spread' | 'maxBatch'>,
  allowed: number,
  limit: number,
): number {
  if (allowed === Number.POSITIVE_INFINITY) return worker.maxBatch
  const seconds = (count: number) =>
    worker.overheadSeconds + count * worker.secondsPerImage * worker.batchGain(count)
  let most = worker.maxBatch
  while (most > 1 && seconds(most) * (1 + SPREADS * worker.spread) > allowed) most--
  return most === 1 && seconds(1) > Math.max(allowed, limit) ? 0 : most
}

const sameAge = (a: number, b: number): boolean =>
  Math.abs(a - b) <= Math.max(SAME_AGE.seconds, SAME_AGE.share * Math.min(a, b))
