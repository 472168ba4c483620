import { kindOf } from '../../../../shared/generation.ts'
import type { WorkerId } from '../../../../shared/ids.ts'
import { type ImageFlag, isAsAsked } from '../../../../shared/job.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import { eligibilityOf } from '../../planning/eligibility.ts'
import type { FleetPort } from '../../ports.ts'
import type { DispatchEvent } from '../dispatch-event.ts'
import type { Job } from '../job/job.ts'
import type { InFlight } from '../request/in-flight.ts'
import type { Verdict } from './judgement.ts'

export interface OneColourDeps {
  readonly fleet: FleetPort
  readonly emit: (event: DispatchEvent) => void
}

/** From so many pictures on that another machine made well, a machine can be known to fail. */
const LEAST_PROVEN = 2

/** What pictures of one colour were seen in a job. */
interface Seen {
  /** two machines agreed about one: it is what the prompt asks for */
  asAsked: boolean
  /** worker -> pictures of one colour that another one made well */
  readonly proven: Map<WorkerId, number>
  readonly told: Set<WorkerId>
}

/**
 * Pictures of one colour: half precision that fails makes them black, but a prompt may ask for one. So each is made again once, elsewhere,
 * and what comes then stands, of whatever colour. Where nobody else could make it, the first stands.
 */
export class OneColour {
  readonly #deps: OneColourDeps
  readonly #seen = new WeakMap<Job, Seen>()

  constructor(deps: OneColourDeps) {
    this.#deps = deps
  }

  /** The verdicts on an answer with such pictures flagged, and how many of them are set aside to be made again. */
  judge(flight: InFlight, verdicts: readonly Verdict[]): { images: readonly Verdict[]; setAside: number } {
    // A picture that is only made larger has the colours that it had.
    const upscaled = kindOf(flight.request.params) === 'upscale'
    if (flight.spoilt || upscaled) return { images: verdicts, setAside: 0 }
    const { job, workerId } = flight
    const uniform = new Set(flight.passed.filter((one) => one.uniform === true).map((one) => one.position))
    if (uniform.size === 0 && !job.refusals.anySetAside) return { images: verdicts, setAside: 0 }
    let setAside = 0
    const images = verdicts.map((verdict): Verdict => {
      const { index, flags, position } = verdict
      if (index === null || !isAsAsked(flags)) return verdict
      if (!uniform.has(position)) {
        this.#madeWell(job, index, workerId)
        return verdict
      }
      const stands = this.#stands(job, index, workerId)
      if (!stands) {
        job.refusals.setAside(index, workerId)
        setAside++
      }
      this.#tell(job, workerId, stands)
      const flag: ImageFlag = stands ? 'one-colour-kept' : 'one-colour'
      return { ...verdict, flags: [...flags, flag] }
    })
    return { images, setAside }
  }

  #seenIn(job: Job): Seen {
    const known = this.#seen.get(job)
    if (known !== undefined) return known
    const fresh: Seen = { asAsked: false, proven: new Map(), told: new Set() }
    this.#seen.set(job, fresh)
    return fresh
  }

  #stands(job: Job, index: number, workerId: WorkerId): boolean {
    const params = job.runs.paramsOf(index)
    const seen = this.#seenIn(job)
    const before = job.refusals.setAsideOf(index)
    // Two machines agree: it is the prompt, and the rest of the job need not be made twice.
    if (before !== undefined && before !== workerId) seen.asAsked = true
    if (before !== undefined || seen.asAsked || job.isBonus(index)) return true
    return !this.#deps.fleet
      .workers()
      .some(
        (other) =>
          other.id !== workerId &&
          other.lane === 'active' &&
          job.exclusion(other.id, other.capabilities) === null &&
          eligibilityOf(params, other) === null,
      )
  }

  /** Somebody made a picture well that another had made in one colour. */
  #madeWell(job: Job, index: number, workerId: WorkerId): void {
    const seen = this.#seenIn(job)
    const maker = job.refusals.setAsideOf(index)
    if (maker === undefined || maker === workerId || seen.asAsked) return
    const proven = (seen.proven.get(maker) ?? 0) + 1
    seen.proven.set(maker, proven)
    const well = job.tallies.get(maker)?.images ?? 0
    const name = this.#deps.fleet.worker(maker)?.name
    if (proven < LEAST_PROVEN || proven <= well || name === undefined) return
    const worker = this.#deps.fleet.worker(maker)
    if (job.exclusion(maker, worker?.capabilities ?? null) !== null) return
    job.exclude(maker, reason('dispatch.makes-one-colour'), 'for-good', index)
    this.#deps.emit({
      type: 'notice',
      level: 'warning',
      title: reason('dispatch.left-out', { name }),
      text: reason('dispatch.one-colour-proven.text'),
      workerId: maker,
      jobId: job.id,
    })
  }

  /** Once for each machine and job. */
  #tell(job: Job, workerId: WorkerId, stands: boolean): void {
    const seen = this.#seenIn(job)
    if (seen.asAsked || seen.told.has(workerId)) return
    seen.told.add(workerId)
    const name = this.#deps.fleet.worker(workerId)?.name ?? reason('dispatch.removed-machine-first')
    this.#deps.emit({
      type: 'notice',
      level: 'warning',
      title: reason('dispatch.one-colour', { name }),
      text: stands ? reason('dispatch.one-colour-kept.text') : reason('dispatch.one-colour-again.text'),
      workerId,
      jobId: job.id,
    })
  }
}
