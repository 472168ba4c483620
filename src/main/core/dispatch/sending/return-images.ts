import type { Words } from '../../../../shared/words/reason.ts'
import { inWords } from '../../../../shared/words/say.ts'
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

/** Batches that come back: their images to be dealt again, and why, in words. */
export class ReturnImages {
  readonly #deps: ReturnImagesDeps

  constructor(deps: ReturnImagesDeps) {
    this.#deps = deps
  }

  /** Indexes of the batch that are neither stored, nor on their way to the disk, nor being made by another worker. */
  giveBackMissing(flight: InFlight): void {
    const others = this.#deps.ledgers
      .flightsOf(flight.job)
      .filter((other) => other !== flight && other.wanted)
    for (const index of flight.indexes()) {
      const other = others.find((each) => each.makes(index))
      if (other === undefined) flight.job.giveBack(index, flight.workerId)
      // With the original gone, one of its copies is what is waited for.
      else if (!flight.copy && other.copy) other.happened({ type: 'original-gone' })
    }
  }

  /** A request that is waited for yet is given up on by that. */
  returned(flight: InFlight, because: Words): void {
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
    const name = this.#deps.fleet.worker(workerId)?.name ?? 'a removed machine'
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
    const name = this.#deps.fleet.worker(flight.workerId)?.name ?? 'a removed machine'
    this.returned(flight, 'somebody else stopped it there')
    this.#deps.emit({
      type: 'notice',
      level: 'info',
      title: `${name}: ${imagesWords(flight)} came back`,
      text: 'Somebody else stopped it there. What was half done is made again.',
      workerId: flight.workerId,
      jobId: flight.job.id,
    })
  }

  /** Pictures of it could not be stored here, a full disk apart. */
  notStored(flight: InFlight, error: unknown): void {
    const words = imagesWords(flight)
    this.#deps.emit({
      type: 'notice',
      level: 'error',
      title: `${words.charAt(0).toUpperCase()}${words.slice(1)} could not be stored`,
      text: inWords(problemOf(error).message),
      workerId: null,
      jobId: flight.job.id,
    })
  }
}

const failureWords = (name: string, flight: InFlight, failure: WorkerFailure) => ({
  level: 'warning' as const,
  title: `${name}: ${imagesWords(flight)} came back`,
  text: [failure.what, failure.remedy].flatMap((each) => (each === null ? [] : [inWords(each)])).join(' '),
})

/** Nothing anybody has to do something about; the server's own words stand in the job's numbers. */
function memoryWords(name: string, { run, request }: InFlight) {
  const { width, height } = request.params
  return run.count > 1
    ? {
        level: 'info' as const,
        title: `${name} gets smaller batches`,
        text: `${run.count} images of ${width}x${height} at once do not fit into its memory. They are made again in smaller batches.`,
      }
    : {
        level: 'warning' as const,
        title: `${name} is left out of this job`,
        text: `Not even one image of ${width}x${height} fits into its memory. The others make its images.`,
      }
}

function imagesWords(flight: InFlight): string {
  const { first, count } = flight.run
  return count === 1 ? `image ${first}` : `images ${first}-${first + count - 1}`
}
