import type { WorkerId } from '../../../shared/ids.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { Lane } from '../../../shared/worker.ts'

/** One worker as the planner needs it: numbers only, all for the job being planned. */
export interface PlanningWorker {
  readonly id: WorkerId
  readonly name: string
  readonly lane: Lane
  /** place on the board */
  readonly order: number
  /** has the checkpoint in memory; wins ties */
  readonly warm: boolean
  /** seconds until it can start, checkpoint load included */
  readonly releaseSeconds: number
  /** the part of it that is the load of a checkpoint; absent: none */
  readonly loadSeconds?: number
  /** seconds a request costs besides its images */
  readonly overheadSeconds: number
  /** seconds of one image at batch size 1, overhead not included */
  readonly secondsPerImage: number
  /** cost of an image in a batch of b relative to a batch of one, <= 1, never rising with b */
  batchGain(b: number): number
  /** largest batch whose gain was measured or seen; 1: none was */
  readonly gainSeenTo: number
  /** largest batch it can hold; 0: not even one image fits */
  readonly maxBatch: number
  /** images of a usual request, where those that it makes one by one at that cost are really sent together; absent: as many as are taken at once */
  readonly imagesPerRequest?: number
  /** relative standard deviation of its predictions */
  readonly spread: number
  /** why it cannot take part; null: it can */
  readonly ineligible: Reason | null
  /** parts of the request that it will not take */
  readonly ignores: readonly Reason[]
  /** its speed for this kind of request was seen lately; until then its first requests are small */
  readonly proven: boolean
  /** it is being measured now, and joins in when it is free; absent: no */
  readonly measuring?: boolean
  /** has no benchmark yet */
  readonly unmeasured: boolean
}
