import type { WorkerId } from '../../../../shared/ids.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import { imageNumber } from '../../../../shared/words/image-number.ts'
import type { Reason } from '../../../../shared/words/reason.ts'
import { say } from '../../../../shared/words/say.ts'
import { problemOf, type WorkerFailure } from '../../failure.ts'
import type { Clock, FleetPort } from '../../ports.ts'
import type { DispatchEvent } from '../dispatch-event.ts'
import type { Announcer } from '../queue/announcer.ts'
import type { InFlight } from '../request/in-flight.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'

export interface ReturnImagesDeps {
  readonly clock: Clock
  readonly fleet: FleetPort
  readonly ledgers: WorkerLedgers
  readonly announcer: Pick<Announcer, 'batchChanged'>
  readonly emit: (event: DispatchEvent) => void
}

/** Batches that come back: their images to be dealt again, and why. */
export class ReturnImages {
  readonly #deps: ReturnImagesDeps

  constructor(deps: ReturnImagesDeps) {
    this.#deps = deps
  }

  /** Indexes of the batch that are neither stored, nor on their way to the disk, nor being made by another worker. */
  giveBackMissing(flight: InFlight): void {
    const { ledgers } = this.#deps
    for (const index of flight.indexes()) {
      if (flight.job.comes(index)) continue
      const makers = [...ledgers.makersOf(flight.job, index)]
      const other = makers.find((each) => each !== flight && each.wanted)
      if (other === undefined) flight.job.giveBack(index, flight.workerId)
      // With the original gone, one of its copies is what is waited for.
      else if (!flight.copy && other.copy) other.happened({ type: 'original-gone' })
    }
  }

  /** A request that is waited for yet is given up on by that. */
  returned(flight: InFlight, because: Reason): void {
    flight.happened(
      flight.endedAt === null
        ? { type: 'given-up', at: this.#deps.clock.now(), because }
        : { type: 'returned', because },
    )
    this.#deps.announcer.batchChanged(flight)
  }

  /** As `returned`, by a failure of its worker: counted, and told where it matters to anybody. */
  failed(flight: InFlight, failure: WorkerFailure): void {
    const { job, workerId } = flight
    const name = this.#nameOf(workerId)
    job.tallies.failed({ id: workerId, name }, failure.toProblem())
    this.returned(flight, failure.what)
    if (job.over || !flight.wanted) return
    this.#deps.emit({
      type: 'notice',
      ...(failure.kind === 'out-of-memory' ? memoryWords(name, flight) : failureWords(name, flight, failure)),
      workerId,
      jobId: job.id,
    })
  }

  /** As `returned`: somebody else interrupted or skipped it there, which is nobody's fault. */
  stopped(flight: InFlight): void {
    this.returned(flight, reason('dispatch.stopped-there'))
    this.#deps.emit({
      type: 'notice',
      level: 'info',
      title: cameBack(this.#nameOf(flight.workerId), flight),
      text: reason('dispatch.stopped-there.text'),
      workerId: flight.workerId,
      jobId: flight.job.id,
    })
  }

  #nameOf(id: WorkerId): string {
    return this.#deps.fleet.worker(id)?.name ?? say('dispatch.removed-machine')
  }

  /** Pictures of it could not be stored here, a full disk apart. */
  notStored(flight: InFlight, error: unknown): void {
    this.#deps.emit({
      type: 'notice',
      level: 'error',
      title: reason('dispatch.not-stored', imagesOf(flight)),
      text: problemOf(error).message,
      workerId: null,
      jobId: flight.job.id,
    })
  }
}

const failureWords = (name: string, flight: InFlight, failure: WorkerFailure) => ({
  level: 'warning' as const,
  title: cameBack(name, flight),
  text:
    failure.remedy === null
      ? failure.what
      : reason('dispatch.failed.text', { what: failure.what, remedy: failure.remedy }),
})

/** Nothing anybody has to do something about; the server's own words stand in the job's numbers. */
function memoryWords(name: string, { run, request }: InFlight) {
  const size = `${request.params.width}x${request.params.height}`
  return run.count > 1
    ? {
        level: 'info' as const,
        title: reason('dispatch.smaller-batches', { name }),
        text: reason('dispatch.smaller-batches.text', { count: run.count, size }),
      }
    : {
        level: 'warning' as const,
        title: reason('dispatch.left-out', { name }),
        text: reason('dispatch.no-memory.text', { size }),
      }
}

const cameBack = (name: string, flight: InFlight): Reason =>
  reason('dispatch.came-back', { name, ...imagesOf(flight) })

const imagesOf = ({ run: { first, count } }: InFlight) => ({
  count,
  first: imageNumber(first),
  last: imageNumber(first + count - 1),
})
