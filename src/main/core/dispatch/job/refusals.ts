import type { WorkerId } from '../../../../shared/ids.ts'
import type { Problem, ProblemKind } from '../../../../shared/problem.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import type { Reason } from '../../../../shared/words/reason.ts'
import { problemOf, type WorkerFailure } from '../../failure.ts'
import { eligibilityOf } from '../../planning/eligibility.ts'
import type { FleetPort } from '../../ports.ts'
import { isAlike, togetherBy } from './alike.ts'
import type { Run } from './index-pool.ts'
import type { Job } from './job.ts'

/** After so many refusals in a row a worker is left out of the job: one that made images of it already has shown that it can. */
const REFUSALS_IN_A_ROW = { ofOneThatMadeNone: 2, ofOneThatMadeSome: 3 }

/** The same of one that turns every request away, as if there were no such route, or too many requests: a limit on these may pass after some pauses. */
const TURNED_AWAY_IN_A_ROW = { otherwise: 3, byLimit: 5 }

/** A request that may be refused. */
interface Refused {
  readonly job: Job
  readonly workerId: WorkerId
  readonly run: Run
}

/**
 * Requests that fail though no machine is down: images go elsewhere, twice at most, then the job fails. Refusals between answers are
 * accidents, however many of them a long job collects.
 */
export class Refusals {
  readonly #fleet: FleetPort
  /** refusals in a row */
  readonly #inARow = new WeakMap<Job, Map<WorkerId, number>>()

  constructor(fleet: FleetPort) {
    this.#fleet = fleet
  }

  /** The server refused. What the job fails with, in the server's own words; null: others try. */
  refused(request: Refused, failure: WorkerFailure): Problem | null {
    const { job, workerId } = request
    const times = this.#timesInARow(request)
    const enough = job.refusals.refused(request.run, workerId)
    const { ofOneThatMadeNone, ofOneThatMadeSome } = REFUSALS_IN_A_ROW
    const most = (job.tallies.get(workerId)?.images ?? 0) > 0 ? ofOneThatMadeSome : ofOneThatMadeNone
    if (times >= most)
      job.exclude(
        workerId,
        reason('dispatch.refused', { message: failure.what }),
        'for-good',
        request.run.first,
      )
    if (!enough && this.#anybodyLeft(request)) return null
    return { ...failure.toProblem(), message: saidOf(job) }
  }

  /** The server took no request, though it seems well in all else: after some of them in a row it is left out. */
  turnedAway(request: Refused, failure: WorkerFailure): void {
    const { job, workerId, run } = request
    const times = this.#timesInARow(request)
    const { byLimit, otherwise } = TURNED_AWAY_IN_A_ROW
    if (times < (failure.kind === 'rate-limited' ? byLimit : otherwise)) return
    const why = reason('dispatch.turned-away', { count: times, message: failure.what })
    job.exclude(workerId, why, 'for-good', run.first)
  }

  /** How often it has refused requests of the job in a row, with this one. */
  #timesInARow({ job, workerId }: Refused): number {
    const inARow = this.#inARow.get(job) ?? new Map<WorkerId, number>()
    this.#inARow.set(job, inARow)
    const times = (inARow.get(workerId) ?? 0) + 1
    inARow.set(workerId, times)
    return times
  }

  /** An answer with images came. */
  answered({ job, workerId }: Refused): void {
    this.#inARow.get(job)?.delete(workerId)
  }

  /** Its pictures could not be stored or taken in here. What the job fails with after a few tries; null: it is tried again. */
  notStored(request: Refused, error: unknown): Problem | null {
    return request.job.refusals.refused(request.run, null) ? problemOf(error) : null
  }

  /** Somebody could take the job on, if not now then when it is back. */
  #anybodyLeft({ job, run }: Refused): boolean {
    const { params, exclusions } = job.parts.of(run.first)
    return this.#fleet
      .workers()
      .some(
        (worker) =>
          exclusions.reason(worker.id, worker.capabilities) === null &&
          eligibilityOf(params, { ...worker, available: true }) === null,
      )
  }
}

/** What each machine said that refused it; those that said the same are named together. */
function saidOf(job: Job): Reason {
  const refusing = job.tallies
    .all()
    .flatMap(({ name, lastProblem }) =>
      lastProblem !== null && REFUSING.has(lastProblem.kind) ? [{ name, message: lastProblem.message }] : [],
    )
  const said = togetherBy(refusing, (one, other) => isAlike(one.message, other.message)).map(
    ({ names, message }) => reason('dispatch.says', { count: names.length, names, message }),
  )
  const [first] = said
  return said.length === 1 && first !== undefined ? first : reason('dispatch.all-said', { said })
}

const REFUSING: ReadonlySet<ProblemKind> = new Set(['validation', 'server-error', 'out-of-memory'])

/** Which indexes a worker is not to take from a job's pool: those it refused, as long as somebody else could take them. */
export function leftToOthers(
  job: Job,
  worker: WorkerId,
  able: () => readonly WorkerId[],
): ((index: number) => boolean) | undefined {
  if (!job.refusals.any) return undefined
  const others = able()
  return (index) =>
    job.refusals.by(index, worker) &&
    others.some((other) => other !== worker && !job.refusals.by(index, other))
}
