import type { PlanningMode } from '../../../../shared/generation.ts'
import { ImageIndex, JobId, TaskId, WorkerId } from '../../../../shared/ids.ts'
import { type Origin, UNKNOWN_ORIGIN } from '../../../../shared/origin.ts'
import type { WorkerPort } from '../../ports.ts'
import { seedsOfIndex } from '../../prompt/seeds.ts'
import { Job } from '../job/job.ts'
import { InFlight } from '../request/in-flight.ts'
import type { Part, Recognised } from '../request/request-state.ts'
import { requestFor } from './world.ts'

/** In tests no move may be refused. */
export const throwIt = (error: Error): never => {
  throw error
}

/** A job of so many images that nobody works on. */
export const jobFor = (images = 12, mode: PlanningMode = 'exact', origin: Origin = UNKNOWN_ORIGIN): Job =>
  new Job({
    id: JobId.parse('job'),
    number: 1,
    origin,
    priority: 'normal',
    request: requestFor(images, { mode }),
    seeds: { seed: 1000, subseed: 5 },
    now: 0,
    wall: 0,
    hold: false,
    state: 'queued',
    storedIndexes: [],
    onIllegalMove: throwIt,
  })

/** A port on which every call is a mistake, but for those given. */
export const portOf = (calls: Partial<WorkerPort> = {}): WorkerPort => {
  const unexpected = () => Promise.reject(new Error('this call was not expected'))
  return {
    generate: unexpected,
    progress: unexpected,
    interrupt: unexpected,
    ping: unexpected,
    capabilities: unexpected,
    memory: unexpected,
    loadCheckpoint: unexpected,
    ...calls,
  }
}

let made = 0

/** A request on its way, for tests of what looks at requests. Times are fleet ms but where the name says seconds. */
export function flightFor(
  given: {
    job?: Job
    first?: number
    count?: number
    now?: number
    startsAt?: number
    computeSeconds?: number
    overheadSeconds?: number
    loadSeconds?: number
    mayLoad?: boolean
    recognised?: Recognised
    part?: Part
    port?: WorkerPort
  } = {},
): InFlight {
  const { job = jobFor(), first = 0, count = 4, now = 0 } = given
  made++
  return new InFlight({
    batchId: `batch-${made}`,
    job,
    run: { first, count },
    part: given.part ?? 'share',
    workerId: WorkerId.parse('argon'),
    request: {
      taskId: TaskId.parse(`tributary-${made}`),
      params: job.runs.paramsOf(first),
      firstIndex: ImageIndex.parse(first),
      count,
      ...seedsOfIndex(job.runs.paramsOf(first), first),
      checkpoint: 'common',
      saveOnWorker: false,
    },
    port: given.port ?? portOf(),
    now,
    startsAt: given.startsAt ?? now,
    computeSeconds: given.computeSeconds ?? 12,
    overheadSeconds: given.overheadSeconds ?? 0,
    loadSeconds: given.loadSeconds ?? 0,
    spread: 0.1,
    mayLoad: given.mayLoad ?? false,
    recognised: given.recognised ?? 'by-task-id',
    onIllegalMove: throwIt,
  })
}
